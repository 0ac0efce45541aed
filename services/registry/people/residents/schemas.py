"""Residents as they are sent and answered."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.registry.people.contacts.schemas import MailAddress, PhoneNumber
from services.registry.people.guardians.model import Bond
from services.registry.people.names.schemas import FlatNumber, Line, NamePart
from services.registry.people.residents.model import Source, Tongue
from services.registry.rights.bases.schemas import EntryBasis
from shared.contracts.codes import Channel
from shared.contracts.requests import Language, Way
from shared.kit.bodies import StrictModel
from shared.kit.paging import CountedQuery

BirthYear = Annotated[int, Field(ge=1900, le=2100)]


class PersonFields(StrictModel):
    """What a resident is asked, whoever enters it."""

    family_name: NamePart
    given_name: NamePart
    patronymic: NamePart | None = None
    house_id: UUID | None = None
    flat: FlatNumber | None = Field(None, description="needs a house")
    birth_year: BirthYear | None = None
    adult: bool | None = Field(None, description="follows from the year of birth where that is known")
    language: Language = Field("ru", description="in which the center writes to them")
    languages: list[Tongue] = Field([], max_length=10, description="which they speak")


class ResidentCreate(PersonFields):
    """A resident to be entered by a manager."""

    phone: PhoneNumber | None = None
    mail: MailAddress | None = None
    shared: bool = Field(
        False, description="the telephone or mail is somebody else's too: it opens no card of this person"
    )
    way: Way | None = Field(None, description="how to reach them; mail, else telephone, else a visit")
    channel: Channel = Field("visit", description="how the resident asked to be entered")
    source: Source | None = Field(None, description="how they came to the center")
    ground: Line | None = Field(
        None,
        description="why a person without any contact of their own is entered, or who spoke for a child; required then",
    )
    guardian_id: UUID | None = Field(None, description="the grown-up who answers for a child; required then")
    bond: Bond = Field("parent", description="what the grown-up is to the child")
    consent: EntryBasis | None = Field(
        None, description="on what the card is kept; where nothing is said, a consent is awaited"
    )


class ResidentUpdate(StrictModel):
    """What is to be changed. What is left out stays; null empties what may be empty and leaves the rest."""

    family_name: NamePart | None = None
    given_name: NamePart | None = None
    patronymic: NamePart | None = None
    house_id: UUID | None = None
    flat: FlatNumber | None = None
    birth_year: BirthYear | None = None
    adult: bool | None = None
    language: Language | None = None
    way: Way | None = None
    phone: PhoneNumber | None = Field(None, description="changed by a manager only, with a ground")
    mail: MailAddress | None = Field(None, description="changed by a manager only, with a ground")
    languages: list[Tongue] | None = Field(None, max_length=10)
    source: Source | None = Field(None, description="changed by a manager only")
    ground: Line | None = Field(
        None, description="changed by a manager only: why there is no contact, or who told the new one"
    )
    channel: Channel | None = Field(
        None, description="how a manager was told what is not so; needed from a manager"
    )
    evidence: Line | None = Field(None, description="what a manager was shown: the number of a sheet")


class ResidentRead(BaseModel):
    """A resident's card."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str
    family_name: str
    given_name: str
    patronymic: str | None
    phone: str | None
    mail: str | None
    house_id: UUID | None
    premises_id: UUID | None
    flat: str | None
    birth_year: int | None
    adult: bool
    way: Way
    language: Language
    languages: list[Tongue]
    channel: Channel
    source: Source | None
    ground: str | None
    joined_at: datetime
    version: int


class ResidentListed(BaseModel):
    """A line of the list: enough to tell people apart, no contact."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str
    house_id: UUID | None
    premises_id: UUID | None
    flat: str | None = None
    adult: bool
    version: int


class ResidentQuery(CountedQuery):
    """Which residents are wanted."""

    q: str | None = Field(
        None,
        max_length=200,
        description="beginnings of words of the name, or a whole telephone number or mail",
    )
    house_id: UUID | None = None
    premises_id: UUID | None = None
    ids: list[UUID] = Field([], max_length=100, description="these alone, as far as they are of the center")
