"""Surveys as they are sent and answered."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field

from services.surveys.questionnaires.model import QuestionnaireName, Section
from services.surveys.questions.model import OwnQuestion, Question, Words
from services.surveys.surveys.model import SurveyState
from shared.contracts.codes import Channel
from shared.kit.bodies import StrictModel
from shared.kit.paging import PageQuery

Minutes = Annotated[int, Field(ge=1, le=60, description="how long answering takes, as residents are told")]


class _SurveyParts(StrictModel):
    """What a manager may say about a survey; a ready questionnaire brings all of it along."""

    title: Words | None = Field(None, description="a plain string is Russian")
    purpose: Words | None = None
    who_sees: Words | None = None
    minutes: Minutes | None = None
    sections: list[Section] | None = Field(None, max_length=20)
    questions: list[OwnQuestion] | None = Field(
        None, min_length=1, max_length=60, description="only for a survey of the center's own"
    )
    closes_at: AwareDatetime | None = Field(None, description="when it closes by itself")


class SurveyCreate(_SurveyParts):
    """A survey from a ready questionnaire, or with the center's own questions."""

    questionnaire: QuestionnaireName = "own"
    anonymous: bool = Field(False, description="nothing links a sheet with the person who filled it in")


class SurveyUpdate(_SurveyParts):
    """What changes in a draft; what is not named stays."""

    anonymous: bool | None = None


class PaperSheets(StrictModel):
    """How many paper sheets were handed in."""

    received: int = Field(ge=0, le=100_000)


class SurveyQuery(PageQuery):
    """Which surveys are wanted."""

    state: SurveyState | None = Field(
        None, description="residents see the open ones unless they ask for closed"
    )


class Summary(BaseModel):
    """What a resident is told before answering."""

    code: QuestionnaireName
    version: int
    title: Words
    purpose: Words
    who_sees: Words
    minutes: int
    questions: int = Field(description="how many there are; conditions may skip some")


class SheetCount(BaseModel):
    """How many sheets there are, and how the entering of paper goes."""

    total: int
    by_channel: dict[Channel, int]
    paper_received: int
    paper_entered: int


class SurveyRead(BaseModel):
    """A survey in a list."""

    id: UUID
    questionnaire: Summary
    state: SurveyState
    anonymous: bool
    opened_at: datetime | None
    closes_at: datetime | None
    closed_at: datetime | None
    version: int
    answered: bool | None = Field(None, description="for a resident: whether they have answered")
    sheets: SheetCount | None = Field(None, description="for managers")


class SurveyWhole(SurveyRead):
    """A survey with everything it asks."""

    sections: list[Section]
    questions: list[Question]
