"""Territories as they are sent and answered."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.registry.people.names.schemas import Line
from services.registry.places.geometry.schemas import Outline
from services.registry.places.territories.model import TerritoryKind
from shared.kit.bodies import StrictModel
from shared.kit.paging import PageQuery


class TerritoryCreate(StrictModel):
    """A yard, a street or a microdistrict to be entered."""

    kind: TerritoryKind
    name: Line
    geometry: Outline | None = None


class TerritoryUpdate(StrictModel):
    """What is to be corrected. What is left out stays; null takes the outline away and leaves the name."""

    name: Line | None = None
    geometry: Outline | None = None


class TerritoryRead(BaseModel):
    """A territory."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    kind: TerritoryKind
    name: str
    geometry: Outline | None
    version: int


class TerritoryQuery(PageQuery):
    """Which territories are wanted."""

    kind: TerritoryKind | None = None
    q: str | None = Field(None, max_length=200, description="a part of the name")
