"""Finds events."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession

from services.events.calendar.errors import EventNotFound
from services.events.calendar.model import Event


async def event_by_id(session: AsyncSession, event_id: UUID, *, for_update: bool = False) -> Event:
    """The event; raises EventNotFound. With `for_update` its row is locked and read anew."""
    statement = select(Event).where(Event.id == event_id)
    if for_update:
        statement = statement.with_for_update().execution_options(populate_existing=True)
    found = (await session.scalars(statement)).one_or_none()
    if found is None:
        raise EventNotFound
    return found


def events_between(
    starting: datetime | None, before: datetime | None, house: UUID | None = None
) -> Select[Event]:
    """Events that begin from `starting` on and before `before`; of one house where that is said."""
    statement = select(Event)
    if house is not None:
        statement = statement.where(Event.house_id == house)
    if starting is not None:
        statement = statement.where(Event.starts_at >= starting)
    if before is not None:
        statement = statement.where(Event.starts_at < before)
    return statement


async def soonest(
    session: AsyncSession, events: Select[Event], after: UUID | None, limit: int
) -> list[Event]:
    """Up to `limit` of `events` in the order in which they begin, following the event `after`."""
    if after is not None:
        last = select(Event.starts_at, Event.id).where(Event.id == after).scalar_subquery()
        events = events.where(tuple_(Event.starts_at, Event.id) > last)
    return list((await session.scalars(events.order_by(Event.starts_at, Event.id).limit(limit))).all())


async def newest(session: AsyncSession, events: Select[Event], after: UUID | None, limit: int) -> list[Event]:
    """Up to `limit` of `events`, last entered first, following the event `after`."""
    if after is not None:
        events = events.where(Event.id < after)
    return list((await session.scalars(events.order_by(Event.id.desc()).limit(limit))).all())


async def forget_organiser(session: AsyncSession, resident_id: UUID) -> None:
    """Takes an erased resident's id off the events that they held."""
    await session.execute(update(Event).where(Event.organiser_id == resident_id).values(organiser_id=None))
