"""Windows of the microdistrict: one per flat, lit where somebody from it took part this month."""

from dataclasses import dataclass
from uuid import UUID

from services.portal.places.facade import Facade, HouseWindows, facade, street
from services.portal.places.model import by_address
from services.portal.visits.api import every
from services.portal.visits.visit import Visit

# A district of private houses has thousands; the picture keeps to so many, the numbers count every one.
_DRAWN_HOUSES = 400
_MOST_HOUSES = 5000
_LARGE = 14


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
    def street(self) -> list[Facade]:
        """The picture: the largest houses first where there are too many to draw."""
        largest = sorted(self.houses, key=lambda one: -one.flats)[:_DRAWN_HOUSES]
        return street(sorted(largest, key=lambda one: by_address(one.address)))


async def windows_of(visit: Visit) -> Windows:
    """The windows of the visitor's center, as the registry counts them: nobody is listed on the way."""
    path = f"/centers/{visit.center}/windows"
    found = await every(HouseWindows, visit.api, "registry", path, most=_MOST_HOUSES)
    return Windows(sorted(found, key=lambda one: by_address(one.address)))


async def house_windows(visit: Visit, house: UUID) -> tuple[HouseWindows, Facade]:
    """One house, large."""
    path = f"/centers/{visit.center}/houses/{house}/windows"
    found = await visit.api.get(HouseWindows, "registry", path)
    return found, facade(found, _LARGE)
