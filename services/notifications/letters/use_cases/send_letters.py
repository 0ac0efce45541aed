"""One round of the post: takes due letters in hand, sends them, notes what became of each."""

from collections.abc import Mapping, Sequence
from uuid import UUID

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from services.notifications.letters.model import Letter
from services.notifications.letters.repository import (
    centers_with_post,
    letters_in_hand,
    note_round,
    take_due,
    what_they_say,
)
from services.notifications.messages.model import Message
from services.notifications.post.service import AddressBook, Envelope, PostOffice
from services.notifications.wording.service import letter_around, word
from shared.contracts.notifications import MessageSentV1
from shared.contracts.requests import Contact, Language, Way
from shared.kit import outbox
from shared.kit.clock import now
from shared.kit.database import Database

AT_ONCE = 100
"""Letters of one center in one round."""

_log = structlog.get_logger()

Contents = Mapping[UUID, tuple[Message, Language]]
Outcome = bool | None
"""Whether the post took a letter; None where it has no address to go to."""


async def send_letters(database: Database, office: PostOffice, book: AddressBook) -> None:
    """Sends what is due in every center; contacts are asked for and letters sent outside of any transaction."""
    async with database.transaction(None) as session:
        centers = await centers_with_post(session, now())
    for center in centers:
        await _send_of_center(database, center, office, book)


async def _send_of_center(database: Database, center: UUID, office: PostOffice, book: AddressBook) -> None:
    async with database.transaction(center) as session:
        letters = await take_due(session, now(), AT_ONCE)
        contents = await what_they_say(session, letters)
    if not letters:
        return
    contacts = (
        await book.contacts(center, [letter.resident_id for letter in letters]) if office.is_open else {}
    )
    if contacts is None:
        async with database.transaction(center) as session:
            await _put_back(session, letters)
        return
    for letter in letters:
        message, language = contents[letter.message_id]
        outcome = await _send(database, office, message, language, contacts.get(letter.resident_id))
        async with database.transaction(center) as session:
            await _note(session, letter, outcome)


async def _send(
    database: Database, office: PostOffice, message: Message, language: Language, contact: Contact | None
) -> Outcome:
    address = contact and (contact.mail or (contact.address if contact.way == "mail" else None))
    if contact is None or not address:
        return None
    worded = word(message.code, message.params, language, now(), lasting=True)
    text = letter_around(worded, contact.name, language)
    return await office.send(database, Envelope(address, worded.title, text, message.resident_id))


async def _put_back(session: AsyncSession, letters: Sequence[Letter]) -> None:
    for letter in await letters_in_hand(session, [one.id for one in letters]):
        letter.postpone(now())
    await session.flush()
    await note_round(session)


async def _note(session: AsyncSession, sent: Letter, outcome: Outcome) -> None:
    for letter in await letters_in_hand(session, [sent.id]):
        if outcome:
            letter.went()
            _say(session, letter, "mail")
        elif outcome is None:
            letter.leave_on_site()
            _say(session, letter, "site")
        elif letter.failed(now()):
            _say(session, letter, "site")
        _log.info("letter.handled", letter_id=str(letter.id), state=letter.state, attempts=letter.attempts)
    await session.flush()
    await note_round(session)


def _say(session: AsyncSession, letter: Letter, way: Way) -> None:
    outbox.add(session, MessageSentV1(message_id=letter.message_id, resident_id=letter.resident_id, way=way))
