"""Maps of infrastructure as they are sent and answered."""

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from services.registry.communities.infrastructure.model import PARTS, End, Part, Strength
from services.registry.communities.organisations.schemas import Words
from services.registry.people.names.schemas import Line
from shared.kit.bodies import StrictModel
from shared.kit.paging import PageQuery


class PartFields(StrictModel):
    """One of the six parts, in the manager's own words."""

    part: Part
    strength: Strength
    existing: Words | None = Field(None, description="what is there")
    missing: Words | None = Field(None, description="what is missing")


class LinkFields(StrictModel):
    """One link between two parts, or from a part to somebody outside."""

    one: End
    other: End
    strength: Strength
    words: Line | None = Field(None, description="what the link is made of, or why it is weak")

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        if self.one == self.other:
            raise ValueError("Связь ведёт от одной части к другой")
        return self


def _each_once(parts: list[PartFields]) -> list[PartFields]:
    if {one.part for one in parts} != set(PARTS) or len(parts) != len(PARTS):
        raise ValueError("Опишите каждую из шести частей один раз")
    return sorted(parts, key=lambda one: PARTS.index(one.part))


class MapFields(StrictModel):
    """What a map shows."""

    name: Line
    drawn_on: date | None = Field(None, description="today where it is not said")
    parts: list[PartFields] = Field(min_length=len(PARTS), max_length=len(PARTS))
    links: list[LinkFields] = Field([], max_length=30)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        self.parts = _each_once(self.parts)
        return self


class MapCreate(MapFields):
    """A map to be drawn; of one community, or of the whole neighborhood of the center."""

    organisation_id: UUID | None = None


class MapUpdate(MapFields):
    """The whole map anew; what was counted stays as it was on its day."""


class EvidenceRead(BaseModel):
    """What can be counted today; absent where it cannot."""

    residents: int = Field(description="residents on the registry")
    flats: int = Field(description="flats of the houses")
    flats_known: int = Field(description="flats of which somebody is on the registry")
    houses: int
    houses_organised: int = Field(description="houses in which an organisation of residents acts")
    organisations: int = Field(description="organisations of residents that act")
    chaired: int = Field(description="of these, with a chair whose term runs")
    informal: int = Field(description="informal groups and communities")
    outside: int = Field(description="support organisations on the registry")
    internet: int = Field(description="groups on the internet")
    activists: int = Field(description="residents with a role in an organisation")
    bridging: int = Field(description="residents who are in two organisations or more: links between them")


class MapListed(BaseModel):
    """A line of the list."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    organisation_id: UUID | None
    name: str
    drawn_on: date
    version: int


class MapRead(MapListed):
    """A map with what was counted when it was drawn."""

    parts: list[PartFields]
    links: list[LinkFields]
    evidence: EvidenceRead


class MapQuery(PageQuery):
    """Which maps are wanted."""

    organisation_id: Annotated[UUID | None, Field(description="of one community")] = None
