"""Facts said by surveys: what was asked, that somebody answered, and what follows with their consent."""

from typing import Literal
from uuid import UUID

from pydantic import Field

from shared.contracts.codes import Channel, Complaint, QuestionnaireCode, Skill, TimeOfDay
from shared.contracts.fact import Fact

Questionnaire = QuestionnaireCode | Literal["own"]


class SurveyOpenedV1(Fact, type="surveys.survey.opened.v1"):
    """A survey began to take answers."""

    survey_id: UUID
    questionnaire: Questionnaire


class SurveyClosedV1(Fact, type="surveys.survey.closed.v1"):
    """A survey stopped taking answers."""

    survey_id: UUID
    questionnaire: Questionnaire
    sheets: int = Field(description="how many sheets were answered, over all channels")


class AnswerGivenV1(Fact, type="surveys.sheet.answered.v1"):
    """Somebody answered a survey; the answers themselves stay where they were given."""

    sheet_id: UUID
    survey_id: UUID
    resident_id: UUID | None = Field(description="absent where the sheet is anonymous")
    channel: Channel


class HelpOfferedV1(Fact, type="surveys.sheet.help_offered.v1"):
    """With consent to use it so, a sheet says what its author can do for neighbors."""

    sheet_id: UUID
    resident_id: UUID
    skills: list[Skill]
    free: list[TimeOfDay]
    channel: Channel
    consent: str = Field(description="the purpose and version of the consent in force, as `talents-bank/1`")


class HelpNeededV1(Fact, type="surveys.sheet.help_needed.v1"):
    """With consent to use it so, a sheet says what its author needs help with."""

    sheet_id: UUID
    resident_id: UUID
    skills: list[Skill]
    free: list[TimeOfDay]
    channel: Channel
    consent: str = Field(description="the purpose and version of the consent in force, as `talents-bank/1`")


class ComplaintRaisedV1(Fact, type="surveys.sheet.complaint_raised.v1"):
    """With consent to use it so, a sheet complains about the house or the yard."""

    sheet_id: UUID
    resident_id: UUID
    about: list[Complaint]
    consent: str = Field(description="the purpose and version of the consent in force, as `complaints/1`")
    survey_id: UUID | None = Field(None, description="absent in what was said before this field was there")
    channel: Channel = "web"


class SurveysForgotResidentV1(Fact, type="surveys.resident.forgotten.v1"):
    """Surveys hold nothing about an erased resident any more; totals stay."""

    resident_id: UUID
    counts: dict[str, int] = Field(description="how many rows of each kind were deleted or unlinked")
