"""Keeps letters, and knows which centers have some to send."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from services.notifications.letters.model import LOST_AFTER, Letter
from services.notifications.messages.model import Message
from services.notifications.preferences.model import Preferences
from shared.contracts.requests import Language
from shared.kit.database import CENTER

_NOTE_ROUND = text(
    """
    insert into post_rounds (center, due_at)
    select :center, min(due_at) from letters where state = 'due' having min(due_at) is not null
    on conflict (center) do update set due_at = least(post_rounds.due_at, excluded.due_at)
    """
)
_CENTERS_DUE = text("select center from post_rounds where due_at <= :at order by due_at limit 100")
_ENTER_ROUND = text("select due_at from post_rounds where center = :center for update")
_END_ROUND = text(
    """
    update post_rounds
    set due_at = (select min(due_at) from letters where state = 'due')
    where center = :center
    """
)


async def note_round(session: AsyncSession) -> None:
    """Makes the next round of the post visit the session's center as soon as it has a letter due."""
    await session.execute(_NOTE_ROUND, {"center": session.info[CENTER]})


async def centers_with_post(session: AsyncSession, at: datetime) -> Sequence[UUID]:
    """The centers whose letters are due, the longest waiting first."""
    return (await session.scalars(_CENTERS_DUE, {"at": at})).all()


async def take_due(session: AsyncSession, at: datetime, limit: int) -> list[Letter]:
    """Takes up to `limit` due letters of the session's center in hand; the interrupted ones become unclear."""
    await session.execute(_ENTER_ROUND, {"center": session.info[CENTER]})
    await session.execute(
        update(Letter)
        .where(Letter.state == "sending", Letter.taken_at < at - LOST_AFTER)
        .values(state="unclear")
    )
    statement = (
        select(Letter)
        .where(Letter.state == "due", Letter.due_at <= at)
        .order_by(Letter.due_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    taken = list((await session.scalars(statement)).all())
    for letter in taken:
        letter.take(at)
    await session.flush()
    await session.execute(_END_ROUND, {"center": session.info[CENTER]})
    return taken


async def what_they_say(
    session: AsyncSession, letters: Sequence[Letter]
) -> dict[UUID, tuple[Message, Language]]:
    """The message and the language of each letter, by the letter's message id."""
    statement = (
        select(Message, Preferences.language)
        .outerjoin(
            Preferences,
            and_(Preferences.center_id == Message.center_id, Preferences.resident_id == Message.resident_id),
        )
        .where(Message.id.in_([letter.message_id for letter in letters]))
    )
    return {message.id: (message, language or "ru") for message, language in await session.execute(statement)}


async def letters_in_hand(session: AsyncSession, letter_ids: Sequence[UUID]) -> list[Letter]:
    """Those of the letters that are still being sent, locked; an erased resident's letters are gone."""
    statement = select(Letter).where(Letter.id.in_(letter_ids), Letter.state == "sending").with_for_update()
    return list((await session.scalars(statement)).all())
