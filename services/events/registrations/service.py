"""Who signs whom up, and by which channel."""

from uuid import UUID

from shared.contracts.codes import Channel
from shared.kit.access import Caller
from shared.kit.problems import Invalid, Wrong


def who_comes(caller: Caller, resident_id: UUID | None, channel: Channel | None) -> tuple[UUID, Channel]:
    """Who is signed up and how they asked for it; whether a resident speaks for whom they name is asked apart.

    Raises Invalid.
    """
    if caller.role == "resident":
        return _by_resident(caller, resident_id, channel), "web"
    wrong = []
    if resident_id is None:
        wrong.append(Wrong("/resident_id", "events.resident-missing", "Укажите, кого вы записываете"))
    if channel == "web":
        wrong.append(
            Wrong(
                "/channel", "events.channel-not-web", "Укажите, как человек попросил: бумага, звонок, визит"
            )
        )
    if wrong or resident_id is None:
        raise Invalid(*wrong)
    return resident_id, channel or "visit"


def _by_resident(caller: Caller, resident_id: UUID | None, channel: Channel | None) -> UUID:
    if channel not in (None, "web"):
        raise Invalid(
            Wrong("/channel", "events.channel-only-web", "Бумагу, звонок и визит вносит сотрудник центра")
        )
    return resident_id or caller.id
