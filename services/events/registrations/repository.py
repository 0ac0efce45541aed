"""Finds registrations and counts them."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import Select, delete, func, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from services.events.calendar.model import Counts, Event
from services.events.registrations.errors import RegistrationNotFound
from services.events.registrations.model import FreePlace, Registration
from shared.kit.database import CENTER

_ADD_PLACES = text(
    "insert into free_places (center_id, event_id) select :center, :event from generate_series(1, :count)"
)


async def registration_by_id(
    session: AsyncSession, registration_id: UUID, *, for_update: bool = False
) -> Registration:
    """The registration; raises RegistrationNotFound. Where its event is locked too, that comes first."""
    statement = select(Registration).where(Registration.id == registration_id)
    if for_update:
        statement = statement.with_for_update().execution_options(populate_existing=True)
    found = (await session.scalars(statement)).one_or_none()
    if found is None:
        raise RegistrationNotFound
    return found


async def standing_registration(
    session: AsyncSession, event_id: UUID, resident_id: UUID
) -> Registration | None:
    """The registration of a resident for an event that was not given up."""
    statement = registrations_of_event(event_id, resident_id).where(Registration.state != "cancelled")
    return (await session.scalars(statement)).one_or_none()


def registrations_of_event(event_id: UUID, resident_id: UUID | None) -> Select[Registration]:
    """The registrations for an event, of one resident or of all that name one; the erased are only counted."""
    statement = select(Registration).where(Registration.event_id == event_id)
    if resident_id is None:
        return statement.where(Registration.resident_id.is_not(None))
    return statement.where(Registration.resident_id == resident_id)


def registrations_of_resident(resident_id: UUID) -> Select[Registration]:
    """Everything that one resident signed up for or came to."""
    return select(Registration).where(Registration.resident_id == resident_id)


async def counts_of(session: AsyncSession, event_ids: Sequence[UUID]) -> Mapping[UUID, Counts]:
    """The counts of each of these events."""
    state = Registration.state
    statement = (
        select(
            Registration.event_id,
            func.count().filter(state == "registered"),
            func.count().filter(state == "waiting"),
            func.count(Registration.attended_at),
        )
        .where(Registration.event_id.in_(event_ids))
        .group_by(Registration.event_id)
    )
    found = {event: Counts(*counted) for event, *counted in await session.execute(statement)}
    return {event: found.get(event, Counts()) for event in event_ids}


async def first_waiting(session: AsyncSession, event_id: UUID, count: int | None) -> list[Registration]:
    """The first `count` (None: all) of the waiting list; the caller holds the event locked."""
    statement = (
        select(Registration)
        .where(Registration.event_id == event_id, Registration.state == "waiting")
        .order_by(Registration.queued_at, Registration.id)
    )
    return list((await session.scalars(statement if count is None else statement.limit(count))).all())


async def make_places(session: AsyncSession, event: Event, registered: int) -> None:
    """Makes the free places of an event anew; the caller holds it locked."""
    await session.execute(delete(FreePlace).where(FreePlace.event_id == event.id))
    if event.capacity is not None:
        await add_places(session, event, event.capacity - registered)


async def add_places(session: AsyncSession, event: Event, count: int) -> None:
    """Makes `count` more free places."""
    place = {"center": session.info[CENTER], "event": event.id, "count": count}
    await session.execute(_ADD_PLACES, place)


async def free_places(session: AsyncSession, event_id: UUID) -> int:
    """How many places nobody has."""
    return await session.scalar(select(func.count()).where(FreePlace.event_id == event_id)) or 0


async def take_places(session: AsyncSession, event_id: UUID, count: int) -> None:
    """Takes `count` free places; the caller holds the event locked."""
    taken = select(FreePlace.number).where(FreePlace.event_id == event_id).limit(count)
    await session.execute(
        delete(FreePlace).where(FreePlace.event_id == event_id, FreePlace.number.in_(taken))
    )


async def unlink_registrations(session: AsyncSession, resident_id: UUID) -> None:
    """Takes an erased resident's id off what they signed up for and came to; the counts stay."""
    await session.execute(
        update(Registration).where(Registration.resident_id == resident_id).values(resident_id=None)
    )
