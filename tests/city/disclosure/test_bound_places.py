"""The computed bounds are exactly what a reader could find by trying every table."""

from itertools import product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from services.city.disclosure.model import Count, Place, Table, table_of
from services.city.disclosure.use_cases.bound_places import UNBOUNDED, bounds_of


def table(*rows: tuple[int, ...], sums_rows: bool = True) -> Table:
    names = [f"r{i}" for i in range(len(rows))]
    columns = [f"c{j}" for j in range(len(rows[0]))]
    cells = {(names[i], columns[j]): Count(v, v) for i, row in enumerate(rows) for j, v in enumerate(row)}
    return table_of(cells, {names[i]: sum(row) for i, row in enumerate(rows)}, columns, sums_rows=sums_rows)


def possible_values(asked: Table, hidden: frozenset[Place], place: Place, limit: int) -> set[int]:
    """Every value that `place` has in some table of numbers up to `limit` with the same published numbers."""
    inner = [p for p in asked.places() if not p.is_total]
    ranges = [range(limit + 1) if p in hidden else (asked.value(p),) for p in inner]
    found = set()
    for values in product(*ranges):
        tried = dict(zip(inner, values, strict=True))
        totals = {p: total(tried, p) for p in asked.places() if p.is_total}
        if all(totals[p] == asked.value(p) for p in totals if p not in hidden):
            found.add({**tried, **totals}[place])
    return found


def total(tried: dict[Place, int], of: Place) -> int:
    return sum(v for p, v in tried.items() if of.row in (None, p.row) and of.column in (None, p.column))


@st.composite
def puzzles(draw: st.DrawFn) -> tuple[Table, frozenset[Place], Place]:
    height, width = draw(st.sampled_from([(1, 2), (1, 3), (2, 2), (3, 1), (2, 1)]))
    row = st.tuples(*[st.integers(0, 4)] * width)
    made = table(*draw(st.lists(row, min_size=height, max_size=height)), sums_rows=draw(st.booleans()))
    hidden = draw(st.sets(st.sampled_from(list(made.places())), min_size=1))
    return made, frozenset(hidden), draw(st.sampled_from(sorted(hidden, key=str)))


@settings(deadline=None, max_examples=150)
@given(puzzles())
def test_bounds_are_what_trying_every_table_finds(puzzle: tuple[Table, frozenset[Place], Place]) -> None:
    asked, hidden, place = puzzle
    bounds = bounds_of(asked, hidden, place)
    assume(bounds.greatest != UNBOUNDED)
    highest = sum(asked.value(p) for p in asked.places() if not p.is_total)
    found = possible_values(asked, hidden, place, limit=min(highest, 12))
    assert min(found) == bounds.least
    assert max(found) == bounds.greatest


@settings(deadline=None, max_examples=60)
@given(puzzles())
def test_without_bound_means_that_ever_larger_values_fit(
    puzzle: tuple[Table, frozenset[Place], Place],
) -> None:
    asked, hidden, place = puzzle
    bounds = bounds_of(asked, hidden, place)
    assume(bounds.greatest == UNBOUNDED)
    inner = sum(1 for p in hidden if not p.is_total)
    assume(inner <= 4)
    limit = 10 if inner <= 3 else 7
    assert max(possible_values(asked, hidden, place, limit)) >= limit
    assert min(possible_values(asked, hidden, place, limit)) == bounds.least


def test_a_single_hidden_number_in_a_row_is_known_exactly() -> None:
    asked = table((3, 12, 20))
    bounds = bounds_of(asked, {Place("r0", "c0")}, Place("r0", "c0"))
    assert (bounds.least, bounds.greatest) == (3, 3)


def test_a_second_hidden_number_leaves_the_sum_of_both_open() -> None:
    asked = table((3,), (12,), (20,))
    hidden = {Place("r0", "c0"), Place("r1", "c0"), Place("r0", None), Place("r1", None)}
    bounds = bounds_of(asked, hidden, Place("r0", "c0"))
    assert (bounds.least, bounds.greatest) == (0, 15)


def test_a_search_may_stop_as_soon_as_enough_is_open() -> None:
    asked = table((300,), (400,))
    hidden = frozenset(asked.places())
    assert bounds_of(asked, hidden, Place("r0", "c0"), enough=5).width == 10
