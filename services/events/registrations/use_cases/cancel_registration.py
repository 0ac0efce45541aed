"""Gives a place up, and hands it to the first who waits."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.events.calendar.model import Event
from services.events.calendar.repository import event_by_id
from services.events.registrations.errors import RegistrationNotFound
from services.events.registrations.model import Registration
from services.events.registrations.repository import add_places, registration_by_id
from services.events.registrations.use_cases.fill_places import fill_places
from shared.contracts.events import RegistrationCancelledV1
from shared.kit import outbox
from shared.kit.access import Caller
from shared.kit.clock import now


async def cancel_registration(
    session: AsyncSession, caller: Caller, registration_id: UUID, whose: UUID
) -> Registration:
    """The registration, given up; a second time changes nothing. A resident gives up theirs, or a child's (`whose`).

    Raises RegistrationNotFound (also for somebody else's), EventBegun for a resident, AlreadyAttended.
    """
    event, registration = await locked(session, registration_id)
    if caller.role == "resident" and registration.resident_id != whose:
        raise RegistrationNotFound
    if registration.state == "cancelled":
        return registration
    if caller.role == "resident":
        event.must_not_have_begun(now())
    held_a_place = registration.state == "registered"
    registration.cancel()
    await session.flush()
    outbox.add(session, _cancelled(registration))
    if held_a_place:
        await free_one_place(session, event)
    return registration


async def free_one_place(session: AsyncSession, event: Event) -> None:
    """Makes one more free place and hands it to the first who waits; the caller holds the event locked."""
    if event.capacity is not None:
        await add_places(session, event, 1)
    await fill_places(session, event)


async def locked(session: AsyncSession, registration_id: UUID) -> tuple[Event, Registration]:
    """The registration and its event, both locked: the event first, as everywhere.

    Raises RegistrationNotFound, also where the resident was erased.
    """
    seen = await registration_by_id(session, registration_id)
    event = await event_by_id(session, seen.event_id, for_update=True)
    registration = await registration_by_id(session, registration_id, for_update=True)
    if registration.resident_id is None:
        raise RegistrationNotFound
    return event, registration


def _cancelled(registration: Registration) -> RegistrationCancelledV1:
    assert registration.resident_id is not None  # whoever is erased has nothing left to give up
    return RegistrationCancelledV1(
        registration_id=registration.id,
        event_id=registration.event_id,
        resident_id=registration.resident_id,
    )
