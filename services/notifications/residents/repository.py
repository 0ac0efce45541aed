"""Keeps and finds the residents' ids."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.notifications.residents.model import Resident
from shared.contracts.codes import Channel
from shared.kit.database import CENTER


async def remember(session: AsyncSession, residents: Sequence[tuple[UUID, Channel]]) -> None:
    """Notes that these residents belong to the session's center; one who was erased stays erased."""
    rows = [
        {"center_id": session.info[CENTER], "id": one, "joined_by": channel}
        for one, channel in dict(residents).items()
    ]
    await session.execute(insert(Resident).values(rows).on_conflict_do_nothing())


async def mark_erased(session: AsyncSession, resident_id: UUID) -> None:
    """Notes that this resident is no more."""
    gone = {"joined_by": None, "erased": True}
    row = insert(Resident).values(center_id=session.info[CENTER], id=resident_id, **gone)
    await session.execute(row.on_conflict_do_update(index_elements=["center_id", "id"], set_=gone))


async def resident_by_id(session: AsyncSession, resident_id: UUID) -> Resident | None:
    """The resident, unless unknown or erased."""
    statement = select(Resident).where(Resident.id == resident_id, Resident.erased.is_(False))
    return (await session.scalars(statement)).one_or_none()


async def residents_by_id(session: AsyncSession, resident_ids: Iterable[UUID]) -> dict[UUID, Resident]:
    """These residents as far as we have heard of them, also the erased."""
    found = await session.scalars(select(Resident).where(Resident.id.in_(set(resident_ids))))
    return {one.id: one for one in found}
