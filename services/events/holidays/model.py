"""Days that neighbors celebrate, as rules of the calendar."""

from datetime import date, datetime, timedelta

from shared.kit.clock import CITY_TIME

_FRIDAY = 4


def neighbors_day(year: int) -> date:
    """День соседей of `year`: the last Friday of May."""
    last = date(year, 5, 31)
    return last - timedelta(days=(last.weekday() - _FRIDAY) % 7)


def is_neighbors_day(moment: datetime) -> bool:
    """Whether `moment` falls on Neighbors' Day in the city."""
    day = moment.astimezone(CITY_TIME).date()
    return day == neighbors_day(day.year)
