"""Windows of the microdistrict: one per flat, lit where somebody from it took part this month."""

import asyncio
import time
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.portal.api import Read, every
from services.portal.calendar.view import events_between
from services.portal.events.model import Registration
from services.portal.matters.model import Match, Need, Offer
from services.portal.people.view import houses_of
from services.portal.surveys.model import SurveyRead
from services.portal.times import local
from services.portal.visit import Visit
from shared.kit.clock import now

# Drawn so many at most; the number under them counts every flat.
_DRAWN = 150
# Knuth's multiplier: neighbors in number fall far apart, and the picture is the same at every look.
_SCATTER = 2654435761
_MOST_EVENTS = 20
_MOST_PEOPLE = 2000
_GOOD_FOR = 15 * 60


class Lives(Read):
    """Where a resident lives."""

    id: UUID
    house_id: UUID | None = None
    premises_id: UUID | None = None


class SheetOf(Read):
    """Whose sheet it is, and when it came."""

    resident_id: UUID | None = None
    answered_at: datetime


@dataclass(frozen=True)
class HouseWindows:
    """One house: how many of its flats are lit."""

    address: str
    lit: int
    flats: int


@dataclass(frozen=True)
class Windows:
    """All houses of the center."""

    houses: list[HouseWindows]

    @property
    def lit(self) -> int:
        """Flats from which somebody took part."""
        return sum(one.lit for one in self.houses)

    @property
    def flats(self) -> int:
        """All flats."""
        return sum(one.flats for one in self.houses)

    @property
    def drawn(self) -> list[bool]:
        """The picture: as many windows as can be drawn, the same share of them lit, spread over the houses."""
        if not self.flats:
            return []
        count = min(self.flats, _DRAWN)
        lit = round(self.lit * count / self.flats) or min(self.lit, 1)
        scattered = sorted(range(count), key=lambda number: (number * _SCATTER) % 2**32)
        chosen = set(scattered[:lit])
        return [number in chosen for number in range(count)]


class Remembered:
    """The windows of each center, counted anew after a quarter of an hour: looking often lists nobody often."""

    def __init__(self) -> None:
        self._found: dict[UUID, tuple[float, Windows]] = {}

    async def of(self, visit: Visit) -> Windows:
        """The windows of the visitor's center."""
        known = self._found.get(visit.center)
        if known is None or known[0] < time.monotonic():
            known = time.monotonic() + _GOOD_FOR, await _counted(visit)
            self._found[visit.center] = known
        return known[1]


async def windows_of(visit: Visit) -> Windows:
    """The windows of the visitor's center."""
    remembered: Remembered = visit.request.app.state.windows
    return await remembered.of(visit)


async def _counted(visit: Visit) -> Windows:
    active, people, houses = await asyncio.gather(
        _active(visit),
        every(Lives, visit.api, "registry", f"/centers/{visit.center}/residents", most=_MOST_PEOPLE),
        houses_of(visit),
    )
    lit: dict[UUID, set[UUID]] = {}
    for one in people:
        if one.house_id and one.premises_id and one.id in active:
            lit.setdefault(one.house_id, set()).add(one.premises_id)
    return Windows([HouseWindows(one.address, len(lit.get(one.id, ())), one.flats) for one in houses])


async def _active(visit: Visit) -> set[UUID]:
    """Who asked, offered, helped, answered or came since the month began."""
    start = local(now()).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    found = await asyncio.gather(_talented(visit, start), _came(visit, start), _answered(visit, start))
    return set[UUID]().union(*found)


async def _talented(visit: Visit, start: datetime) -> set[UUID]:
    center = f"/centers/{visit.center}"
    needs, offers, matches = await asyncio.gather(
        every(Need, visit.api, "talents", f"{center}/needs", most=200),
        every(Offer, visit.api, "talents", f"{center}/offers", most=200),
        every(Match, visit.api, "talents", f"{center}/matches", {"state": "completed"}, most=200),
    )
    helped = [one for one in matches if one.closed_at and one.closed_at >= start]
    sides = {side.resident_id for one in helped for side in (one.asking, one.helping)}
    return {
        *(one.resident_id for one in needs if one.stated_at >= start),
        *(one.resident_id for one in offers if one.made_at >= start),
        *(one for one in sides if one is not None),
    }


async def _came(visit: Visit, start: datetime) -> set[UUID]:
    events = [one for one in await events_between(visit, start, now()) if one.attended][-_MOST_EVENTS:]
    path = f"/centers/{visit.center}/events"
    lists = await asyncio.gather(
        *(every(Registration, visit.api, "events", f"{path}/{one.id}/registrations") for one in events)
    )
    return {one.resident_id for lines in lists for one in lines if one.attended_at}


async def _answered(visit: Visit, start: datetime) -> set[UUID]:
    path = f"/centers/{visit.center}/surveys"
    surveys = await every(SurveyRead, visit.api, "surveys", path, most=20)
    recent = [one for one in surveys if one.state == "open" or (one.closed_at and one.closed_at >= start)]
    sheets = await asyncio.gather(
        *(
            every(SheetOf, visit.api, "surveys", f"{path}/{one.id}/sheets")
            for one in recent
            if not one.anonymous
        )
    )
    return {
        one.resident_id for found in sheets for one in found if one.resident_id and one.answered_at >= start
    }
