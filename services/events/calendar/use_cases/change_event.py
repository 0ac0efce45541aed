"""Changes an event that is still planned."""

from datetime import datetime
from typing import TypedDict
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.events.calendar.model import Event
from services.events.calendar.use_cases.plan_event import check_times
from services.events.registrations.repository import counts_of, make_places
from services.events.registrations.use_cases.fill_places import fill_places
from shared.contracts.codes import EventKind
from shared.contracts.events import EventMovedV1
from shared.kit import outbox


class Changes(TypedDict, total=False):
    """What changes; whatever is left out stays."""

    kind: EventKind
    title: str
    description: str
    place: str | None
    house_id: UUID | None
    starts_at: datetime
    ends_at: datetime
    capacity: int | None


async def change_event(session: AsyncSession, event: Event, changes: Changes) -> Event:
    """Applies the changes to an event that the caller holds locked.

    New places go to the waiting list. Where only the beginning moves, the end moves with it.
    Raises EventCancelled, CapacityTooSmall, and Invalid where the event would end before it begins.
    """
    event.must_be_planned()
    starts_before = event.starts_at
    if "capacity" in changes:
        await _resize(session, event, changes.pop("capacity"))
    _move(event, changes.pop("starts_at", event.starts_at), changes.pop("ends_at", None))
    for name, value in changes.items():
        setattr(event, name, value)
    event.version += 1
    await session.flush()
    await fill_places(session, event)
    if event.starts_at != starts_before:
        outbox.add(session, EventMovedV1(event_id=event.id, starts_at=event.starts_at))
    return event


async def _resize(session: AsyncSession, event: Event, capacity: int | None) -> None:
    counts = (await counts_of(session, [event.id]))[event.id]
    event.resize(capacity, counts.registered)
    await make_places(session, event, registered=counts.registered)


def _move(event: Event, starts_at: datetime, ends_at: datetime | None) -> None:
    new_end = ends_at or starts_at + (event.ends_at - event.starts_at)
    check_times(starts_at, new_end)
    event.starts_at, event.ends_at = starts_at, new_end
