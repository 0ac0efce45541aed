"""Keeps and finds the residents' ids."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.notifications.residents.model import Resident
from shared.kit.database import CENTER

_REMEMBER = text(
    """
    insert into residents (center_id, id) select cast(:center as uuid), id from unnest(cast(:ids as uuid[])) as id
    on conflict do nothing
    """
)


async def remember(session: AsyncSession, resident_ids: Iterable[UUID]) -> None:
    """Notes that these residents belong to the session's center; one who was erased stays erased."""
    await session.execute(_REMEMBER, {"center": session.info[CENTER], "ids": list(resident_ids)})


async def mark_erased(session: AsyncSession, resident_id: UUID) -> None:
    """Notes that this resident is no more."""
    row = insert(Resident).values(center_id=session.info[CENTER], id=resident_id, erased=True)
    await session.execute(
        row.on_conflict_do_update(index_elements=["center_id", "id"], set_={"erased": True})
    )


async def resident_by_id(session: AsyncSession, resident_id: UUID) -> Resident | None:
    """The resident, unless unknown or erased."""
    statement = select(Resident).where(Resident.id == resident_id, Resident.erased.is_(False))
    return (await session.scalars(statement)).one_or_none()


async def known_among(session: AsyncSession, resident_ids: Iterable[UUID]) -> set[UUID]:
    """Those of the residents who are known and not erased."""
    statement = select(Resident.id).where(Resident.id.in_(set(resident_ids)), Resident.erased.is_(False))
    return set((await session.scalars(statement)).all())


async def erased_among(session: AsyncSession, resident_ids: Iterable[UUID]) -> set[UUID]:
    """Those of the residents who were erased."""
    statement = select(Resident.id).where(Resident.id.in_(set(resident_ids)), Resident.erased)
    return set((await session.scalars(statement)).all())
