"""When somebody last took part in the life of the neighborhood, so that their window is lit this month."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from shared.kit.clock import CITY_TIME
from shared.kit.database import Table, TenantRow

_DOOR = re.compile(r"[0-9]{1,4}")


class ResidentActivity(TenantRow, Table):
    """The last day on which a resident took part; it goes with the resident."""

    __tablename__ = "resident_activity"

    resident_id: Mapped[UUID] = mapped_column(primary_key=True)
    active_on: Mapped[date]


@dataclass(frozen=True, slots=True)
class Lit:
    """The flats of a house from which somebody took part: those with a plain number, and how many others."""

    flats: list[int]
    elsewhere: int

    @property
    def count(self) -> int:
        """All lit windows."""
        return len(self.flats) + self.elsewhere


def city_day(at: datetime) -> date:
    """The day of a moment on the city's clocks."""
    return at.astimezone(CITY_TIME).date()


def month_of(at: datetime) -> date:
    """The first day of the month of a moment."""
    return city_day(at).replace(day=1)


def lit(numbers: Iterable[str], flats: int) -> Lit:
    """The lit windows of a house with so many flats, by the numbers on their doors."""
    plain: set[int] = set()
    elsewhere = 0
    for number in numbers:
        at = int(number) if _DOOR.fullmatch(number) else 0
        if 1 <= at <= flats:
            plain.add(at)
        else:
            elsewhere += 1
    return Lit(sorted(plain), elsewhere)
