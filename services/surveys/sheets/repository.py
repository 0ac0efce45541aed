"""Finds sheets, and unlinks those of an erased resident."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, delete, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import undefer

from services.surveys.sheets.errors import SheetNotFound
from services.surveys.sheets.model import Answered, Sheet
from shared.contracts.codes import Channel


def sheets_of(survey_id: UUID, channel: Channel | None) -> Select[Sheet]:
    """The sheets of a survey without their answers."""
    found = select(Sheet).where(Sheet.survey_id == survey_id)
    return found if channel is None else found.where(Sheet.channel == channel)


async def whole_sheet(session: AsyncSession, survey_id: UUID, sheet_id: UUID) -> Sheet:
    """A sheet with its answers; raises SheetNotFound."""
    found = select(Sheet).where(Sheet.survey_id == survey_id, Sheet.id == sheet_id)
    sheet = await session.scalar(found.options(undefer(Sheet.answers)))
    if sheet is None:
        raise SheetNotFound
    return sheet


async def unlink_sheets(session: AsyncSession, resident_id: UUID) -> None:
    """Takes the person out of their sheets: the id, the paper's number, consents, and every own word.

    What was chosen from ready options stays in the totals.
    """
    await session.execute(_UNLINK, {"resident": resident_id})
    await session.execute(delete(Answered).where(Answered.resident_id == resident_id))


async def drop_consents(session: AsyncSession, resident_id: UUID, purpose: str, until: datetime) -> None:
    """The resident's sheets answered up to `until` no longer carry a consent to this purpose."""
    await session.execute(_DROP, {"resident": resident_id, "purpose": purpose, "until": until})


_DROP = text(
    """
    update sheets set consents = array(
      select consent from unnest(consents) as consent where split_part(consent, '/', 1) <> :purpose)
    where resident_id = :resident and answered_at <= :until and cardinality(consents) > 0
    """
)
_UNLINK = text(
    """
    update sheets set
      resident_id = null,
      number = null,
      consents = '{}',
      answers = answers - array(
        select question ->> 'code'
        from surveys, jsonb_array_elements(surveys.content -> 'questions') as question
        where surveys.center_id = sheets.center_id and surveys.id = sheets.survey_id
          and question ->> 'kind' = 'text')
    where resident_id = :resident
    """
)
