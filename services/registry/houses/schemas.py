"""Houses as they are sent and answered."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.registry.houses.model import HouseKind
from services.registry.names.schemas import Line


class HouseCreate(BaseModel):
    """A house to be entered."""

    address: Line
    kind: HouseKind = "apartment"
    flats: int = Field(1, ge=1, le=5000)


class HouseUpdate(BaseModel):
    """What is to be corrected; what is left out stays."""

    address: Line | None = None
    kind: HouseKind | None = None
    flats: int | None = Field(None, ge=1, le=5000)


class HouseRead(BaseModel):
    """A house."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    address: str
    kind: HouseKind
    flats: int
    version: int
