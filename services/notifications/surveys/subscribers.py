"""Tells those who answered a survey what became of it."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.notifications.messages.repository import Notice
from services.notifications.messages.service import tell
from services.notifications.residents.repository import erased_among
from services.notifications.surveys.model import ClosedSurvey
from services.notifications.surveys.repository import closed_surveys, remember_answers, who_answered
from shared.contracts.surveys import AnswerGivenV1, SurveyClosedV1
from shared.kit.merging import as_kept
from shared.kit.reactions import Reactions, Told

reactions = Reactions()


@reactions.on(AnswerGivenV1)
async def remember_who_answered(session: AsyncSession, told: Sequence[Told[AnswerGivenV1]]) -> None:
    """So that they can be told; an answer that is heard of after the closing is told at once."""
    told = await as_kept(session, told)
    named = [(one.fact.survey_id, one.fact.resident_id) for one in told]
    pairs = {(survey, resident) for survey, resident in named if resident is not None}
    erased = await erased_among(session, {resident for _, resident in pairs})
    pairs = {(survey, resident) for survey, resident in pairs if resident not in erased}
    if not pairs:
        return
    await remember_answers(session, sorted(pairs))
    closed = await closed_surveys(session, {survey for survey, _ in pairs})
    late = [_notice(resident, closed[survey]) for survey, resident in sorted(pairs) if survey in closed]
    await tell(session, late)


@reactions.on(SurveyClosedV1)
async def thank_those_who_answered(session: AsyncSession, told: Sequence[Told[SurveyClosedV1]]) -> None:
    """Everybody who answered under their name hears that the survey is over and how many answered."""
    for one in told:
        if await closed_surveys(session, [one.fact.survey_id]):
            continue
        survey = ClosedSurvey(
            id=one.fact.survey_id,
            questionnaire=one.fact.questionnaire,
            sheets=one.fact.sheets,
            closed_by=one.id,
        )
        session.add(survey)
        await session.flush()
        await tell(session, [_notice(one, survey) for one in await who_answered(session, survey.id)])


def _notice(resident_id: UUID, survey: ClosedSurvey) -> Notice:
    return Notice(resident_id, "survey_closed", survey.params(), survey.closed_by)
