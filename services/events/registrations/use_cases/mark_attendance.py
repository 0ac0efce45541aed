"""Notes who was there, signed up or not."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.events.calendar.model import Event
from services.events.calendar.repository import event_by_id
from services.events.registrations.model import Registration
from services.events.registrations.repository import standing_registration
from services.events.registrations.use_cases.cancel_registration import locked
from services.events.residents.service import must_be_known
from shared.contracts.events import AttendedV1
from shared.kit import outbox
from shared.kit.clock import now


async def mark_attended(session: AsyncSession, registration_id: UUID) -> Registration:
    """The registration of somebody who came; a second time changes nothing.

    Raises RegistrationNotFound, RegistrationCancelled, EventCancelled.
    """
    event, registration = await locked(session, registration_id)
    event.must_be_planned()
    _attend(session, event, registration)
    return registration


async def mark_came(session: AsyncSession, event_id: UUID, resident_id: UUID) -> Registration:
    """Notes that a resident came, whether or not they had signed up.

    Raises EventNotFound, EventCancelled, and Invalid where the center has no such resident.
    """
    await event_by_id(session, event_id)
    await must_be_known(session, resident_id, "/resident_id")
    event = await event_by_id(session, event_id, for_update=True)
    event.must_be_planned()
    registration = await standing_registration(session, event_id, resident_id)
    if registration is None:
        registration = _walk_in(event, resident_id)
        session.add(registration)
        await session.flush()
    _attend(session, event, registration)
    return registration


def _walk_in(event: Event, resident_id: UUID) -> Registration:
    return Registration(
        event_id=event.id,
        resident_id=resident_id,
        state="walk_in",
        channel="visit",
        made_at=now(),
    )


def _attend(session: AsyncSession, event: Event, registration: Registration) -> None:
    if not registration.attend(now()):
        return
    assert registration.resident_id is not None
    outbox.add(
        session,
        AttendedV1(
            registration_id=registration.id,
            event_id=event.id,
            resident_id=registration.resident_id,
            starts_at=event.starts_at,
        ),
    )
