"""Consents and their texts as they are sent and answered."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from services.registry.people.names.schemas import Line
from services.registry.rights.consents.model import Consent, EndedHow, How
from shared.contracts.codes import Channel, ConsentPurpose
from shared.kit.bodies import StrictModel
from shared.kit.paging import PageQuery

SheetNumber = Annotated[
    str, StringConstraints(strip_whitespace=True, to_upper=True, pattern=r"^[0-9A-Za-zА-Яа-яЁё/-]{1,40}$")
]


class ConsentTextRead(BaseModel):
    """What is read before agreeing; the operator is this center."""

    purpose: ConsentPurpose
    version: int
    title: str
    label_en: str
    short: str
    valid_from: date
    operator: str
    aim: str
    data: list[str]
    actions: list[str]
    manner: str
    term: str
    refusal: str
    withdrawal: str
    written: bool = Field(description="cannot be given aloud")


class TextsQuery(BaseModel):
    """In whose words the texts are wanted."""

    child: bool = Field(False, description="as they are said by whoever agrees for a child")


class ConsentTexts(BaseModel):
    """The texts that hold today, one a purpose."""

    items: list[ConsentTextRead]


class ConsentCreate(StrictModel):
    """One consent to one use of data."""

    purpose: ConsentPurpose
    version: int = Field(ge=1, description="the version of the text that was read")
    how: Literal["web", "paper", "aloud"] = Field(
        "web", description="web: the resident themselves; paper and aloud: entered by a manager"
    )
    number: SheetNumber | None = Field(None, description="of the signed sheet")
    signed_on: date | None = Field(None, description="the date on the signed sheet")
    witness: Line | None = Field(None, description="who else heard it")
    ground: Line | None = Field(None, description="why it was given aloud, for example «не может писать»")


class ConsentWithdraw(StrictModel):
    """How the withdrawal reached the center; the resident themselves leave it empty."""

    channel: Channel | None = None
    ground: Line | None = None


class ConsentQuery(PageQuery):
    """Which consents are wanted."""

    purpose: ConsentPurpose | None = None
    in_force: bool = Field(False, description="only those that hold now")


class ConsentRead(BaseModel):
    """A consent, in force or not any more."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    resident_id: UUID
    purpose: ConsentPurpose
    version: int
    how: How
    number: str | None
    witness: str | None
    ground: str | None
    given_at: datetime
    valid_until: datetime | None
    in_force: bool
    ended_at: datetime | None
    ended_how: EndedHow | None
    ended_channel: Channel | None

    @classmethod
    def of(cls, consent: Consent) -> "ConsentRead":
        """The consent as it is answered."""
        return cls.model_validate(consent)
