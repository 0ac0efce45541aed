"""A center as its pages read it: what it says of itself, its rooms, those who work there."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from services.portal.places.model import Geometry, coordinates_of
from services.portal.visits.api import Read


class Span(Read):
    """Open on this day of every week from then till then."""

    weekday: int
    opens: str
    closes: str


class OnDate(Read):
    """A day that is not as usual."""

    on: date
    opens: str | None = None
    closes: str | None = None
    note: str | None = None


class Center(Read):
    """A center."""

    id: UUID
    slug: str = ""
    name: str
    host: str
    address: str
    about: str | None = None
    directions: str | None = None
    phone: str | None = None
    point: Geometry | None = None
    territory: Geometry | None = None
    hours: list[Span] = []
    exceptions: list[OnDate] = []
    services: list[str] = []
    access: list[str] = []

    @property
    def coordinates(self) -> str:
        """Where the center is."""
        return coordinates_of(self.point)


class Room(Read):
    """A room."""

    id: UUID
    name: str
    capacity: int
    area: Decimal | None = None
    equipment: list[str] = []
    access: list[str] = []
    note: str | None = None


class Colleague(Read):
    """One manager of a center."""

    account_id: UUID
    name: str
    post: str
    backgrounds: list[str] = []
    interest: str = "none"
