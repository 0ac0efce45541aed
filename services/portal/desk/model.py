"""A row of the desk, and a call to be made."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from services.portal.api import Read
from services.portal.times import local


class Call(Read):
    """A call or a visit that somebody without a site or mail waits for."""

    id: UUID
    way: str
    resident_id: UUID
    title: str
    text: str
    not_before: datetime
    created_at: datetime


@dataclass(frozen=True)
class Row:
    """What, why now, one action; `lost_by` is when it would be too late."""

    title: str
    why: str
    href: str
    action: str
    lost_by: datetime
    main: bool = False
    late: str = ""

    def is_for_today(self, at: datetime) -> bool:
        """Whether it cannot wait until the day after tomorrow."""
        return local(self.lost_by).date() <= (local(at) + timedelta(days=1)).date()
