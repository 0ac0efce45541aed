"""Councils in the making as they are sent and answered."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.registry.communities.councils.model import Answer, FormingState, StepCode, Wanted
from services.registry.communities.organisations.schemas import Number, StepRead, Whole
from services.registry.people.names.schemas import Line
from shared.contracts.codes import MembershipRole, OrganisationKind
from shared.kit.bodies import StrictModel
from shared.kit.paging import PageQuery

StateCode = Literal[
    "not_needed_private",
    "not_needed_small",
    "not_needed_partnership",
    "in_place",
    "term_ends",
    "term_over",
    "chair_missing",
    "forming",
    "missing",
]


class FormingCreate(StrictModel):
    """A house begins to choose its council."""

    house_id: UUID
    meeting_on: date = Field(description="at least two weeks ahead: candidates and notice take time")
    place: Line | None = Field(None, description="where the owners meet")


class FormingUpdate(StrictModel):
    """Another day or place of the meeting: steps that are not done move with it."""

    meeting_on: date | None = None
    place: Line | None = None


class FormingQuery(PageQuery):
    """Which attempts are wanted."""

    house_id: UUID | None = None
    state: FormingState | None = None


class StepDone(StrictModel):
    """A step was done, or was not after all."""

    done_on: date | None = Field(description="null takes it back")
    words: Line | None = None


class AskedWrite(StrictModel):
    """Somebody was asked to stand, and what they said."""

    wanted: Wanted = "council_member"
    asked_on: date | None = Field(None, description="today where it is not said")
    answer: Answer | None = None


class Chosen(StrictModel):
    """Somebody who was chosen."""

    resident_id: UUID
    role: Literal["council_member", "chair"]


class FormingFinish(StrictModel):
    """What the owners decided, from the paper decisions and the minutes."""

    chosen: Annotated[list[Chosen], Field(min_length=1, max_length=50)]
    minutes_number: Line
    minutes_on: date
    votes_all: Whole = Field(description="all votes of the house, in square metres")
    votes_took_part: Number
    name: Line | None = Field(
        None, description="how the council is called; by its house where it is not said"
    )
    until: date | None = Field(
        None, description="the last day of the term; two years where nothing else was decided"
    )


class FormingStop(StrictModel):
    """The attempt ends without a council."""

    reason: Line


class CouncilStepRead(BaseModel):
    """One step of the making."""

    code: StepCode
    due_on: date
    done_on: date | None
    words: str | None
    overdue: bool
    legal_basis: str | None


class AskedRead(BaseModel):
    """Somebody who was asked."""

    resident_id: UUID
    name: str
    of_house: bool = Field(description="lives in this house, or owns premises in it")
    wanted: Wanted
    asked_on: date
    answer: Answer | None
    answered_on: date | None


class FormingListed(BaseModel):
    """A line of the list."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    house_id: UUID
    started_on: date
    meeting_on: date
    place: str | None
    state: FormingState
    organisation_id: UUID | None
    version: int


class FormingRead(FormingListed):
    """One attempt with everything that belongs to it."""

    address: str
    stop_reason: str | None
    steps: list[CouncilStepRead]
    asked: list[AskedRead]


class CouncilStateRead(BaseModel):
    """Whether a house has the council that the law asks for, and what to do."""

    house_id: UUID
    address: str
    state: StateCode
    legal_basis: str | None
    flats: int
    need: str | None = Field(description="the number of flats of which the law speaks")
    council_id: UUID | None
    council_name: str | None
    partnership_id: UUID | None
    partnership_name: str | None
    forming_id: UUID | None
    meeting_on: date | None = Field(
        description="when the owners meet to choose the council that is being formed"
    )
    chair: str | None = Field(description="absent where there is none, or the name is not shown to you")
    until: date | None
    steps: list[StepRead]


class DeadlineRead(BaseModel):
    """Something with a day that a manager should not miss."""

    kind: Literal["term", "council_step"]
    code: str = Field(description="`ends` or `over` for a term, the step for a council in the making")
    due_on: date
    organisation_id: UUID | None = None
    organisation_name: str | None = None
    organisation_kind: OrganisationKind | None = None
    role: MembershipRole | None = None
    people: int = 0
    forming_id: UUID | None = None
    address: str | None = None


class DeadlinesRead(BaseModel):
    """The nearest first."""

    items: list[DeadlineRead]
