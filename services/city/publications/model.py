"""What has been published: the rows of one indicator in one period, hidden numbers being absent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from services.city.disclosure.model import Place


@dataclass(frozen=True, slots=True)
class Row:
    """The numbers of one center, or of the whole city; None is a hidden number, and not a zero."""

    center_id: UUID | None
    numbers: Mapping[str, int | None]
    total: int | None
    hours: int | None = None

    @property
    def name(self) -> str | None:
        """The row's name in a table of the disclosure control."""
        return str(self.center_id) if self.center_id else None

    def as_json(self) -> dict[str, Any]:  # Any: JSON
        """The row as it is kept."""
        return {"center": self.name, "numbers": dict(self.numbers), "total": self.total, "hours": self.hours}


@dataclass(frozen=True, slots=True)
class Publication:
    """One version of one table of the series."""

    period: str
    indicator: str
    version: int
    taken_at: datetime
    rows: tuple[Row, ...]

    @property
    def city(self) -> Row:
        """The row of the whole city."""
        return next(row for row in self.rows if row.center_id is None)

    def centers(self) -> Iterable[Row]:
        """The rows of the centers."""
        return (row for row in self.rows if row.center_id is not None)

    def places(self) -> Iterable[tuple[Place, int | None]]:
        """Every published number with its place in the table."""
        for row in self.rows:
            yield Place(row.name, None), row.total
            for column, number in row.numbers.items():
                yield Place(row.name, column), number


def row_from(kept: Mapping[str, Any]) -> Row:  # Any: JSON
    """A row as it was kept."""
    center = UUID(kept["center"]) if kept["center"] else None
    return Row(center, kept["numbers"], kept["total"], kept["hours"])


@dataclass(frozen=True, slots=True)
class Touched:
    """How many persons an update of one center's row would touch, and whether it would change anything."""

    persons: int
    changes: int

    def waits(self, k: int) -> bool:
        """Whether the update has to wait for more (domain page §9)."""
        return 0 < self.persons < k
