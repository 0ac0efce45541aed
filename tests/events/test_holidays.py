"""Neighbors' Day is the last Friday of May, by the city's clock."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.events.holidays.model import is_neighbors_day, neighbors_day


@pytest.mark.parametrize(
    "day", [date(2024, 5, 31), date(2025, 5, 30), date(2026, 5, 29), date(2027, 5, 28)], ids=str
)
def test_neighbors_day_falls_on_the_announced_date(day: date) -> None:
    assert neighbors_day(day.year) == day


@given(st.integers(2000, 2100))
def test_no_friday_of_may_comes_after_neighbors_day(year: int) -> None:
    day = neighbors_day(year)
    assert (day.weekday(), day.month) == (4, 5)
    assert 25 <= day.day <= 31


def test_late_evening_of_neighbors_day_in_the_city_still_belongs_to_it() -> None:
    assert is_neighbors_day(datetime(2026, 5, 29, 20, 59, tzinfo=UTC))


def test_hours_after_midnight_in_the_city_do_not_belong_to_it() -> None:
    assert not is_neighbors_day(datetime(2026, 5, 29, 21, 0, tzinfo=UTC))


def test_friday_before_the_last_one_is_an_ordinary_day() -> None:
    assert not is_neighbors_day(datetime(2026, 5, 22, 12, 0, tzinfo=UTC))
