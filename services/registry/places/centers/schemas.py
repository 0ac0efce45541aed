"""Centers as they are sent and answered."""

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from services.registry.people.contacts.schemas import PhoneNumber
from services.registry.people.names.schemas import Line
from services.registry.places.centers.model import CenterService
from services.registry.places.geometry.schemas import Point, Territory
from services.registry.places.rooms.schemas import AccessList
from shared.contracts.codes import HostType
from shared.kit.bodies import StrictModel
from shared.kit.paging import PageQuery

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", min_length=2, max_length=40)]
Clock = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$")]
"""«10:00» on the city's clocks; 24:00 is the end of a day."""
Text = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000, pattern=r"^[^\x00]*$")
]


def _each_once(codes: list[CenterService]) -> list[CenterService]:
    return list(dict.fromkeys(codes))


class OpenHours(StrictModel):
    """Open on this day of every week from then till then; a break makes two of them."""

    weekday: int = Field(ge=1, le=7, description="1 is Monday")
    opens: Clock
    closes: Clock


class OpenOnDate(StrictModel):
    """A day that is not as usual: other hours, or closed where both times are absent."""

    on: date
    opens: Clock | None = None
    closes: Clock | None = None
    note: Line | None = Field(None, description="why, as «санитарный день»")

    @model_validator(mode="after")
    def _both_times_or_none(self) -> Self:
        if (self.opens is None) != (self.closes is None):
            said = "Укажите и открытие, и закрытие или оставьте оба пустыми: закрыто"
            raise PydanticCustomError("centers.hours-half", "{said}", {"said": said})
        return self


class CenterCreate(StrictModel):
    """A center to be opened."""

    slug: Slug = Field(description="its short name in addresses of pages, forever")
    name: Line
    host: HostType
    address: Line


class CenterUpdate(StrictModel):
    """What is to be corrected. What is left out stays; null empties what may be empty and leaves the rest."""

    name: Line | None = None
    host: HostType | None = None
    address: Line | None = None
    about: Text | None = None
    directions: Text | None = Field(None, description="how to come")
    phone: PhoneNumber | None = None
    point: Point | None = None
    territory: Territory | None = None
    hours: list[OpenHours] | None = Field(None, max_length=28)
    exceptions: list[OpenOnDate] | None = Field(None, max_length=200)
    services: Annotated[list[CenterService], Field(max_length=6), AfterValidator(_each_once)] | None = None
    access: AccessList | None = None


class CenterRead(BaseModel):
    """A center."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    slug: str
    name: str
    host: HostType
    address: str
    about: str | None
    directions: str | None
    phone: str | None
    point: Point | None
    territory: Territory | None
    hours: list[OpenHours]
    exceptions: list[OpenOnDate]
    services: list[CenterService]
    access: AccessList
    version: int


class CenterQuery(PageQuery):
    """Which centers are wanted."""

    slug: Slug | None = None
    host: HostType | None = None
