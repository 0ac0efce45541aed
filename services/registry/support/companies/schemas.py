"""A house as its management company's worker sees it: what stands on the house, never who lives in it."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from pydantic import BaseModel, Field

from services.registry.communities.councils.schemas import StateCode
from services.registry.places.houses.model import HouseKind


class CompanyContract(BaseModel):
    """The company's own contract of the house."""

    number: str
    starts_on: date
    ends_on: date | None
    ends_soon: bool = Field(description="in force, and over within 60 days")


class CompanyCouncil(BaseModel):
    """Whether the house has somebody with whom to speak; who that is, the center's manager tells."""

    state: StateCode
    until: date | None


class CompanyHouse(BaseModel):
    """What anybody may read of the house, and what the company has signed."""

    id: UUID
    address: str
    kind: HouseKind
    flats: int
    entrances: int
    storeys: int | None
    built_year: int | None
    total_area: Decimal | None
    contract: CompanyContract
    council: CompanyCouncil
