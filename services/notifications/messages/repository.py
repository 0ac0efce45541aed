"""Keeps and finds messages."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from sqlalchemy import Select, delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.notifications.messages.errors import MessageNotFound
from services.notifications.messages.model import Message
from services.notifications.wording.model import MessageCode
from services.notifications.wording.service import Params
from shared.kit.clock import now
from shared.kit.database import CENTER
from shared.kit.ids import new_id

_AT_ONCE = 1000
"""Rows in one statement; the protocol takes 32,767 parameters."""


@dataclass(frozen=True)
class Notice:
    """Something to be told to one resident because of the fact `cause`."""

    resident_id: UUID
    code: MessageCode
    params: Params
    cause: UUID


async def insert_messages(session: AsyncSession, notices: Sequence[Notice]) -> list[Message]:
    """The messages that are new; what was told before for the same cause is left alone."""
    made: list[Message] = []
    rest = iter(notices)
    while some := list(islice(rest, _AT_ONCE)):
        rows = [_row(session.info[CENTER], notice) for notice in some]
        statement = insert(Message).values(rows).on_conflict_do_nothing().returning(Message)
        made.extend((await session.scalars(statement)).all())
    return made


async def message_by_id(session: AsyncSession, message_id: UUID) -> Message:
    """The message; raises MessageNotFound."""
    found = (await session.scalars(select(Message).where(Message.id == message_id))).one_or_none()
    if found is None:
        raise MessageNotFound
    return found


def messages_of(resident_id: UUID) -> Select[Message]:
    """Everything that a resident was told."""
    return select(Message).where(Message.resident_id == resident_id)


async def count_unread(session: AsyncSession, resident_id: UUID) -> int:
    """How many messages the resident has not read."""
    statement = select(func.count()).where(Message.resident_id == resident_id, Message.read_at.is_(None))
    return await session.scalar(statement) or 0


async def delete_messages(session: AsyncSession, resident_id: UUID) -> None:
    """Forgets what the resident was told, with its letters and calls."""
    await session.execute(delete(Message).where(Message.resident_id == resident_id))


def _row(center_id: UUID, notice: Notice) -> dict[str, object]:
    return {
        "center_id": center_id,
        "id": new_id(),
        "resident_id": notice.resident_id,
        "code": notice.code,
        "params": dict(notice.params),
        "cause_id": notice.cause,
        "created_at": now(),
    }
