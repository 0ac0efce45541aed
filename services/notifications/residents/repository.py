"""Finds the residents' ids."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.notifications.residents.model import Resident


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
