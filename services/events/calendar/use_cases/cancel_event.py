"""Calls an event off."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.events.calendar.model import Event
from services.events.calendar.repository import event_by_id
from shared.contracts.events import EventCancelledV1
from shared.kit import outbox
from shared.kit.clock import now


async def cancel_event(session: AsyncSession, event_id: UUID) -> Event:
    """The cancelled event; a second cancelling changes nothing. Raises EventNotFound, EventOver."""
    event = await event_by_id(session, event_id, for_update=True)
    if event.cancel(now()):
        outbox.add(session, EventCancelledV1(event_id=event.id))
    return event
