"""What the calendar has said: events, and who has signed up for them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from shared.contracts.codes import EventKind
from shared.kit.database import Table, TenantRow


class Gathering(TenantRow, Table):
    """An event of the calendar; `planned_by` and `cancelled_by` are the facts that said so."""

    __tablename__ = "gatherings"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[EventKind | None] = mapped_column(Text)
    starts_at: Mapped[datetime | None]
    match_id: Mapped[UUID | None]
    organiser_id: Mapped[UUID | None]
    planned_by: Mapped[UUID | None]
    cancelled_by: Mapped[UUID | None]

    def is_behind(self, at: datetime) -> bool:
        """Whether it has begun: what is entered afterwards is news to nobody."""
        return self.starts_at is not None and self.starts_at <= at

    def params(self) -> dict[str, str | int | None]:
        """What messages about it are worded from."""
        starts_at = self.starts_at.isoformat() if self.starts_at else None
        return {"event_id": str(self.id), "kind": self.kind, "starts_at": starts_at}


class SignedUp(TenantRow, Table):
    """A resident who has a place, or waits for one."""

    __tablename__ = "signed_up"

    registration_id: Mapped[UUID] = mapped_column(primary_key=True)
    event_id: Mapped[UUID]
    resident_id: Mapped[UUID]
