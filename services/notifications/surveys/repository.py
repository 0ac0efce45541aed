"""Keeps and finds who answered and what is closed."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.notifications.surveys.model import Answered, ClosedSurvey
from shared.kit.database import CENTER


async def remember_answers(session: AsyncSession, answers: Iterable[tuple[UUID, UUID]]) -> None:
    """Notes (survey, resident) pairs."""
    center = session.info[CENTER]
    rows = [
        {"center_id": center, "survey_id": survey, "resident_id": resident} for survey, resident in answers
    ]
    await session.execute(insert(Answered).values(rows).on_conflict_do_nothing())


async def who_answered(session: AsyncSession, survey_id: UUID) -> Sequence[UUID]:
    """The residents who answered a survey under their name."""
    return (await session.scalars(select(Answered.resident_id).where(Answered.survey_id == survey_id))).all()


async def closed_surveys(session: AsyncSession, survey_ids: Iterable[UUID]) -> dict[UUID, ClosedSurvey]:
    """Those of the surveys that are closed."""
    found = await session.scalars(select(ClosedSurvey).where(ClosedSurvey.id.in_(set(survey_ids))))
    return {survey.id: survey for survey in found}


async def delete_answers(session: AsyncSession, resident_id: UUID) -> None:
    """Forgets what a resident answered."""
    await session.execute(delete(Answered).where(Answered.resident_id == resident_id))
