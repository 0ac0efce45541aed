"""Keeps the residents' ids."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.events.residents.model import Resident
from shared.kit.database import CENTER

_REMEMBER = text(
    """
    insert into residents (center_id, id) select cast(:center as uuid), id from unnest(cast(:ids as uuid[])) as id
    on conflict do nothing
    """
)


async def remember(session: AsyncSession, resident_ids: Sequence[UUID]) -> None:
    """Notes that these residents belong to the session's center; one who was erased stays erased."""
    await session.execute(_REMEMBER, {"center": session.info[CENTER], "ids": list(resident_ids)})


async def is_erased(session: AsyncSession, resident_id: UUID) -> bool:
    """Whether this resident is no more."""
    statement = select(Resident.id).where(Resident.id == resident_id, Resident.erased)
    return await session.scalar(statement) is not None


async def mark_erased(session: AsyncSession, resident_id: UUID) -> None:
    """Notes that this resident is no more."""
    row = insert(Resident).values(center_id=session.info[CENTER], id=resident_id, erased=True)
    await session.execute(
        row.on_conflict_do_update(index_elements=["center_id", "id"], set_={"erased": True})
    )
