"""Tells residents things, each in the way that suits them."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.notifications.calls.model import Call
from services.notifications.consents.model import PURPOSE
from services.notifications.deliveries.model import Delivery
from services.notifications.deliveries.repository import note_round
from services.notifications.messages.model import QUIET, Message
from services.notifications.messages.repository import Notice, insert_messages
from services.notifications.preferences.model import Preferences
from services.notifications.preferences.repository import preferences_of_all
from services.notifications.residents.repository import erased_among
from shared.contracts.codes import ConsentPurpose
from shared.contracts.notifications import MessageSentV1
from shared.kit import outbox
from shared.kit.clock import now
from shared.kit.consents import refusing


async def tell(session: AsyncSession, notices: Sequence[Notice]) -> None:
    """Puts every notice on the site, and on its way by mail, phone or visit as the resident prefers.

    Whoever has chosen nothing here is reached as the registry says, which is asked when the message is sent; so it is
    for what is quiet, because only the registry knows whether a mail was proven.
    What rests on a consent that was taken back stands on the site and goes nowhere else.
    A notice repeated for the same cause is told once; an erased resident is told nothing.
    """
    if not notices:
        return
    whom = {notice.resident_id for notice in notices}
    erased = await erased_among(session, whom)
    chosen = await preferences_of_all(session, whom)
    alive = [notice for notice in notices if notice.resident_id not in erased]
    refused = await _refused(session, alive)
    for message in await insert_messages(session, alive):
        if (message.resident_id, PURPOSE.get(message.code)) in refused:
            _leave_on_site(session, message)
        else:
            _send(session, message, chosen.get(message.resident_id))
    await session.flush()
    await note_round(session)


async def _refused(
    session: AsyncSession, notices: Sequence[Notice]
) -> set[tuple[UUID, ConsentPurpose | None]]:
    """Who has taken back the consent that a notice rests on, with its purpose."""
    found: set[tuple[UUID, ConsentPurpose | None]] = set()
    for purpose in {PURPOSE[notice.code] for notice in notices if notice.code in PURPOSE}:
        whom = {notice.resident_id for notice in notices if PURPOSE.get(notice.code) == purpose}
        found |= {(one, purpose) for one in await refusing(session, whom, purpose)}
    return found


def _leave_on_site(session: AsyncSession, message: Message) -> None:
    said = MessageSentV1(message_id=message.id, resident_id=message.resident_id, way="site")
    outbox.add(session, said, because=message.cause_id)


def _send(session: AsyncSession, message: Message, chosen: Preferences | None) -> None:
    if chosen is None:
        session.add(Delivery.of(message, None, now()))
    elif message.code in QUIET:
        session.add(Delivery.of(message, None, chosen.not_before(now())))
    elif chosen.way == "mail":
        session.add(Delivery.of(message, "mail", chosen.not_before(now())))
    else:
        if chosen.way != "site":
            session.add(Call.of(message, chosen.way, chosen.not_before(now())))
        said = MessageSentV1(message_id=message.id, resident_id=message.resident_id, way=chosen.way)
        outbox.add(session, said, because=message.cause_id)
