"""One round of deliveries: takes what is due in hand, brings it on its way, notes what became of each."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from services.notifications.calls.model import Call
from services.notifications.deliveries.model import Delivery
from services.notifications.deliveries.repository import (
    centers_with_post,
    deliveries_in_hand,
    note_round,
    take_due,
    what_they_say,
)
from services.notifications.messages.model import QUIET, URGENT, Message
from services.notifications.post.service import AddressBook, Envelope, PostOffice
from services.notifications.preferences.service import way_as_registered, way_if_quiet
from services.notifications.wording.service import letter_around, word
from shared.contracts.notifications import MessageSentV1
from shared.contracts.requests import Contact, Language, Way
from shared.kit import outbox
from shared.kit.clock import now
from shared.kit.database import Database

AT_ONCE = 100
"""Deliveries of one center in one round."""
_PUT_BACK_WITHIN = 1.0
"""Seconds of a service's end."""

_log = structlog.get_logger()


@dataclass(frozen=True)
class Job:
    """One delivery in hand: what it says, and how its resident is reached (None: nobody knows them)."""

    delivery: Delivery
    message: Message
    language: Language
    contact: Contact | None

    def way(self) -> Way:
        """The way chosen, or the one that the registry says."""
        if self.delivery.way is not None:
            return self.delivery.way
        if self.contact is None:
            return "site"
        if self.message.code in QUIET:
            return way_if_quiet(self.contact)
        return way_as_registered(self.contact.way, urgent=self.message.code in URGENT)

    def letter(self) -> Envelope | None:
        """The letter to be sent; None without a mail address."""
        contact = self.contact
        if contact is None or contact.mail is None:
            return None
        worded = word(self.message.code, self.message.params, self.language, now(), lasting=True)
        text = letter_around(worded, contact.name, self.language, contact.child)
        return Envelope(contact.mail, worded.title, text, self.message.resident_id)


@dataclass(frozen=True, slots=True)
class Handled:
    """The way one delivery went, and whether the post took it."""

    job: Job
    way: Way
    taken: bool = True


async def deliver(database: Database, office: PostOffice, book: AddressBook) -> None:
    """Delivers what is due in every center; asking for contacts and sending stay outside of any transaction."""
    async with database.transaction(None) as session:
        centers = await centers_with_post(session, now())
    for center in centers:
        await deliver_in(database, center, office, book)


async def deliver_in(database: Database, center: UUID, office: PostOffice, book: AddressBook) -> None:
    """One round in one center. Whoever ends it interrupts one letter at most; the others wait for the next round."""
    async with database.transaction(center) as session:
        deliveries = await take_due(session, now(), AT_ONCE)
        said = await what_they_say(session, deliveries)
    if not deliveries:
        return
    unsent = {one.id for one in deliveries}
    try:
        contacts = await book.contacts(center, [one.resident_id for one in deliveries])
        if contacts is None:
            await _put_back(database, center, unsent)
        else:
            await _bring(database, office, [_job(one, said, contacts) for one in deliveries], unsent)
    except asyncio.CancelledError:
        with suppress(Exception):  # then they stay in hand, as after a crash
            async with asyncio.timeout(_PUT_BACK_WITHIN):
                await _put_back(database, center, unsent)
        raise


async def _bring(database: Database, office: PostOffice, jobs: Sequence[Job], unsent: set[UUID]) -> None:
    center = jobs[0].delivery.center_id
    ways = [(job, job.way()) for job in jobs]
    async with database.transaction(center) as session:
        await _note(session, [Handled(job, way) for job, way in ways if way != "mail"])
    for job in (job for job, way in ways if way == "mail"):
        unsent.discard(job.delivery.id)
        handled = await _send(database, office, job)
        async with database.transaction(center) as session:
            await _note(session, [handled])


def _job(
    delivery: Delivery,
    said: Mapping[UUID, tuple[Message, Language | None]],
    contacts: Mapping[UUID, Contact],
) -> Job:
    message, language = said[delivery.message_id]
    contact = contacts.get(delivery.resident_id)
    return Job(delivery, message, language or (contact.language if contact else "ru"), contact)


async def _send(database: Database, office: PostOffice, job: Job) -> Handled:
    """Without a post or an address it stays on the site."""
    letter = job.letter()
    if letter is None or not office.is_open:
        return Handled(job, "site")
    return Handled(job, "mail", await office.send(database, letter))


async def _put_back(database: Database, center: UUID, delivery_ids: Collection[UUID]) -> None:
    async with database.transaction(center) as session:
        for delivery in await deliveries_in_hand(session, list(delivery_ids)):
            delivery.postpone(now())
        await session.flush()
        await note_round(session)


async def _note(session: AsyncSession, handled: Sequence[Handled]) -> None:
    by_id = {one.job.delivery.id: one for one in handled}
    for delivery in await deliveries_in_hand(session, list(by_id)):
        one = by_id[delivery.id]
        if one.taken:
            _arrived(session, delivery, one.job.message, one.way)
        elif delivery.failed(now()):
            _say(session, delivery, "site")
        _log.info("delivery.handled", delivery_id=str(delivery.id), state=delivery.state, way=one.way)
    await session.flush()
    await note_round(session)


def _arrived(session: AsyncSession, delivery: Delivery, message: Message, way: Way) -> None:
    if way == "mail":
        delivery.went()
    elif way == "site":
        delivery.leave_on_site()
    else:
        delivery.handed_over()
        call = Call.of(message, way, now())
        session.add(call)
        way = "site" if call.at_meeting else way
    _say(session, delivery, way)


def _say(session: AsyncSession, delivery: Delivery, way: Way) -> None:
    outbox.add(
        session, MessageSentV1(message_id=delivery.message_id, resident_id=delivery.resident_id, way=way)
    )
