"""Keeps deliveries, and knows which centers have some to make."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from services.notifications.deliveries.model import LOST_AFTER, Delivery
from services.notifications.messages.model import Message
from services.notifications.preferences.model import Preferences
from shared.contracts.requests import Language
from shared.kit.database import CENTER

_NOTE_ROUND = text(
    """
    insert into post_rounds (center, due_at)
    select :center, min(due_at) from deliveries where state = 'due' having min(due_at) is not null
    on conflict (center) do update set due_at = least(post_rounds.due_at, excluded.due_at)
    """
)
_CENTERS_DUE = text("select center from post_rounds where due_at <= :at order by due_at limit 100")
_ENTER_ROUND = text("select due_at from post_rounds where center = :center for update")
_END_ROUND = text(
    """
    update post_rounds
    set due_at = (select min(due_at) from deliveries where state = 'due')
    where center = :center
    """
)


async def note_round(session: AsyncSession) -> None:
    """Makes the next round visit the session's center as soon as it has a delivery due."""
    await session.execute(_NOTE_ROUND, {"center": session.info[CENTER]})


async def centers_with_post(session: AsyncSession, at: datetime) -> Sequence[UUID]:
    """The centers whose deliveries are due, the longest waiting first."""
    return (await session.scalars(_CENTERS_DUE, {"at": at})).all()


async def take_due(session: AsyncSession, at: datetime, limit: int) -> list[Delivery]:
    """Takes up to `limit` due deliveries of the session's center in hand; the interrupted ones become unclear."""
    await session.execute(_ENTER_ROUND, {"center": session.info[CENTER]})
    await session.execute(
        update(Delivery)
        .where(Delivery.state == "sending", Delivery.taken_at < at - LOST_AFTER)
        .values(state="unclear")
    )
    statement = (
        select(Delivery)
        .where(Delivery.state == "due", Delivery.due_at <= at)
        .order_by(Delivery.rank, Delivery.due_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    taken = list((await session.scalars(statement)).all())
    for delivery in taken:
        delivery.take(at)
    await session.flush()
    await session.execute(_END_ROUND, {"center": session.info[CENTER]})
    return taken


async def what_they_say(
    session: AsyncSession, deliveries: Sequence[Delivery]
) -> dict[UUID, tuple[Message, Language | None]]:
    """The message of each delivery and the language chosen for it, by message id."""
    statement = (
        select(Message, Preferences.language)
        .outerjoin(
            Preferences,
            and_(Preferences.center_id == Message.center_id, Preferences.resident_id == Message.resident_id),
        )
        .where(Message.id.in_([delivery.message_id for delivery in deliveries]))
    )
    return {message.id: (message, language) for message, language in await session.execute(statement)}


async def deliveries_in_hand(session: AsyncSession, delivery_ids: Sequence[UUID]) -> list[Delivery]:
    """Those of the deliveries that are still in hand, locked; an erased resident's are gone."""
    statement = (
        select(Delivery).where(Delivery.id.in_(delivery_ids), Delivery.state == "sending").with_for_update()
    )
    return list((await session.scalars(statement)).all())
