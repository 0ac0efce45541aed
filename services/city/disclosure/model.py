"""A small table of counts with its totals: what is looked at before any number leaves the city service."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

THRESHOLD = 5
"""k: the fewest persons that a published number may stand for."""


class Place(NamedTuple):
    """Where a number stands; None is the total over all rows, or over all columns."""

    row: str | None
    column: str | None

    @property
    def is_total(self) -> bool:
        """Whether this is a sum of other numbers of the table."""
        return self.row is None or self.column is None


@dataclass(frozen=True, slots=True)
class Count:
    """A number and how many persons it stands for; these differ where one person has several records."""

    value: int
    persons: int


@dataclass(frozen=True)
class Table:
    """Counts by row and column with the totals that are published beside them.

    `counts` holds every inner place, every column total and the grand total, and every row total unless
    `sums_rows` is off: columns that count different things (offers and residents) have no sum. A row that is
    all in a `harmless` column says nothing about anybody: that nobody took part is a true zero, not an answer.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: Mapping[Place, Count]
    sums_rows: bool = True
    harmless: frozenset[str] = frozenset()

    def places(self) -> Iterator[Place]:
        """Every place of the table that holds a number, inner ones first."""
        for row in self.rows:
            yield from (Place(row, column) for column in self.columns)
        if self.sums_rows:
            yield from (Place(row, None) for row in self.rows)
        yield from (Place(None, column) for column in self.columns)
        if self.sums_rows:
            yield Place(None, None)

    def lines(self) -> Iterator[tuple[Place, ...]]:
        """Every line of which all numbers but one give away the last: rows and columns with their totals."""
        across = (*self.columns, None) if self.sums_rows else self.columns
        for column in across:
            yield tuple(Place(row, column) for row in (*self.rows, None))
        if self.sums_rows:
            for row in (*self.rows, None):
                yield tuple(Place(row, column) for column in across)

    def value(self, place: Place) -> int:
        """The true number at `place`."""
        return self.counts[place].value

    def row(self, row: str | None) -> tuple[Place, ...]:
        """The inner places of one row; of the row of totals where `row` is None."""
        return tuple(Place(row, column) for column in self.columns)


def table_of(
    cells: Mapping[tuple[str, str], Count],
    row_persons: Mapping[str, int],
    columns: Iterable[str],
    *,
    sums_rows: bool = True,
    harmless: Iterable[str] = (),
) -> Table:
    """A table from its inner cells; `row_persons` says how many different persons stand behind each row.

    Rows are centers, and nobody is counted in two of them: persons add up over rows, though not over columns.
    """
    rows, columns = tuple(row_persons), tuple(columns)
    counts = {Place(row, column): cells.get((row, column), Count(0, 0)) for row in rows for column in columns}
    for column in columns:
        counts[Place(None, column)] = _sum(counts[Place(row, column)] for row in rows)
    if sums_rows:
        for row in rows:
            value = sum(counts[Place(row, column)].value for column in columns)
            counts[Place(row, None)] = Count(value, row_persons[row])
        counts[Place(None, None)] = _sum(counts[Place(row, None)] for row in rows)
    return Table(rows, columns, counts, sums_rows, frozenset(harmless))


def _sum(counts: Iterable[Count]) -> Count:
    listed = list(counts)
    return Count(sum(one.value for one in listed), sum(one.persons for one in listed))
