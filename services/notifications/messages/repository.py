"""Keeps and finds messages."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import orjson
from sqlalchemy import Select, delete, func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from services.notifications.messages.errors import MessageNotFound
from services.notifications.messages.model import Message
from services.notifications.wording.model import MessageCode
from services.notifications.wording.service import Params
from shared.kit.clock import now
from shared.kit.database import CENTER
from shared.kit.ids import new_id

_INSERT = text(
    """
    insert into messages (center_id, id, resident_id, code, params, cause_id, created_at)
    select cast(:center as uuid), id, resident_id, code, cast(params as jsonb), cause_id, :at
    from unnest(cast(:ids as uuid[]), cast(:residents as uuid[]), cast(:codes as text[]), cast(:params as text[]),
      cast(:causes as uuid[])) as told (id, resident_id, code, params, cause_id)
    on conflict do nothing
    returning center_id, id, resident_id, code, params, cause_id, created_at, read_at
    """
)


@dataclass(frozen=True)
class Notice:
    """Something to be told to one resident because of the fact `cause`."""

    resident_id: UUID
    code: MessageCode
    params: Params
    cause: UUID


async def insert_messages(session: AsyncSession, notices: Sequence[Notice]) -> list[Message]:
    """The messages that are new; what was told before for the same cause is left alone."""
    told = {
        "center": session.info[CENTER],
        "at": now(),
        "ids": [new_id() for _ in notices],
        "residents": [notice.resident_id for notice in notices],
        "codes": [notice.code for notice in notices],
        "params": [orjson.dumps(dict(notice.params)).decode() for notice in notices],
        "causes": [notice.cause for notice in notices],
    }
    return list(await session.scalars(select(Message).from_statement(_INSERT), told))


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
