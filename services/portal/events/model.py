"""Events and registrations as the calendar tells them."""

from datetime import datetime
from uuid import UUID

from services.portal.visits.api import Read


class Event(Read):
    """An event in the calendar."""

    id: UUID
    kind: str = "leisure"
    title: str
    description: str = ""
    place: str | None = None
    house_id: UUID | None = None
    starts_at: datetime
    ends_at: datetime
    capacity: int | None = None
    free: int | None = None
    registered: int = 0
    waiting: int = 0
    attended: int = 0
    match_id: UUID | None = None
    resident_led: bool = False
    neighbors_day: bool = False
    cancelled_at: datetime | None = None
    version: int = 1


class Registration(Read):
    """Somebody's place in an event, or in its queue."""

    id: UUID
    event_id: UUID
    resident_id: UUID
    number: int = 0
    state: str
    channel: str = "web"
    attended_at: datetime | None = None
