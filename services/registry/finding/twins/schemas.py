"""Likely duplicates as they are asked and answered."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.registry.finding.twins.model import TwinReason
from services.registry.people.contacts.schemas import MailAddress, PhoneNumber
from services.registry.people.names.schemas import FlatNumber, NamePart
from services.registry.people.residents.schemas import BirthYear
from shared.kit.bodies import StrictModel


class TwinPerson(BaseModel):
    """Enough of a card to tell whether it is the person meant; no contact."""

    id: UUID
    name: str
    home: str | None
    birth_year: int | None
    version: int


class TwinCheck(StrictModel):
    """Somebody about to be entered, as far as it is typed."""

    family_name: NamePart
    given_name: NamePart
    patronymic: NamePart | None = None
    house_id: UUID | None = None
    flat: FlatNumber | None = None
    birth_year: BirthYear | None = None
    phone: PhoneNumber | None = None
    mail: MailAddress | None = None


class TwinRead(BaseModel):
    """Somebody who may be the person, and what speaks for it."""

    person: TwinPerson
    reasons: list[TwinReason]


class TwinsChecked(BaseModel):
    """Who may be the same person, the likeliest first."""

    items: list[TwinRead]


class PairRead(BaseModel):
    """Two cards that may be one person, and what speaks for it."""

    model_config = ConfigDict(from_attributes=True)

    one: TwinPerson
    other: TwinPerson
    reasons: list[TwinReason]


class PairsQuery(BaseModel):
    """How many pairs are wanted."""

    resident_id: UUID | None = Field(None, description="only pairs with this resident")
    limit: int = Field(20, ge=1, le=100)


class PairsRead(BaseModel):
    """The likeliest pairs first; when those are settled, others come up."""

    items: list[PairRead]
    next: None = Field(None, description="always empty: what is settled makes room for the next")
    total: int = Field(description="how many pairs wait")
    unseen: int = Field(description="how many residents are still to be looked at; counted up to 10 001")
