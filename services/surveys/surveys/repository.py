"""Finds surveys, counts their sheets, and knows who has answered."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, delete, false, func, or_, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import undefer

from services.surveys.sheets.model import Answered, Sheet
from services.surveys.surveys.errors import SurveyNotFound
from services.surveys.surveys.model import ClosingDate, Survey, SurveyState
from shared.contracts.codes import Channel


def surveys_of_center(state: SurveyState | None) -> Select[Survey]:
    """Every survey, as managers see them."""
    found = select(Survey)
    return found if state is None else found.where(Survey.state == state)


def surveys_for_residents(state: SurveyState | None, at: datetime) -> Select[Survey]:
    """Those that take answers now, or the closed ones; a draft is nothing to see."""
    if state == "draft":
        return select(Survey).where(false())
    if state == "closed":
        return select(Survey).where(Survey.state == "closed")
    still = or_(Survey.closes_at.is_(None), Survey.closes_at > at)
    return select(Survey).where(Survey.state == "open", still)


async def survey_by_id(session: AsyncSession, survey_id: UUID, *, for_update: bool = False) -> Survey:
    """A survey without its questions; raises SurveyNotFound."""
    return await _one(session, select(Survey).where(Survey.id == survey_id), for_update)


async def whole_survey(session: AsyncSession, survey_id: UUID, *, for_update: bool = False) -> Survey:
    """A survey with its questions; raises SurveyNotFound."""
    found = select(Survey).where(Survey.id == survey_id).options(undefer(Survey.content))
    return await _one(session, found, for_update)


async def _one(session: AsyncSession, found: Select[Survey], for_update: bool) -> Survey:
    survey = await session.scalar(found.with_for_update() if for_update else found)
    if survey is None:
        raise SurveyNotFound
    return survey


async def sheets_counted(session: AsyncSession, ids: Sequence[UUID]) -> dict[UUID, dict[Channel, int]]:
    """How many sheets these surveys have, by channel."""
    counted: dict[UUID, dict[Channel, int]] = {survey_id: {} for survey_id in ids}
    rows = await session.execute(
        select(Sheet.survey_id, Sheet.channel, func.count())
        .where(Sheet.survey_id.in_(ids))
        .group_by(Sheet.survey_id, Sheet.channel)
    )
    for survey_id, channel, sheets in rows:
        counted[survey_id][channel] = sheets
    return counted


async def answered_by(session: AsyncSession, resident_id: UUID, ids: Sequence[UUID]) -> set[UUID]:
    """Those of these surveys that the resident has answered."""
    named = select(Sheet.survey_id).where(Sheet.resident_id == resident_id, Sheet.survey_id.in_(ids))
    unnamed = select(Answered.survey_id).where(
        Answered.resident_id == resident_id, Answered.survey_id.in_(ids)
    )
    return set(await session.scalars(named.union_all(unnamed)))


async def put_closing_date(session: AsyncSession, survey: Survey) -> None:
    """Lets the clock know when an open survey closes."""
    if survey.closes_at is not None:
        session.add(ClosingDate(survey_id=survey.id, of_center=survey.center_id, closes_at=survey.closes_at))


async def drop_closing_date(session: AsyncSession, survey_id: UUID) -> None:
    await session.execute(delete(ClosingDate).where(ClosingDate.survey_id == survey_id))


async def due_closings(session: AsyncSession, at: datetime) -> Sequence[ClosingDate]:
    """What should have closed by now, over all centers."""
    due = select(ClosingDate).where(ClosingDate.closes_at <= at).order_by(ClosingDate.closes_at).limit(1000)
    return (await session.scalars(due)).all()


async def shuffle_sheets(session: AsyncSession, survey_id: UUID) -> None:
    """Writes the sheets of an anonymous survey anew in a random order.

    Rows that lie in the order in which they came, or carry the number of the transaction that also noted who
    had answered, would lead from a sheet to a person.
    """
    await session.execute(
        text(
            """
            with taken as (delete from sheets where survey_id = :survey returning *)
            insert into sheets select * from taken order by gen_random_uuid()
            """
        ),
        {"survey": survey_id},
    )
