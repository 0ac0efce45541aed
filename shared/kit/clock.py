"""The one clock, and how it is read in the city."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

CITY_TIME = ZoneInfo("Europe/Moscow")
"""In which people of the city say days and hours."""


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """This day in the city: it begins there three hours before it does in UTC."""
    return now().astimezone(CITY_TIME).date()
