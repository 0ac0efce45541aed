"""How copies are found, and what the clock reads of them across centers."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, delete, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.rights.copies.errors import CopyNotFound
from services.registry.rights.copies.model import CopyPart, CopyRequest
from shared.kit.clock import now
from shared.kit.database import CENTER

_NOTE_ROUND = text(
    """
    insert into copy_rounds (request_id, of_center, due_at, expires_at)
    values (:request, :center, :due_at, :expires_at)
    on conflict (request_id) do update set due_at = excluded.due_at
    """
)
_TAKE_DUE = text(
    """
    update copy_rounds set due_at = cast(:at as timestamptz) + interval '1 minute'
    where request_id in (select request_id from copy_rounds where due_at <= :at order by due_at limit 20)
    returning request_id, of_center, expires_at
    """
)
_DROP_ROUND = text("delete from copy_rounds where request_id = :request")


async def copy_by_id(session: AsyncSession, request: UUID) -> CopyRequest:
    """Raises CopyNotFound, also where its week is over."""
    found = await session.scalar(
        select(CopyRequest).where(CopyRequest.id == request, CopyRequest.expires_at > now())
    )
    if found is None:
        raise CopyNotFound
    return found


async def being_collected(session: AsyncSession, resident: UUID) -> CopyRequest | None:
    """The request of this resident that is not yet answered."""
    return await session.scalar(
        select(CopyRequest)
        .where(CopyRequest.resident_id == resident, CopyRequest.state == "collecting")
        .limit(1)
    )


def copies_of(resident: UUID) -> Select[CopyRequest]:
    """The resident's requests whose week is not over."""
    return select(CopyRequest).where(CopyRequest.resident_id == resident, CopyRequest.expires_at > now())


async def parts_of(session: AsyncSession, request: UUID) -> Sequence[CopyPart]:
    """Every part, those that came and those that did not."""
    return (await session.scalars(select(CopyPart).where(CopyPart.request_id == request))).all()


async def note_round(session: AsyncSession, request: CopyRequest, due_at: datetime) -> None:
    """When the clock looks at it next."""
    told = {"request": request.id, "center": session.info[CENTER], "expires_at": request.expires_at}
    await session.execute(_NOTE_ROUND, {**told, "due_at": due_at})


async def take_due(session: AsyncSession, at: datetime) -> list[tuple[UUID, UUID, datetime]]:
    """Requests that are due, with their centers and ends; they come again in a minute if this worker dies."""
    return [
        (row.request_id, row.of_center, row.expires_at)
        for row in await session.execute(_TAKE_DUE, {"at": at})
    ]


async def delete_copy(session: AsyncSession, request: UUID) -> None:
    """Its week is over, or the person is no more."""
    await session.execute(delete(CopyRequest).where(CopyRequest.id == request))
    await session.execute(_DROP_ROUND, {"request": request})
