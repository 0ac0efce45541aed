"""Organisations as they are sent and answered."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from services.registry.communities.forms.model import Community, DocumentKind, Form, Gathering, ShownTo
from services.registry.communities.organisations.model import ContactKind, State
from services.registry.people.names.model import tidy
from services.registry.people.names.schemas import Line
from shared.contracts.codes import MembershipRole, OrganisationKind, OrganisationScale
from shared.kit.bodies import StrictModel
from shared.kit.paging import PageQuery

Words = Annotated[
    str,
    BeforeValidator(
        lambda value: "\n".join(map(tidy, value.splitlines())) if isinstance(value, str) else value
    ),
    StringConstraints(strip_whitespace=True, min_length=1, max_length=2000),
]
"""A few sentences; lines stay apart."""

Number = Annotated[Decimal, Field(ge=0, max_digits=14, decimal_places=4)]
Whole = Annotated[Decimal, Field(gt=0, max_digits=14, decimal_places=4)]


class Document(StrictModel):
    """The paper on which something rests."""

    kind: DocumentKind
    number: Line | None = None
    on: date | None = None


class Contact(StrictModel):
    """One way to reach an organisation."""

    model_config = ConfigDict(from_attributes=True)

    kind: ContactKind
    value: Line
    shown_to: ShownTo = "everybody"


class Decision(StrictModel):
    """How its founding was decided: by how many of how many."""

    gathering: Gathering
    part: Number = Field(description="votes for, residents at the meeting, or delegates at the conference")
    whole: Whole = Field(description="all votes of the house, all residents of age, or all elected delegates")

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.part > self.whole:
            raise ValueError("Участвовать может не больше, чем есть всего")
        return self


class OrganisationFields(StrictModel):
    """What may be known of an organisation."""

    about: Words | None = None
    scale: OrganisationScale | None = Field(None, description="how large its territory is; some have none")
    parent_id: UUID | None = Field(None, description="what it is a part of; never of smaller scale")
    house_ids: list[UUID] = Field([], max_length=500)
    entrance: int | None = Field(None, ge=1, le=99, description="for the scale of an entrance")
    place_ids: list[UUID] = Field([], max_length=50, description="yards, streets, microdistricts")
    founded_on: date | None = None
    document: Document | None = Field(None, description="its founding document")
    decision: Decision | None = Field(None, description="how its founding was decided, where the law counts")
    contacts: list[Contact] = Field([], max_length=20)


class OrganisationCreate(OrganisationFields):
    """An organisation to be entered."""

    kind: OrganisationKind
    name: Line
    state: State = Field("active", description="`forming` while its founding is not decided yet")


class OrganisationUpdate(OrganisationFields):
    """What is to be changed. What is left out stays; null empties what may be empty."""

    kind: OrganisationKind | None = None
    name: Line | None = None
    state: State | None = Field(None, description="`dissolved` ends every membership; there is no way back")
    dissolved_on: date | None = None


class Officer(BaseModel):
    """Somebody who acts for an organisation, as far as the caller may see who."""

    membership_id: UUID
    role: MembershipRole
    resident_id: UUID | None = Field(description="absent where the name is not shown to you")
    name: str | None = Field(description="absent where the name is not shown to you")
    since: date
    until: date | None
    over: bool = Field(description="whether the term is over and nobody has been chosen since")


class OrganisationListed(BaseModel):
    """A line of the list."""

    id: UUID
    kind: OrganisationKind
    form: Form
    community: Community
    scale: OrganisationScale | None
    name: str
    state: State
    parent_id: UUID | None
    house_ids: list[UUID]
    members: int
    chair: Officer | None
    version: int


class Related(BaseModel):
    """Another organisation, named."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    kind: OrganisationKind
    name: str


class OrganisationRead(OrganisationListed):
    """An organisation, as far as the caller may see it."""

    about: str | None
    parent: Related | None
    parts: list[Related]
    entrance: int | None
    place_ids: list[UUID]
    founded_on: date | None
    document: Document | None
    decision: Decision | None
    active_since: date | None
    dissolved_on: date | None
    contacts: list[Contact]
    officers: list[Officer]
    is_member: bool = Field(description="whether the caller is one of its members")
    joined_by_wish: bool = Field(
        description="whether a resident may ask to take part; otherwise people are chosen"
    )


class OrganisationQuery(PageQuery):
    """Which organisations are wanted."""

    form: Form | None = None
    kind: OrganisationKind | None = None
    state: State | None = None
    house_id: UUID | None = None
    parent_id: UUID | None = None
    q: str | None = Field(None, max_length=200, description="a part of the name")


class StepRead(BaseModel):
    """One thing that is missing and what it rests on."""

    model_config = ConfigDict(from_attributes=True)

    code: str = Field(description="what to do next")
    legal_basis: str | None = Field(description="absent where good sense asks for it, and no law")
    due_on: date | None = None
    count: int | None = Field(None, description="how many of them")
    need: str | None = Field(None, description="the number that the rule asks for, as a fraction or a whole")


class NextStepsRead(BaseModel):
    """What is missing, the most pressing first."""

    items: list[StepRead]
