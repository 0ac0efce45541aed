"""Puts an event into the calendar."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.events.calendar.model import Event
from services.events.registrations.repository import make_places
from services.events.residents.service import must_be_known
from shared.contracts.codes import EventKind
from shared.contracts.events import EventPlannedV1
from shared.kit import outbox
from shared.kit.clock import now
from shared.kit.problems import invalid

USUAL_LENGTH = timedelta(hours=2)


@dataclass(frozen=True)
class PlanEvent:
    """An event as its manager describes it."""

    kind: EventKind
    title: str
    description: str
    place: str | None
    starts_at: datetime
    ends_at: datetime | None
    capacity: int | None
    match_id: UUID | None
    organiser_id: UUID | None
    resident_led: bool
    house_id: UUID | None = None


async def plan_event(session: AsyncSession, command: PlanEvent) -> Event:
    """The new event; raises Invalid where it ends before it begins or its organiser is nobody of the center."""
    ends_at = command.ends_at or command.starts_at + USUAL_LENGTH
    check_times(command.starts_at, ends_at)
    if command.organiser_id is not None:
        await must_be_known(session, command.organiser_id, "/organiser_id")
    event = Event(
        kind=command.kind,
        title=command.title,
        description=command.description,
        place=command.place,
        house_id=command.house_id,
        starts_at=command.starts_at,
        ends_at=ends_at,
        capacity=command.capacity,
        match_id=command.match_id,
        organiser_id=command.organiser_id,
        resident_led=command.resident_led,
        created_at=now(),
    )
    session.add(event)
    await session.flush()
    await make_places(session, event, registered=0)
    outbox.add(session, _planned(event))
    return event


def check_times(starts_at: datetime, ends_at: datetime) -> None:
    """Raises Invalid where an event would end before it begins."""
    if ends_at <= starts_at:
        raise invalid("/ends_at", "events.ends-before-start", "Конец должен быть позже начала")


def _planned(event: Event) -> EventPlannedV1:
    return EventPlannedV1(
        event_id=event.id,
        kind=event.kind,
        starts_at=event.starts_at,
        organiser_id=event.organiser_id,
        resident_led=event.resident_led,
        match_id=event.match_id,
    )
