"""Premises as they are sent and answered."""

from decimal import Decimal
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.registry.people.names.schemas import FlatNumber
from services.registry.places.houses.model import PremisesKind
from services.registry.places.houses.schemas import Area
from services.registry.places.owners.model import SharesState
from shared.kit.bodies import StrictModel
from shared.kit.paging import PageQuery


class PremisesCreate(StrictModel):
    """A flat, a shop or another part of a house."""

    house_id: UUID
    number: FlatNumber
    kind: PremisesKind = "flat"
    area: Area | None = Field(None, description="square metres, exact to two places")


class PremisesUpdate(StrictModel):
    """What is to be corrected. What is left out stays; null says that the area is unknown, and leaves the rest."""

    number: FlatNumber | None = None
    kind: PremisesKind | None = None
    area: Area | None = None


class SharesRead(BaseModel):
    """What the shares of one premises come to; `conflict` where they are known and do not make one whole."""

    model_config = ConfigDict(from_attributes=True)

    owners: int
    total: str = Field(description="their exact sum as a fraction, `5/6`")
    state: SharesState
    conflict: bool


class PremisesRead(BaseModel):
    """One premises."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    house_id: UUID
    number: str
    kind: PremisesKind
    area: Decimal | None
    shares: SharesRead
    version: int


class PremisesQuery(PageQuery):
    """Which premises are wanted."""

    house_id: UUID | None = None
    kind: PremisesKind | None = None
    number: FlatNumber | None = None
    order: Literal["newest", "door"] = "newest"


class PremisesConflict(BaseModel):
    """Premises whose shares do not make one whole."""

    model_config = ConfigDict(from_attributes=True)

    premises_id: UUID
    number: str
    state: Literal["short", "over"]
    total: str


class OwnershipRead(BaseModel):
    """What is known of the owners of a house, without a single name."""

    model_config = ConfigDict(from_attributes=True)

    flats: int = Field(description="flats of the house, entered or not")
    premises: int = Field(description="premises that were entered")
    with_area: int
    with_owners: int
    whole: int = Field(description="premises whose shares make exactly one")
    short: int
    over: int
    area_total: Decimal | None = Field(description="square metres of the house, as it says of itself")
    area_entered: Decimal = Field(description="square metres of the premises whose area is known")
    area_owned: Decimal = Field(description="square metres whose owner is known: area times known shares")
    conflicts: list[PremisesConflict] = Field(description="the first hundred")
