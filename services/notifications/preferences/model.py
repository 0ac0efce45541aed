"""How a resident wants to be told things, and when not."""

from datetime import datetime, time, timedelta
from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from shared.contracts.requests import Language, Way
from shared.kit.clock import CITY_TIME
from shared.kit.database import Table, TenantRow


class Preferences(TenantRow, Table):
    """What one resident has asked for; quiet hours are by the city's clock and may run over midnight."""

    __tablename__ = "preferences"

    resident_id: Mapped[UUID] = mapped_column(primary_key=True)
    way: Mapped[Way] = mapped_column(Text)
    quiet_from: Mapped[time | None]
    quiet_to: Mapped[time | None]
    language: Mapped[Language] = mapped_column(Text)
    version: Mapped[int]

    def not_before(self, at: datetime) -> datetime:
        """The first moment from `at` on that is not in the quiet hours."""
        return end_of_quiet(at, self.quiet_from, self.quiet_to)


def end_of_quiet(at: datetime, quiet_from: time | None, quiet_to: time | None) -> datetime:
    """`at` itself, or the end of the quiet hours that it falls into; equal bounds mean no quiet hours."""
    if quiet_from is None or quiet_to is None or quiet_from == quiet_to:
        return at
    local = at.astimezone(CITY_TIME)
    if not _is_quiet(local.time(), quiet_from, quiet_to):
        return at
    days = 1 if local.time() >= quiet_to else 0
    ends_on = local.date() + timedelta(days=days)
    return datetime.combine(ends_on, quiet_to, CITY_TIME).astimezone(at.tzinfo)


def _is_quiet(moment: time, quiet_from: time, quiet_to: time) -> bool:
    if quiet_from < quiet_to:
        return quiet_from <= moment < quiet_to
    return moment >= quiet_from or moment < quiet_to
