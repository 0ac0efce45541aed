"""Finds calls and visits with what they tell."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.notifications.calls.errors import CallNotFound
from services.notifications.calls.model import Call
from services.notifications.messages.model import Message
from services.notifications.preferences.model import Preferences
from shared.contracts.requests import Language

_WITH_WORDS = (
    select(Call, Message, Preferences.language)
    .join(Message, and_(Message.center_id == Call.center_id, Message.id == Call.message_id))
    .outerjoin(
        Preferences,
        and_(Preferences.center_id == Call.center_id, Preferences.resident_id == Call.resident_id),
    )
)
_MORE_THAN_ENTERED = Message.params["action"].astext != "resident.registered"
"""Lists enter people by the thousand: nobody looks for them, and each hears of it when their card is opened."""


async def calls_to_make(
    session: AsyncSession, at_meeting: bool, resident: UUID | None, after: UUID | None, limit: int
) -> list[tuple[Call, Message, Language]]:
    """Up to `limit` of what nobody has told yet, the longest waiting first, following `after`.

    Whoever has read it on the site knows.
    """
    statement = _WITH_WORDS.where(*_untold(at_meeting)).order_by(Call.id).limit(limit)
    if resident is not None:
        statement = statement.where(Call.resident_id == resident)
    elif at_meeting:
        statement = statement.where(_MORE_THAN_ENTERED)
    if after is not None:
        statement = statement.where(Call.id > after)
    return [(call, message, language or "ru") for call, message, language in await session.execute(statement)]


async def count_at_meeting(session: AsyncSession) -> tuple[int, datetime | None]:
    """How many people are to be told something when they come, and since when the first of it waits."""
    wanted = select(func.count(Call.resident_id.distinct()), func.min(Call.created_at)).join(
        Message, and_(Message.center_id == Call.center_id, Message.id == Call.message_id)
    )
    wanted = wanted.where(*_untold(at_meeting=True), _MORE_THAN_ENTERED)
    people, since = (await session.execute(wanted)).one()
    return people, since


async def call_by_id(session: AsyncSession, call_id: UUID) -> tuple[Call, Message, Language]:
    """The call with its message and the resident's language; raises CallNotFound."""
    row = (await session.execute(_WITH_WORDS.where(Call.id == call_id))).one_or_none()
    if row is None:
        raise CallNotFound
    call, message, language = row
    return call, message, language or "ru"


def _untold(at_meeting: bool) -> tuple[ColumnElement[bool], ...]:
    return Call.done_at.is_(None), Call.at_meeting.is_(at_meeting), Message.read_at.is_(None)
