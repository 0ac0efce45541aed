"""Forgets an erased resident; the counts of past events stay, for they name nobody."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.events.calendar.repository import event_by_id, forget_organiser
from services.events.registrations.repository import (
    delete_registrations,
    registrations_of_event,
    registrations_of_resident,
)
from services.events.registrations.use_cases.fill_places import fill_places
from services.events.residents.repository import mark_erased
from shared.kit.clock import now


async def forget_resident(session: AsyncSession, resident_id: UUID) -> None:
    """Deletes what the resident signed up for and came to; places at coming events go to those who wait."""
    await mark_erased(session, resident_id)
    held = (await session.scalars(registrations_of_resident(resident_id))).all()
    for event_id in sorted({one.event_id for one in held}):
        await _give_places_back(session, event_id, resident_id)
    await delete_registrations(session, resident_id)
    await forget_organiser(session, resident_id)


async def _give_places_back(session: AsyncSession, event_id: UUID, resident_id: UUID) -> None:
    event = await event_by_id(session, event_id, for_update=True)
    if event.starts_at <= now():
        return
    statement = registrations_of_event(event_id, resident_id)
    for registration in (await session.scalars(statement)).all():
        event.give_up(registration.state)
        await session.delete(registration)
    await session.flush()
    await fill_places(session, event)
