"""Gives a place up, and hands it to the first who waits."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.events.calendar.model import Event
from services.events.calendar.repository import event_by_id
from services.events.registrations.errors import RegistrationNotFound
from services.events.registrations.model import Registration
from services.events.registrations.repository import registration_by_id
from services.events.registrations.use_cases.fill_places import fill_places
from shared.contracts.events import RegistrationCancelledV1
from shared.kit import outbox
from shared.kit.access import Caller
from shared.kit.clock import now


async def cancel_registration(session: AsyncSession, caller: Caller, registration_id: UUID) -> Registration:
    """The registration, given up; a second time changes nothing.

    Raises RegistrationNotFound (also for somebody else's), EventBegun for a resident, AlreadyAttended.
    """
    event, registration = await locked(session, registration_id)
    if caller.role == "resident" and not caller.is_resident(registration.resident_id):
        raise RegistrationNotFound
    if registration.state == "cancelled":
        return registration
    if caller.role == "resident":
        event.must_not_have_begun(now())
    event.give_up(registration.state)
    registration.cancel()
    outbox.add(session, _cancelled(registration))
    await session.flush()
    await fill_places(session, event)
    return registration


async def locked(session: AsyncSession, registration_id: UUID) -> tuple[Event, Registration]:
    """The registration and its event, both locked: the event first, as everywhere."""
    seen = await registration_by_id(session, registration_id)
    event = await event_by_id(session, seen.event_id, for_update=True)
    return event, await registration_by_id(session, registration_id, for_update=True)


def _cancelled(registration: Registration) -> RegistrationCancelledV1:
    return RegistrationCancelledV1(
        registration_id=registration.id,
        event_id=registration.event_id,
        resident_id=registration.resident_id,
    )
