"""Months, quarters and years of the city, in the city's own time."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from shared.kit.clock import CITY_TIME

Kind = Literal["month", "quarter", "year"]
_MONTHS: dict[Kind, int] = {"month": 1, "quarter": 3, "year": 12}
_WRITTEN = re.compile(r"(?P<year>20\d\d)(?:-(?:Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?")


class NotAPeriod(ValueError):
    """The text is no month, quarter or year."""


@dataclass(frozen=True, slots=True)
class Period:
    """A month (`2026-11`), a quarter (`2026-Q4`) or a year (`2026`)."""

    kind: Kind
    year: int
    first_month: int

    @classmethod
    def parse(cls, text: str) -> "Period":
        """The period so written; raises NotAPeriod."""
        parts = _WRITTEN.fullmatch(text)
        if parts is None:
            raise NotAPeriod(text)
        year = int(parts["year"])
        if parts["month"]:
            return cls("month", year, int(parts["month"]))
        if parts["quarter"]:
            return cls("quarter", year, 3 * int(parts["quarter"]) - 2)
        return cls("year", year, 1)

    @classmethod
    def around(cls, moment: datetime) -> tuple["Period", "Period", "Period"]:
        """The month, the quarter and the year in which `moment` lies."""
        local = moment.astimezone(CITY_TIME)
        quarter = 3 * ((local.month - 1) // 3) + 1
        return (
            cls("month", local.year, local.month),
            cls("quarter", local.year, quarter),
            cls("year", local.year, 1),
        )

    def __str__(self) -> str:
        if self.kind == "month":
            return f"{self.year}-{self.first_month:02}"
        return f"{self.year}-Q{(self.first_month + 2) // 3}" if self.kind == "quarter" else str(self.year)

    @property
    def begins(self) -> datetime:
        """The first moment of the period, in UTC."""
        return datetime(self.year, self.first_month, 1, tzinfo=CITY_TIME).astimezone(UTC)

    @property
    def ends(self) -> datetime:
        """The first moment after the period, in UTC."""
        return self.next().begins

    def next(self) -> "Period":
        """The period of the same kind that follows."""
        months = self.year * 12 + self.first_month - 1 + _MONTHS[self.kind]
        return Period(self.kind, months // 12, months % 12 + 1)

    def is_closed(self, at: datetime) -> bool:
        """Whether the period is over."""
        return self.ends <= at

    def has_begun(self, at: datetime) -> bool:
        """Whether the period has a first moment already."""
        return self.begins <= at

    def parts(self) -> Iterator["Period"]:
        """The shorter periods inside: quarters and months of a year, months of a quarter."""
        shorter: dict[Kind, tuple[Kind, ...]] = {
            "year": ("quarter", "month"),
            "quarter": ("month",),
            "month": (),
        }
        for kind in shorter[self.kind]:
            for month in range(self.first_month, self.first_month + _MONTHS[self.kind], _MONTHS[kind]):
                yield Period(kind, self.year, month)


def closed_periods(since: datetime, until: datetime) -> Iterator[Period]:
    """Every month, quarter and year that was over by `until` and holds something after `since`."""
    for period in Period.around(since):
        while period.is_closed(until):
            yield period
            period = period.next()
