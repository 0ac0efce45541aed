"""A registration says that somebody means to come; that they came is said apart, by `attended_at`."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import Identity, Text
from sqlalchemy.orm import Mapped, mapped_column

from services.events.registrations.errors import AlreadyAttended, RegistrationCancelled
from shared.contracts.codes import Channel
from shared.kit.database import Table, TenantRow
from shared.kit.ids import new_id

State = Literal["registered", "waiting", "cancelled", "walk_in"]
"""`walk_in` is somebody who came without having signed up: they count among those who came and take no place."""


class Registration(TenantRow, Table):
    """One resident and one event; `queued_at` orders the waiting list, an erased resident leaves no id."""

    __tablename__ = "registrations"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    event_id: Mapped[UUID]
    resident_id: Mapped[UUID | None]
    state: Mapped[State] = mapped_column(Text)
    channel: Mapped[Channel] = mapped_column(Text)
    made_at: Mapped[datetime]
    queued_at: Mapped[datetime | None]
    attended_at: Mapped[datetime | None] = mapped_column(default=None)

    def cancel(self) -> None:
        """Gives the place up; raises AlreadyAttended."""
        if self.attended_at is not None:
            raise AlreadyAttended
        self.state = "cancelled"

    def promote(self) -> None:
        """Takes the place that became free."""
        self.state = "registered"

    def attend(self, at: datetime) -> bool:
        """Notes the coming, once: says whether it is news. Raises RegistrationCancelled."""
        if self.state == "cancelled":
            raise RegistrationCancelled
        if self.attended_at is not None:
            return False
        self.attended_at = at
        return True


class FreePlace(TenantRow, Table):
    """A place that nobody has; an event without a capacity has none of these and takes everybody."""

    __tablename__ = "free_places"

    event_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
