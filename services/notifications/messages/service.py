"""Tells residents things, each in the way that suits them."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from services.notifications.calls.model import Call
from services.notifications.letters.model import Letter
from services.notifications.letters.repository import note_round
from services.notifications.messages.model import URGENT, Message
from services.notifications.messages.repository import Notice, insert_messages
from services.notifications.preferences.model import Preferences
from services.notifications.preferences.repository import preferences_of_all
from services.notifications.preferences.service import usual, way_for
from services.notifications.residents.model import Resident
from services.notifications.residents.repository import residents_by_id
from shared.contracts.notifications import MessageSentV1
from shared.contracts.requests import Way
from shared.kit import outbox
from shared.kit.clock import now


async def tell(session: AsyncSession, notices: Sequence[Notice]) -> None:
    """Puts every notice on the site, and on its way by mail, phone or visit where the resident prefers that.

    A notice repeated for the same cause is told once; an erased resident is told nothing.
    """
    if not notices:
        return
    whom = {notice.resident_id for notice in notices}
    residents = await residents_by_id(session, whom)
    chosen = await preferences_of_all(session, whom)
    alive = [one for one in notices if not _is_erased(residents.get(one.resident_id))]
    for message in await insert_messages(session, alive):
        resident, preferences = residents.get(message.resident_id), chosen.get(message.resident_id)
        way = way_for(
            preferences.way if preferences else None,
            resident.joined_by if resident else None,
            urgent=message.code in URGENT,
        )
        _send(session, message, way, preferences or usual())
    await session.flush()
    await note_round(session)


def _is_erased(resident: Resident | None) -> bool:
    return resident is not None and resident.erased


def _send(session: AsyncSession, message: Message, way: Way, preferences: Preferences) -> None:
    not_before = preferences.not_before(now())
    if way == "mail":
        session.add(Letter.of(message, not_before))
        return
    if way in ("phone", "visit"):
        session.add(Call.of(message, way, not_before))
    outbox.add(
        session,
        MessageSentV1(message_id=message.id, resident_id=message.resident_id, way=way),
        because=message.cause_id,
    )
