"""Months, quarters and years begin and end in the city's own time."""

from datetime import UTC, datetime

import pytest

from services.city.periods.model import NotAPeriod, Period, closed_periods


@pytest.mark.parametrize("text", ["2026-11", "2026-Q4", "2026", "2026-01", "2026-Q1"])
def test_a_period_is_written_as_it_was_read(text: str) -> None:
    assert str(Period.parse(text)) == text


@pytest.mark.parametrize(
    "text", ["", "26", "2026-13", "2026-00", "2026-Q5", "2026-Q0", "2026-1", "2026-11-01", "1999"]
)
def test_anything_else_is_no_period(text: str) -> None:
    with pytest.raises(NotAPeriod):
        Period.parse(text)


def test_the_month_begins_at_the_city_s_midnight() -> None:
    november = Period.parse("2026-11")
    assert november.begins == datetime(2026, 10, 31, 21, tzinfo=UTC)
    assert november.ends == datetime(2026, 11, 30, 21, tzinfo=UTC)


def test_the_year_ends_where_the_next_begins() -> None:
    assert Period.parse("2026").ends == Period.parse("2027").begins == Period.parse("2027-Q1").begins


def test_a_moment_lies_in_its_month_quarter_and_year() -> None:
    late = datetime(2026, 12, 31, 21, 30, tzinfo=UTC)
    assert [str(period) for period in Period.around(late)] == ["2027-01", "2027-Q1", "2027"]


def test_a_period_is_closed_from_its_end_on() -> None:
    november = Period.parse("2026-11")
    assert november.is_closed(november.ends)
    assert not november.is_closed(november.begins)


def test_a_quarter_is_made_of_its_months() -> None:
    assert [str(part) for part in Period.parse("2026-Q4").parts()] == ["2026-10", "2026-11", "2026-12"]


def test_a_month_is_made_of_nothing_shorter() -> None:
    assert not list(Period.parse("2026-11").parts())


def test_closed_periods_leave_out_those_that_run() -> None:
    since, until = datetime(2026, 8, 5, tzinfo=UTC), datetime(2026, 10, 5, tzinfo=UTC)
    assert [str(period) for period in closed_periods(since, until)] == ["2026-08", "2026-09", "2026-Q3"]
