"""Partners, agreements and what was done together, as they are sent and answered."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from services.registry.people.contacts.schemas import AnyContact, MailAddress
from services.registry.people.names.schemas import Line
from services.registry.rights.texts.schemas import NumberToCall, Text, Words, has_come
from services.registry.support.partners.model import PartnerKind
from shared.kit.bodies import StrictModel
from shared.kit.clock import now
from shared.kit.paging import CountedQuery

_FIRST_DAY = date(1990, 1, 1)


def _sensible(day: date) -> date:
    if not _FIRST_DAY <= day <= date(now().year + 50, 12, 31):
        raise PydanticCustomError("date_unlikely", "Проверьте год")
    return day


Day = Annotated[date, AfterValidator(_sensible)]
PastDay = Annotated[date, AfterValidator(_sensible), AfterValidator(has_come)]


class PartnerContact(StrictModel):
    """Whom to call."""

    name: Words = ""
    post: Words = ""
    phone: NumberToCall | None = None
    mail: MailAddress | None = None


class PartnerCreate(StrictModel):
    """A partner to be entered."""

    name: Line
    kind: PartnerKind
    about: Text = ""
    contacts: list[PartnerContact] = Field(default_factory=list, max_length=10)
    account_id: UUID | None = Field(
        None, description="an account of a partner or a company's worker of this center; it sees this card"
    )
    account_contact: AnyContact | None = Field(
        None, description="instead of `account_id`: the mail or telephone with which the partner signs in"
    )
    company_id: UUID | None = Field(
        None, description="the management company among the organisations for which the partner stands"
    )
    next_contact_on: Day | None = None
    note: Text = Field("", description="for the center's managers; the partner does not see it")


class PartnerUpdate(StrictModel):
    """What is to be changed; what is left out stays."""

    name: Line | None = None
    kind: PartnerKind | None = None
    about: Text | None = None
    contacts: list[PartnerContact] | None = Field(None, max_length=10)
    account_id: UUID | None = None
    account_contact: AnyContact | None = Field(
        None, description="instead of `account_id`: the mail or telephone with which the partner signs in"
    )
    company_id: UUID | None = None
    next_contact_on: Day | None = None
    note: Text | None = None


class PartnerRead(BaseModel):
    """A partner; the partner sees no note and no date of the next contact."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str
    kind: PartnerKind
    about: str
    contacts: list[PartnerContact]
    account_id: UUID | None
    company_id: UUID | None
    next_contact_on: date | None
    note: str | None
    version: int


class PartnerQuery(CountedQuery):
    """Which partners are wanted."""

    kind: PartnerKind | None = None
    contact_by: date | None = Field(None, description="those with whom to speak by this day")
    ends_by: date | None = Field(
        None,
        description="those of whom an agreement ends by this day, from today on, and no other outlasts it",
    )
    order: Literal["newest", "name"] = Field("newest", description="with `ends_by` it is the day that counts")


class _Term(StrictModel):
    @model_validator(mode="after")
    def _ends_later(self) -> "_Term":
        signed, until = getattr(self, "signed_on", None), getattr(self, "until", None)
        if signed is not None and until is not None and until < signed:
            raise PydanticCustomError("term_reversed", "Срок кончается раньше, чем начался")
        return self


class AgreementCreate(_Term):
    """An agreement to be entered."""

    number: Annotated[Line, Field(max_length=60)]
    signed_on: PastDay
    until: Day | None = None
    ours: Text = Field("", description="what the center does")
    theirs: Text = Field("", description="what the partner does")
    document: Words = Field("", description="where the paper lies, or its address")


class AgreementUpdate(_Term):
    """What is to be changed; what is left out stays."""

    number: Annotated[Line, Field(max_length=60)] | None = None
    signed_on: PastDay | None = None
    until: Day | None = None
    ours: Text | None = None
    theirs: Text | None = None
    document: Words | None = None


class AgreementRead(BaseModel):
    """An agreement."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    number: str
    signed_on: date
    until: date | None
    ours: str
    theirs: str
    document: str
    version: int


class DoingCreate(StrictModel):
    """Something done together."""

    done_on: PastDay
    what: Line
    result: Text = ""


class DoingRead(BaseModel):
    """Something that was done together."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    done_on: date
    what: str
    result: str
