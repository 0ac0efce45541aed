"""Finds the residents' ids."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.events.residents.model import Resident


async def is_erased(session: AsyncSession, resident_id: UUID) -> bool:
    """Whether this resident is no more."""
    statement = select(Resident.id).where(Resident.id == resident_id, Resident.erased)
    return await session.scalar(statement) is not None
