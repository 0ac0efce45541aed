"""Finds calls and visits with what they tell."""

from uuid import UUID

from sqlalchemy import and_, select
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


async def calls_to_make(
    session: AsyncSession, after: UUID | None, limit: int
) -> list[tuple[Call, Message, Language]]:
    """Up to `limit` calls and visits that nobody has made, the longest waiting first, following `after`."""
    statement = _WITH_WORDS.where(Call.done_at.is_(None)).order_by(Call.id).limit(limit)
    if after is not None:
        statement = statement.where(Call.id > after)
    return [(call, message, language or "ru") for call, message, language in await session.execute(statement)]


async def call_by_id(session: AsyncSession, call_id: UUID) -> tuple[Call, Message, Language]:
    """The call with its message and the resident's language; raises CallNotFound."""
    row = (await session.execute(_WITH_WORDS.where(Call.id == call_id))).one_or_none()
    if row is None:
        raise CallNotFound
    call, message, language = row
    return call, message, language or "ru"
