"""Houses as they are sent and answered."""

from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, ConfigDict, Field, StringConstraints

from services.registry.people.names.schemas import Line
from services.registry.places.geometry.schemas import Point
from services.registry.places.houses.model import HouseKind
from shared.kit.bodies import StrictModel
from shared.kit.paging import CountedQuery


def _two_places(area: Decimal) -> Decimal:
    return area.quantize(Decimal("0.01"))


HouseArea = Annotated[Decimal, Field(gt=0, max_digits=12, decimal_places=2), AfterValidator(_two_places)]
"""Square metres of a whole house, exact to two places."""

Area = Annotated[Decimal, Field(gt=0, max_digits=9, decimal_places=2), AfterValidator(_two_places)]
"""Square metres of one premises, exact to two places."""

Kladr = Annotated[str, StringConstraints(pattern=r"^([0-9]{13}|[0-9]{17}|[0-9]{19})$")]
"""A КЛАДР code: 13 digits of a settlement, 17 of a street, 19 of a house."""


class Entrance(StrictModel):
    """One entrance and the flats behind it."""

    model_config = ConfigDict(from_attributes=True)

    number: int = Field(ge=1, le=60)
    first_flat: int = Field(ge=1, le=5000)
    last_flat: int = Field(ge=1, le=5000)


class HouseFields(StrictModel):
    """What is known of a house besides its address; all of it may be unknown."""

    storeys: int | None = Field(None, ge=1, le=120)
    built_year: int | None = Field(None, ge=1500, le=2100)
    fias_id: UUID | None = Field(None, description="its id in ФИАС (ГАР)")
    kladr_code: Kladr | None = None
    total_area: HouseArea | None = Field(None, description="square metres of all premises")
    point: Point | None = None
    yard_id: UUID | None = None
    street_id: UUID | None = None
    microdistrict_id: UUID | None = None


class HouseCreate(HouseFields):
    """A house to be entered."""

    address: Line
    kind: HouseKind = "apartment"
    flats: int = Field(1, ge=1, le=5000)
    entrances: list[Entrance] = Field([], max_length=60)


class HouseUpdate(HouseFields):
    """What is to be corrected. What is left out stays; null empties what may be empty and leaves the rest."""

    address: Line | None = None
    kind: HouseKind | None = None
    flats: int | None = Field(None, ge=1, le=5000)
    entrances: list[Entrance] | None = Field(None, max_length=60)


class HouseRead(HouseFields):
    """A house."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    address: str
    kind: HouseKind
    flats: int
    entrances: list[Entrance]
    version: int


class HouseQuery(CountedQuery):
    """Which houses are wanted."""

    q: str | None = Field(None, max_length=200, description="beginnings of words of the address")
    kind: HouseKind | None = None
    yard_id: UUID | None = None
    street_id: UUID | None = None
    microdistrict_id: UUID | None = None
