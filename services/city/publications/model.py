"""What has been published: the rows of one indicator in one period, hidden numbers being absent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from services.city.disclosure.model import Place


@dataclass(frozen=True, slots=True)
class Row:
    """The numbers of one center, or of the whole city; None is a hidden number, and not a zero.

    A row that is `held_back` holds the numbers that were published before, while the present ones are too small to
    be shown; nothing of it is shown.
    """

    center_id: UUID | None
    numbers: Mapping[str, int | None]
    total: int | None
    hours: int | None = None
    held_back: bool = False

    @property
    def is_zero(self) -> bool:
        """Whether everything in the row is a zero that may be seen."""
        return all(number == 0 for number in self.numbers.values())

    @property
    def name(self) -> str | None:
        """The row's name in a table of the disclosure control."""
        return str(self.center_id) if self.center_id else None

    def shown(self) -> "Row":
        """The row as it may be seen."""
        if not self.held_back:
            return self
        return replace(self, numbers=dict.fromkeys(self.numbers), total=None, hours=None)

    def as_json(self) -> dict[str, Any]:  # Any: JSON
        """The row as it is kept."""
        return {
            "center": self.name,
            "numbers": dict(self.numbers),
            "total": self.total,
            "hours": self.hours,
            "held_back": self.held_back,
        }


@dataclass(frozen=True, slots=True)
class Publication:
    """One version of one table of the series."""

    period: str
    indicator: str
    version: int
    taken_at: datetime
    rows: tuple[Row, ...]

    def shown(self) -> dict[UUID | None, Row]:
        """What may be seen, by center; None is the whole city, of which a zero is not said while it is not true."""
        some_wait = any(row.held_back for row in self.centers())
        return {
            row.center_id: replace(row, held_back=True).shown()
            if row.center_id is None and row.is_zero and some_wait
            else row.shown()
            for row in self.rows
        }

    def centers(self) -> Iterable[Row]:
        """The rows of the centers."""
        return (row for row in self.rows if row.center_id is not None)


def places(rows: Iterable[Row]) -> Iterable[tuple[Place, int | None]]:
    """Every number with its place in the table."""
    for row in rows:
        yield Place(row.name, None), row.total
        for column, number in row.numbers.items():
            yield Place(row.name, column), number


def row_from(kept: Mapping[str, Any]) -> Row:  # Any: JSON
    """A row as it was kept."""
    center = UUID(kept["center"]) if kept["center"] else None
    return Row(center, kept["numbers"], kept["total"], kept["hours"], kept["held_back"])


@dataclass(frozen=True, slots=True)
class Touched:
    """How many persons an update of one center's row would touch, and whether it would change anything."""

    persons: int
    changes: int

    def waits(self, k: int) -> bool:
        """Whether the update has to wait for more."""
        return 0 < self.persons < k
