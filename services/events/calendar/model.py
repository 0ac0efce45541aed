"""An event of a center: what, where, when, for how many; and the counts of those who come."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from services.events.calendar.errors import CapacityTooSmall, EventBegun, EventCancelled, EventOver
from services.events.holidays.model import is_neighbors_day
from shared.contracts.codes import EventKind
from shared.kit.database import Table, TenantRow
from shared.kit.ids import new_id


@dataclass(frozen=True)
class Counts:
    """How many have a place, wait for one, and came. Coming is counted apart from signing up."""

    registered: int = 0
    waiting: int = 0
    attended: int = 0


class Event(TenantRow, Table):
    """An event as managers edit it; what residents do about it changes no version."""

    __tablename__ = "events"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    kind: Mapped[EventKind] = mapped_column(Text)
    title: Mapped[str]
    description: Mapped[str]
    place: Mapped[str | None]
    house_id: Mapped[UUID | None]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    capacity: Mapped[int | None]
    match_id: Mapped[UUID | None]
    organiser_id: Mapped[UUID | None]
    resident_led: Mapped[bool]
    created_at: Mapped[datetime]
    cancelled_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    @property
    def neighbors_day(self) -> bool:
        """Whether it is held on Neighbors' Day."""
        return is_neighbors_day(self.starts_at)

    def must_be_planned(self) -> None:
        """Raises EventCancelled."""
        if self.cancelled_at is not None:
            raise EventCancelled

    def must_not_have_begun(self, at: datetime) -> None:
        """Raises EventBegun."""
        if self.starts_at <= at:
            raise EventBegun

    def resize(self, capacity: int | None, registered: int) -> None:
        """Sets how many have room; raises CapacityTooSmall where more are `registered` already."""
        if capacity is not None and capacity < registered:
            raise CapacityTooSmall
        self.capacity = capacity

    def cancel(self, at: datetime) -> bool:
        """Calls the event off, once: says whether it was still planned. Raises EventOver."""
        if self.cancelled_at is not None:
            return False
        if self.ends_at <= at:
            raise EventOver
        self.cancelled_at = at
        self.version += 1
        return True
