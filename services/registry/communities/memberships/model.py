"""Who is what in an organisation, since when, until when, and by which decision."""

from datetime import date, datetime, timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from services.registry.communities.forms.model import DocumentKind, ShownTo
from shared.contracts.codes import MembershipRole
from shared.kit.clock import now
from shared.kit.database import Table, TenantRow
from shared.kit.ids import new_id

EndReason = Literal["term", "own_wish", "recalled", "moved", "dissolved", "mistake"]


class Membership(TenantRow, Table):
    """One role of one resident; it ends and is never taken away. Of somebody erased only the role is left."""

    __tablename__ = "memberships"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    organisation_id: Mapped[UUID]
    resident_id: Mapped[UUID | None]
    role: Mapped[MembershipRole] = mapped_column(Text)
    since: Mapped[date]
    until: Mapped[date | None]
    ended_on: Mapped[date | None]
    end_reason: Mapped[EndReason | None] = mapped_column(Text)
    document_kind: Mapped[DocumentKind | None] = mapped_column(Text)
    document_number: Mapped[str | None]
    document_on: Mapped[date | None]
    shown_to: Mapped[ShownTo] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(default=now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}

    def stands(self) -> bool:
        """Whether nobody has ended it; its term may be over all the same."""
        return self.ended_on is None and self.resident_id is not None

    def runs(self, day: date) -> bool:
        """Whether it gives any right on `day`: begun, not ended, its term not over."""
        begun = self.since <= day and (self.ended_on is None or day < self.ended_on)
        return self.resident_id is not None and begun and (self.until is None or day <= self.until)

    def overlaps(self, since: date, until: date | None) -> bool:
        """Whether it ran on any day from `since` to `until`."""
        last = self.last_day
        return (last is None or since <= last) and (until is None or self.since <= until)

    @property
    def last_day(self) -> date | None:
        """The last day on which it gives a right, None where no end is known."""
        before_end = self.ended_on - timedelta(days=1) if self.ended_on else None
        return min((day for day in (self.until, before_end) if day is not None), default=None)


def years_after(day: date, years: int) -> date:
    """The same day `years` later; 29 February becomes 28 February where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
