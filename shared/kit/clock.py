"""The one clock, and how it is read in the city."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

CITY_TIME = ZoneInfo("Europe/Moscow")
"""In which people of the city say days and hours."""


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC)
