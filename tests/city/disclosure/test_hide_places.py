"""What is published never gives away fewer than k persons."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.city.disclosure.model import Count, Place, Table, table_of
from services.city.disclosure.use_cases.bound_places import bounds_of
from services.city.disclosure.use_cases.hide_places import hide_places


def column(*values: int) -> Table:
    """One number for each center, with the city's total."""
    names = [f"r{i}" for i in range(len(values))]
    cells = {(name, "c"): Count(v, v) for name, v in zip(names, values, strict=True)}
    return table_of(cells, dict(zip(names, values, strict=True)), ["c"], sums_rows=False)


def shares(*rows: tuple[int, int]) -> Table:
    """Persons who did and who did not, for each center, with the city's totals."""
    names = [f"r{i}" for i in range(len(rows))]
    cells = {
        (names[i], part): Count(v, v) for i, row in enumerate(rows) for part, v in zip("yn", row, strict=True)
    }
    persons = {names[i]: sum(row) for i, row in enumerate(rows)}
    return table_of(cells, persons, "yn", harmless="n")


def hidden_cells(table: Table, k: int = 5) -> set[tuple[str | None, str | None]]:
    return {(place.row, place.column) for place in hide_places(table, k)}


@st.composite
def tables(draw: st.DrawFn) -> Table:
    height, width = draw(st.integers(1, 5)), draw(st.integers(1, 4))
    number = st.one_of(st.integers(0, 9), st.integers(0, 60))
    names, columns = [f"r{i}" for i in range(height)], [f"c{j}" for j in range(width)]
    cells: dict[tuple[str, str], Count] = {}
    persons: dict[str, int] = {}
    for name in names:
        counts = [draw(st.builds(Count, number, st.just(0))) for _ in columns]
        counts = [Count(c.value, draw(st.integers(1, c.value)) if c.value else 0) for c in counts]
        cells |= {(name, at): count for at, count in zip(columns, counts, strict=True)}
        least, most = max(c.persons for c in counts), sum(c.persons for c in counts)
        persons[name] = draw(st.integers(least, most))
    sums_rows = draw(st.booleans())
    harmless = columns[-1:] if draw(st.booleans()) else []
    return table_of(cells, persons, columns, sums_rows=sums_rows, harmless=harmless)


@settings(deadline=None, max_examples=100)
@given(tables(), st.sampled_from([5, 10]))
def test_no_published_number_stands_for_fewer_than_k(table: Table, k: int) -> None:
    hidden = hide_places(table, k)
    assert not [p for p in table.places() if p not in hidden and 0 < table.counts[p].persons < k]


@settings(deadline=None, max_examples=100)
@given(tables(), st.sampled_from([5, 10]))
def test_every_hidden_number_keeps_an_interval_of_k(table: Table, k: int) -> None:
    hidden = hide_places(table, k)
    assert all(bounds_of(table, hidden, place).width >= k for place in hidden)


@settings(deadline=None, max_examples=100)
@given(tables())
def test_no_hidden_number_is_alone_in_its_row_or_column(table: Table) -> None:
    hidden = hide_places(table, 5)
    assert all(len(hidden.intersection(line)) != 1 for line in table.lines())


@settings(deadline=None, max_examples=100)
@given(tables())
def test_a_table_with_no_small_number_and_no_unanimity_is_published_whole(table: Table) -> None:
    large = {place: Count(count.value + 5, count.persons + 5) for place, count in table.counts.items()}
    cells = {(p.row, p.column): c for p, c in large.items() if p.row is not None and p.column is not None}
    persons = {row: sum(cells[row, column].persons for column in table.columns) for row in table.rows}
    assert not hide_places(table_of(cells, persons, table.columns), 5)


def test_three_of_thirty_five_take_another_with_them() -> None:
    assert hidden_cells(column(3, 12, 20)) == {("r0", "c"), ("r1", "c")}


def test_a_true_zero_is_shown() -> None:
    assert not hidden_cells(column(0, 12, 20))


def test_one_center_with_few_hides_the_total_too() -> None:
    assert hidden_cells(column(3)) == {("r0", "c"), (None, "c")}


def test_two_small_centers_that_leave_too_narrow_an_interval_hide_a_third() -> None:
    assert hidden_cells(column(1, 2, 20, 30)) == {("r0", "c"), ("r1", "c"), ("r2", "c")}


def test_few_who_did_not_hide_those_who_did() -> None:
    hidden = hidden_cells(shares((97, 3), (40, 60), (50, 50)))
    assert {("r0", "y"), ("r0", "n")} <= hidden
    assert ("r0", None) not in hidden


def test_a_center_and_the_city_cannot_be_subtracted() -> None:
    hidden = hidden_cells(shares((3, 97), (40, 60), (50, 50)))
    assert ({("r1", "y")} | {("r2", "y")}) & hidden
    assert (None, "y") not in hidden


def test_a_center_where_all_did_the_same_is_hidden() -> None:
    assert {("r0", "y"), ("r0", "n")} <= hidden_cells(shares((30, 0), (40, 60), (50, 50)))


def test_a_center_where_nobody_did_is_a_true_zero() -> None:
    assert not hidden_cells(shares((0, 30), (40, 60), (50, 50)))


def test_many_records_of_few_persons_are_hidden() -> None:
    cells = {("r0", "c"): Count(40, 2), ("r1", "c"): Count(50, 30), ("r2", "c"): Count(60, 30)}
    table = table_of(cells, {"r0": 2, "r1": 30, "r2": 30}, ["c"], sums_rows=False)
    assert hide_places(table, 5) == {Place("r0", "c"), Place("r1", "c")}


def test_what_was_published_before_is_no_cover() -> None:
    known = {Place("r1", "c"), Place("r2", "c")}
    assert hide_places(column(3, 12, 20), 5, known=known) == {Place("r0", "c"), Place(None, "c")}


def test_what_was_hidden_before_stays_hidden() -> None:
    assert Place("r2", "c") in hide_places(column(8, 12, 20), 5, forced={Place("r2", "c")})


@pytest.mark.parametrize("k", [5, 10])
def test_exactly_k_persons_are_shown(k: int) -> None:
    assert not hidden_cells(column(k, 40, 50), k)


@pytest.mark.parametrize("k", [5, 10])
def test_one_fewer_than_k_is_hidden(k: int) -> None:
    assert ("r0", "c") in hidden_cells(column(k - 1, 40, 50), k)
