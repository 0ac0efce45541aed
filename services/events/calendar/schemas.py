"""What is said and answered about events."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated, Literal, Self, cast
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, Field, StringConstraints

from services.events.calendar.model import Counts, Event
from services.events.calendar.use_cases.change_event import Changes
from shared.contracts.codes import EventKind
from shared.kit.bodies import StrictModel
from shared.kit.paging import PageQuery
from shared.kit.texts import Tidied

_EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
_LATEST = datetime(2100, 1, 1, tzinfo=UTC)


def _believable(moment: datetime) -> datetime:
    if not _EARLIEST <= moment < _LATEST:
        raise ValueError("Проверьте год: он между 2000 и 2099")
    return moment.astimezone(UTC)


Moment = Annotated[AwareDatetime, AfterValidator(_believable)]
Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=r"^[^\x00]*$"), Tidied
]
Words = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=4000, pattern=r"^[^\x00]*$"), Tidied
]
Capacity = Annotated[int, Field(ge=1, le=10_000)]


class EventCreate(StrictModel):
    """An event to be put into the calendar; one that has already been held may be entered too."""

    kind: EventKind = "leisure"
    title: Line
    description: Words = ""
    place: Line | None = Field(None, description="absent where it is held at the center itself")
    house_id: UUID | None = Field(
        None, description="the house whose people it is for, where it is of one house"
    )
    starts_at: Moment
    ends_at: Moment | None = Field(None, description="absent: two hours after the beginning")
    capacity: Capacity | None = Field(None, description="absent: room for everybody")
    match_id: UUID | None = Field(None, description="the match whose help is given at the event")
    organiser_id: UUID | None = Field(None, description="the resident who holds it")
    resident_led: bool = False


class EventUpdate(StrictModel):
    """What changes; whatever is left out, or is null without being able to be empty, stays."""

    kind: EventKind | None = None
    title: Line | None = None
    description: Words | None = None
    place: Line | None = Field(None, description="null: at the center itself")
    house_id: UUID | None = Field(None, description="null: not of one house")
    starts_at: Moment | None = Field(None, description="the end moves along unless it is said too")
    ends_at: Moment | None = None
    capacity: Capacity | None = Field(None, description="null: room for everybody")

    def changes(self) -> Changes:
        """What was said."""
        said = self.model_dump(exclude_unset=True)
        empty_means_something = ("place", "house_id", "capacity")
        kept = {k: v for k, v in said.items() if v is not None or k in empty_means_something}
        return cast(Changes, kept)


class EventRead(BaseModel):
    """An event with its counts: who has a place, who waits, who was there."""

    id: UUID
    kind: EventKind
    title: str
    description: str
    place: str | None
    house_id: UUID | None
    starts_at: datetime
    ends_at: datetime
    capacity: int | None
    match_id: UUID | None
    organiser_id: UUID | None
    resident_led: bool
    neighbors_day: bool = Field(description="held on День соседей, the last Friday of May")
    cancelled_at: datetime | None
    registered: int
    waiting: int
    free: int | None = Field(description="places left; null where there is room for everybody")
    attended: int
    version: int

    @classmethod
    def of(cls, event: Event, counts: Counts) -> Self:
        """An event as it is answered."""
        free = None if event.capacity is None else max(event.capacity - counts.registered, 0)
        seen = {name: getattr(event, name) for name in cls.model_fields if hasattr(event, name)}
        return cls(**seen, **asdict(counts), free=free)


class EventQuery(PageQuery):
    """Which events are listed; the bounds speak of the beginning."""

    from_: Moment | None = Field(None, alias="from", description="from this moment on")
    to: Moment | None = Field(None, description="before this moment")
    house_id: UUID | None = Field(None, description="of this house alone")
    order: Literal["newest", "soonest"] = Field(
        "newest", description="last entered first, or by beginning as in a calendar"
    )
