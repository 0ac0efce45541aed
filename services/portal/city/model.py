"""Indicators of community life as the city service tells them: numbers, and that a number is hidden."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from services.portal.surveys.model import Words
from services.portal.visits.api import Read


class Part(Read):
    """One number of a breakdown."""

    code: str
    title: Words
    number: int | None = None
    hidden: bool = False


class Numbers(Read):
    """The numbers of one center or of the whole city."""

    numerator: int | None = None
    denominator: int | None = None
    value: float | None = None
    hidden: bool = False
    denominator_hidden: bool = False
    median_hours: int | None = None
    parts: list[Part] = []


class CenterNumbers(Numbers):
    """The numbers of one center."""

    center_id: UUID
    host: str | None = None
    rank: int | None = None


class Indicator(Read):
    """One indicator with its definition and its numbers."""

    code: str
    unit: Literal["share", "per_1000", "count"]
    title: Words
    formula: Words
    numerator: Words
    denominator: Words
    period: Words
    coverage: Words
    threshold: int = 5
    taken_at: datetime | None = None
    city: Numbers
    centers: list[CenterNumbers] = []

    def of(self, center: UUID | None) -> Numbers:
        """The numbers of one center, or of the city; nothing where the center has none."""
        if center is None:
            return self.city
        return next((one for one in self.centers if one.center_id == center), Numbers())


class Indicators(Read):
    """All indicators of one period."""

    period: str
    begins: datetime
    ends: datetime
    closed: bool = False
    indicators: list[Indicator] = []

    def by_code(self, code: str) -> Indicator | None:
        """One of them."""
        return next((one for one in self.indicators if one.code == code), None)


class Point(Read):
    """The city's number in one period."""

    period: str
    city: Numbers


class Series(Read):
    """One indicator of the city, period after period."""

    code: str
    points: list[Point] = []

    @property
    def values(self) -> list[float]:
        """The values that are known and not hidden."""
        return [one.city.value for one in self.points if one.city.value is not None]


class Freshness(Read):
    """What the city has heard last."""

    facts: int = 0
    last_fact_at: datetime | None = None
    delay_seconds: float | None = None
    lag_seconds: float | None = None
    as_of: datetime


class CenterNamed(Read):
    """A center by name."""

    id: UUID
    name: str
    host: str = "library"
