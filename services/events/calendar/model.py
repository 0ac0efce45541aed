"""An event of a center: what, where, when, for how many, and how many have come to it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from services.events.calendar.errors import CapacityTooSmall, EventBegun, EventCancelled, EventOver
from services.events.holidays.model import is_neighbors_day
from shared.contracts.codes import EventKind
from shared.kit.database import Table, TenantRow
from shared.kit.ids import new_id


class Event(TenantRow, Table):
    """An event and its counters.

    The counters are on this row so that signing up locks one row and counts nothing. They are not part of
    `version`, which is only about what managers edit.
    """

    __tablename__ = "events"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    kind: Mapped[EventKind] = mapped_column(Text)
    title: Mapped[str]
    description: Mapped[str]
    place: Mapped[str | None]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    capacity: Mapped[int | None]
    match_id: Mapped[UUID | None]
    organiser_id: Mapped[UUID | None]
    resident_led: Mapped[bool]
    created_at: Mapped[datetime]
    cancelled_at: Mapped[datetime | None]
    registered: Mapped[int] = mapped_column(default=0)
    waiting: Mapped[int] = mapped_column(default=0)
    attended: Mapped[int] = mapped_column(default=0)
    last_number: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)

    @property
    def free(self) -> int | None:
        """Places left; None where there is room for everybody."""
        return None if self.capacity is None else max(self.capacity - self.registered, 0)

    @property
    def neighbors_day(self) -> bool:
        """Whether it is held on Neighbors' Day."""
        return is_neighbors_day(self.starts_at)

    def room_for_waiting(self) -> int:
        """How many of those who wait can get a place now; none once the event is cancelled."""
        if self.cancelled_at is not None:
            return 0
        return self.waiting if self.free is None else min(self.free, self.waiting)

    def promote_one(self) -> None:
        """Counts one who waited among those who have a place."""
        self.waiting -= 1
        self.registered += 1

    def give_up(self, state: str) -> None:
        """Counts one registration of `state` less; whoever came without signing up holds no place."""
        if state == "registered":
            self.registered -= 1
        elif state == "waiting":
            self.waiting -= 1

    def next_number(self) -> int:
        """The number of the next to sign up or come in."""
        self.last_number += 1
        return self.last_number

    def must_be_planned(self) -> None:
        """Raises EventCancelled."""
        if self.cancelled_at is not None:
            raise EventCancelled

    def must_not_have_begun(self, at: datetime) -> None:
        """Raises EventBegun."""
        if self.starts_at <= at:
            raise EventBegun

    def resize(self, capacity: int | None) -> None:
        """Sets how many have room; raises CapacityTooSmall where more have places already."""
        if capacity is not None and capacity < self.registered:
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
