"""The owners have decided: the council becomes an organisation with its members, chair and term."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.communities.councils.errors import FormingClosed, NoQuorum
from services.registry.communities.councils.model import CouncilForming, CouncilStep, StepCode
from services.registry.communities.councils.repository import get_forming, steps_of
from services.registry.communities.councils.service import council_state
from services.registry.communities.memberships.use_cases.begin_membership import (
    BeginMembership,
    begin_membership,
)
from services.registry.communities.memberships.use_cases.end_membership import end_all
from services.registry.communities.organisations.model import Organisation
from services.registry.communities.organisations.use_cases.enter_organisation import (
    EnterOrganisation,
    enter_organisation,
)
from services.registry.communities.rules.repository import rules_on
from services.registry.places.houses.repository import get_house
from shared.kit import audit
from shared.kit.clock import today
from shared.kit.etags import check_version
from shared.kit.problems import invalid

Chosen = tuple[UUID, Literal["council_member", "chair"]]


@dataclass(frozen=True, slots=True)
class FinishForming:
    """What the minutes say; votes weigh the owners' square metres and are exact."""

    center_id: UUID
    forming_id: UUID
    version: int
    chosen: Sequence[Chosen]
    minutes_number: str
    minutes_on: date
    votes_all: Decimal
    votes_took_part: Decimal
    name: str | None
    until: date | None

    @property
    def minutes(self) -> dict[str, object]:
        """The document on which the council rests."""
        return {"kind": "minutes", "number": self.minutes_number, "on": self.minutes_on}


async def finish_forming(session: AsyncSession, command: FinishForming) -> CouncilForming:
    """Raises FormingNotFound, FormingClosed, NoQuorum, Invalid, Outdated.

    A council that stands already is chosen anew: its members' terms end with the meeting.
    """
    forming = await get_forming(session, command.center_id, command.forming_id, for_update=True)
    check_version(forming, command.version)
    if forming.state != "open":
        raise FormingClosed
    await _must_be_decided(session, forming, command)
    organisation = await _council(session, forming, command)
    for resident, role in command.chosen:
        begun = BeginMembership(
            organisation.center_id,
            organisation.id,
            resident,
            role,
            forming.meeting_on,
            command.until,
            command.minutes,
        )
        await begin_membership(session, begun)
    _mark_done(await steps_of(session, forming), command.minutes_on, forming.meeting_on)
    forming.state, forming.organisation_id = "finished", organisation.id
    audit.note(session, "council.finished", about=forming.id, evidence=str(organisation.id))
    await session.flush()
    return forming


async def _must_be_decided(session: AsyncSession, forming: CouncilForming, command: FinishForming) -> None:
    """Housing Code art. 45 part 3 (quorum), art. 161.1 part 6 (the chair is one of the council)."""
    if forming.meeting_on > today():
        raise invalid(
            "/minutes_on", "councils.meeting-to-come", "Собрание ещё не прошло: перенесите его день"
        )
    if not forming.meeting_on <= command.minutes_on <= today():
        raise invalid(
            "/minutes_on",
            "councils.minutes-day",
            "День протокола: не раньше собрания и не позже сегодняшнего дня",
        )
    if command.votes_took_part > command.votes_all:
        raise invalid(
            "/votes_took_part",
            "councils.too-many-votes",
            "Участвовать может не больше голосов, чем есть в доме",
        )
    rule = (await rules_on(session, forming.meeting_on)).get("owners_meeting.quorum")
    if rule is not None and not rule.holds(command.votes_took_part, command.votes_all):
        raise NoQuorum
    chairs = [resident for resident, role in command.chosen if role == "chair"]
    people = [resident for resident, _ in command.chosen]
    if len(chairs) != 1:
        raise invalid("/chosen", "councils.one-chair", "Отметьте одного председателя")
    if len(set(people)) != len(people):
        raise invalid("/chosen", "councils.twice", "Один человек отмечен дважды")


async def _council(session: AsyncSession, forming: CouncilForming, command: FinishForming) -> Organisation:
    house = await get_house(session, forming.center_id, forming.house_id)
    known = await council_state(session, house)
    if known.chair is not None and known.chair.since > forming.meeting_on:
        raise invalid(
            "/minutes_on", "councils.chosen-since", "Совет этого дома выбран позже: проверьте день собрания"
        )
    if known.council is not None:
        await end_all(session, known.council, forming.meeting_on, "term")
        return known.council
    entered = EnterOrganisation(
        forming.center_id,
        "council_mkd",
        command.name or f"Совет дома {house.address}"[:200],
        house_ids=[house.id],
        founded_on=forming.meeting_on,
        document=command.minutes,
    )
    return await enter_organisation(session, entered)


def _mark_done(steps: Sequence[CouncilStep], minutes: date, meeting: date) -> None:
    """The meeting was held and its minutes are there; results and copies are still to be sent."""
    held: dict[StepCode, date] = {"meeting": meeting, "minutes": minutes}
    for step in steps:
        step.done_on = step.done_on or held.get(step.code)
