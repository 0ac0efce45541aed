"""Entries of the directory as they are sent and answered."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from services.registry.people.contacts.schemas import MailAddress
from services.registry.people.names.schemas import Line
from services.registry.rights.texts.schemas import NumberToCall, Site, Text, Words, has_come
from services.registry.support.directory.model import BodyKind, Level, Support
from shared.kit.bodies import StrictModel
from shared.kit.ids import new_id
from shared.kit.paging import PageQuery

Weekday = Literal["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
"""As iCalendar and HSDS write them."""


_FIRST_DAY = date(1990, 1, 1)


def _each_once(values: list[str]) -> list[str]:
    return list(dict.fromkeys(values))


def _likely(day: date) -> date:
    if day < _FIRST_DAY:
        raise PydanticCustomError("date_unlikely", "Проверьте год")
    return day


class Hours(StrictModel):
    """When a place is open on some days of the week."""

    id: UUID = Field(default_factory=new_id)
    days: Annotated[list[Weekday], AfterValidator(_each_once)] = Field(min_length=1, max_length=7)
    opens: time
    closes: time
    note: Words = ""

    @model_validator(mode="after")
    def _opens_first(self) -> "Hours":
        if self.opens >= self.closes:
            raise PydanticCustomError("hours_reversed", "Закрытие раньше открытия")
        return self


class Place(StrictModel):
    """Where help is given."""

    id: UUID = Field(default_factory=new_id)
    name: Words = ""
    address: Line
    town: Words = ""
    region: Words = ""
    postcode: Annotated[str, Field(max_length=12, pattern=r"^[0-9A-Za-z -]*$")] = ""
    latitude: Decimal | None = Field(None, ge=-90, le=90)
    longitude: Decimal | None = Field(None, ge=-180, le=180)
    hours: list[Hours] = Field(default_factory=list, max_length=14)


class Phone(StrictModel):
    """A telephone of the organisation."""

    id: UUID = Field(default_factory=new_id)
    number: NumberToCall
    about: Words = ""


class ContactPerson(StrictModel):
    """Whom to ask for; only people who speak for the organisation by their work."""

    id: UUID = Field(default_factory=new_id)
    name: Words = ""
    post: Words = ""
    phone: NumberToCall | None = None
    mail: MailAddress | None = None


class Service(StrictModel):
    """One thing that the organisation does for people."""

    id: UUID = Field(default_factory=new_id)
    name: Line
    about: Text = ""
    for_whom: Text = ""
    how_to_apply: Text = ""
    cost: Words = ""
    place_ids: list[UUID] = Field(
        default_factory=list, max_length=20, description="where it is given; empty: at every place"
    )


class _Said(StrictModel):
    @model_validator(mode="after")
    def _places_known(self) -> "_Said":
        places: list[Place] | None = getattr(self, "places", None)
        services: list[Service] | None = getattr(self, "services", None)
        if services is None:
            return self
        known = {one.id for one in places or ()}
        if any(not known.issuperset(one.place_ids) for one in services):
            raise PydanticCustomError("place_unknown", "Услуга названа в месте, которого нет в записи")
        return self


class EntryCreate(_Said):
    """An organisation to be entered; without services, what it does is one service of its own name."""

    name: Line
    also: Words = Field("", description="another name by which people know it")
    about: Text = ""
    level: Level
    body: BodyKind
    support: Annotated[list[Support], AfterValidator(_each_once)] = Field(min_length=1)
    site: Site | None = None
    mail: MailAddress | None = None
    services: list[Service] = Field(default_factory=list, max_length=30)
    places: list[Place] = Field(default_factory=list, max_length=20)
    phones: list[Phone] = Field(default_factory=list, max_length=10)
    contacts: list[ContactPerson] = Field(default_factory=list, max_length=10)
    note: Text = Field("", description="for colleagues; residents never see it")
    public: bool = Field(True, description="whether residents see the entry")
    shared: bool = Field(False, description="for all centers of the city, instead of one center's own")
    center_id: UUID | None = Field(None, description="whose own it is, where the caller has several centers")
    confirmed_on: Annotated[date, AfterValidator(has_come), AfterValidator(_likely)] | None = Field(
        None, description="when all this was last confirmed; today where it is left out"
    )


class EntryUpdate(_Said):
    """What is to be changed; what is left out stays. Services that stay at certain places come with the places."""

    name: Line | None = None
    also: Words | None = None
    about: Text | None = None
    level: Level | None = None
    body: BodyKind | None = None
    support: Annotated[list[Support], AfterValidator(_each_once)] | None = Field(None, min_length=1)
    site: Site | None = None
    mail: MailAddress | None = None
    services: list[Service] | None = Field(None, min_length=1, max_length=30)
    places: list[Place] | None = Field(None, max_length=20)
    phones: list[Phone] | None = Field(None, max_length=10)
    contacts: list[ContactPerson] | None = Field(None, max_length=10)
    note: Text | None = None
    public: bool | None = None


class EntryRead(BaseModel):
    """An entry; residents see no note and no who."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    shared: bool
    name: str
    also: str
    about: str
    level: Level
    body: BodyKind
    support: list[Support]
    site: str | None
    mail: str | None
    services: list[Service]
    places: list[Place]
    phones: list[Phone]
    contacts: list[ContactPerson]
    note: str | None
    public: bool
    confirmed_on: date
    confirmed_by: UUID | None
    ask_on: date
    due: bool
    changed_at: datetime
    version: int


class EntryQuery(PageQuery):
    """Which entries are wanted. With `q` the best come first and there is one page."""

    q: str | None = Field(None, max_length=200, description="«кто может помочь с …», in everyday words")
    level: Level | None = None
    body: BodyKind | None = None
    support: Support | None = None
    due: bool | None = Field(None, description="true: only what asks to be confirmed")
    own: bool | None = Field(None, description="true: only the center's own; false: only what all share")
    center: UUID | None = Field(None, description="for which center, where the caller has several")


class Found(BaseModel):
    """A page of the directory, and how the question was understood."""

    items: list[EntryRead]
    next: UUID | None
    understood: list[str] = Field(
        default_factory=list, description="what the everyday words of the question were taken to mean"
    )


class ToConfirm(BaseModel):
    """How much asks to be confirmed."""

    count: int
    oldest_on: date | None
