"""Windows of the microdistrict as they are answered: doors, no names."""

from datetime import date
from uuid import UUID

from pydantic import BaseModel, Field

from services.registry.places.houses.schemas import Entrance


class HouseWindows(BaseModel):
    """One house: which of its flats are lit, and what is needed to draw them."""

    house_id: UUID
    address: str
    flats: int
    storeys: int | None
    entrances: list[Entrance]
    lit: int = Field(description="flats from which somebody took part since `since`")
    lit_flats: list[int] = Field(description="their numbers, as far as these are plain numbers of the house")
    since: date = Field(description="the first day of this month")


class EntranceWindows(Entrance):
    """One entrance and how much of it is lit."""

    lit: int


class HouseWindowsByDoor(HouseWindows):
    """One house, flat by flat."""

    windows: list[bool] = Field(description="from the first flat to the last: lit or dark")
    lit_by_entrance: list[EntranceWindows]
