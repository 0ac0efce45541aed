"""What a survey asks, read and parsed once a process: from its opening on it does not change."""

from collections import OrderedDict
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.surveys.questionnaires.model import Questionnaire
from services.surveys.surveys.errors import SurveyNotFound, SurveyNotOpen
from services.surveys.surveys.repository import whole_survey

_REMEMBERED = 512

_recalled: OrderedDict[tuple[UUID, UUID], "AskedSurvey"] = OrderedDict()


@dataclass(frozen=True, slots=True)
class AskedSurvey:
    """The unchanging part of a survey that was opened."""

    questionnaire: Questionnaire
    anonymous: bool


def recalled(center: UUID, survey_id: UUID) -> AskedSurvey | None:
    """What the survey asks, where this process has read it before. Says nothing of whether it is still open."""
    return _recalled.get((center, survey_id))


async def recall_questions(
    session: AsyncSession, center: UUID, survey_id: UUID, *, sees_drafts: bool
) -> AskedSurvey:
    """What the survey asks; raises SurveyNotFound, or SurveyNotOpen for a draft to one who may see it."""
    survey = await whole_survey(session, survey_id)
    if survey.state == "draft":
        raise SurveyNotOpen if sees_drafts else SurveyNotFound
    found = AskedSurvey(Questionnaire.model_validate(survey.content), survey.anonymous)
    _recalled[center, survey_id] = found
    if len(_recalled) > _REMEMBERED:
        _recalled.popitem(last=False)
    return found
