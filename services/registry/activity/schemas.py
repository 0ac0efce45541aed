"""Windows of the microdistrict as they are answered: doors, no names."""

from datetime import date
from uuid import UUID

from pydantic import BaseModel, Field


class HouseWindows(BaseModel):
    """One house: which of its flats are lit."""

    house_id: UUID
    address: str
    flats: int
    lit: int = Field(description="flats from which somebody took part since `since`")
    lit_flats: list[int] = Field(description="their numbers, as far as these are plain numbers of the house")
    since: date = Field(description="the first day of this month")


class EntranceWindows(BaseModel):
    """One entrance and how much of it is lit."""

    number: int
    first_flat: int
    last_flat: int
    lit: int


class HouseWindowsByDoor(HouseWindows):
    """One house, flat by flat."""

    windows: list[bool] = Field(description="from the first flat to the last: lit or dark")
    entrances: list[EntranceWindows]
