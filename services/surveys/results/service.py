"""Who sees what of a survey's totals."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.surveys.questionnaires.model import Questionnaire
from services.surveys.questions.model import Text
from services.surveys.results.errors import ResultsNotYet
from services.surveys.results.model import Totals, for_everyone, totals
from services.surveys.results.repository import tally
from services.surveys.surveys.errors import SurveyNotFound
from services.surveys.surveys.repository import whole_survey

_MOST_TEXTS = 100


async def totals_for_managers(session: AsyncSession, survey_id: UUID) -> Totals:
    """Everything, with the newest hundred texts of each question; raises SurveyNotFound."""
    survey = await whole_survey(session, survey_id)
    questionnaire = Questionnaire.model_validate(survey.content)
    return totals(questionnaire, await tally(session, survey_id, _texts(questionnaire), _MOST_TEXTS))


async def totals_for_residents(session: AsyncSession, survey_id: UUID) -> Totals:
    """What everybody may see; raises SurveyNotFound for a draft, ResultsNotYet for an open survey."""
    survey = await whole_survey(session, survey_id)
    if survey.state == "draft":
        raise SurveyNotFound
    if survey.state == "open":
        raise ResultsNotYet
    questionnaire = Questionnaire.model_validate(survey.content)
    whole = totals(questionnaire, await tally(session, survey_id, _texts(questionnaire), 0))
    return for_everyone(questionnaire, whole)


def _texts(questionnaire: Questionnaire) -> list[str]:
    return [question.code for question in questionnaire.questions if isinstance(question, Text)]
