"""Rooms as they are sent and answered."""

from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from services.registry.people.names.schemas import Line
from services.registry.places.houses.schemas import Area
from services.registry.places.rooms.model import Access, Equipment
from shared.kit.bodies import StrictModel
from shared.kit.paging import PageQuery


def _each_once(codes: list[str]) -> list[str]:
    return list(dict.fromkeys(codes))


EquipmentList = Annotated[list[Equipment], Field(max_length=20), AfterValidator(_each_once)]
AccessList = Annotated[list[Access], Field(max_length=20), AfterValidator(_each_once)]


class RoomCreate(StrictModel):
    """A room to be entered."""

    name: Line
    capacity: int = Field(ge=1, le=5000, description="how many people at once")
    area: Area | None = None
    equipment: EquipmentList = []
    access: AccessList = []
    note: Line | None = None


class RoomUpdate(StrictModel):
    """What is to be corrected. What is left out stays; null empties what may be empty and leaves the rest."""

    name: Line | None = None
    capacity: int | None = Field(None, ge=1, le=5000)
    area: Area | None = None
    equipment: EquipmentList | None = None
    access: AccessList | None = None
    note: Line | None = None


class RoomRead(BaseModel):
    """A room."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str
    capacity: int
    area: Decimal | None
    equipment: list[Equipment]
    access: list[Access]
    note: str | None
    version: int


class RoomQuery(PageQuery):
    """Which rooms are wanted."""

    seats: int | None = Field(None, ge=1, le=5000, description="for at least so many people")
    access: Access | None = None
