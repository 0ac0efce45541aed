"""Gives free places to those who wait."""

from sqlalchemy.ext.asyncio import AsyncSession

from services.events.calendar.model import Event
from services.events.registrations.repository import first_waiting, free_places, take_places
from shared.contracts.events import RegistrationPromotedV1
from shared.kit import outbox


async def fill_places(session: AsyncSession, event: Event) -> None:
    """Promotes the first of the waiting list, as many as there is room for; the caller holds the event locked."""
    if event.cancelled_at is not None:
        return
    room = None if event.capacity is None else await free_places(session, event.id)
    promoted = await first_waiting(session, event.id, room)
    for registration in promoted:
        registration.promote()
    await session.flush()
    if room is not None:
        await take_places(session, event.id, len(promoted))
    for registration in promoted:
        assert registration.resident_id is not None  # whoever is erased waits no more
        said = RegistrationPromotedV1(
            registration_id=registration.id, event_id=event.id, resident_id=registration.resident_id
        )
        outbox.add(session, said)
