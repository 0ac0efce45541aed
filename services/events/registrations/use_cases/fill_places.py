"""Gives free places to those who wait."""

from sqlalchemy.ext.asyncio import AsyncSession

from services.events.calendar.model import Event
from services.events.registrations.repository import first_waiting
from shared.contracts.events import RegistrationPromotedV1
from shared.kit import outbox


async def fill_places(session: AsyncSession, event: Event) -> None:
    """Promotes the first of the waiting list, as many as there is room for; the caller holds the event locked."""
    room = event.room_for_waiting()
    if room == 0:
        return
    for registration in await first_waiting(session, event.id, room):
        registration.promote()
        event.promote_one()
        outbox.add(
            session,
            RegistrationPromotedV1(
                registration_id=registration.id,
                event_id=event.id,
                resident_id=registration.resident_id,
            ),
        )
    await session.flush()
