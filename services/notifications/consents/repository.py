"""Takes back what is on its way to somebody who no longer wants it."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from services.notifications.calls.model import Call
from services.notifications.deliveries.model import Delivery
from services.notifications.messages.model import Message


async def hold_back(session: AsyncSession, resident_id: UUID, codes: Sequence[str]) -> None:
    """Letters that have not left and calls that nobody has made are not made; the messages stay on the site."""
    about = select(Message.id).where(Message.resident_id == resident_id, Message.code.in_(codes))
    await session.execute(
        update(Delivery)
        .where(Delivery.message_id.in_(about), Delivery.state.in_(("due", "sending")))
        .values(state="left_on_site")
    )
    await session.execute(delete(Call).where(Call.message_id.in_(about), Call.done_at.is_(None)))
