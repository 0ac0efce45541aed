"""Whether somebody is a resident of the center."""

import asyncio
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.events.residents.model import Resident
from shared.kit.clock import now
from shared.kit.problems import invalid

PATIENCE = timedelta(seconds=1)
"""How long a newcomer's joining may be on its way from the registry before we say that nobody knows them."""


async def must_be_known(session: AsyncSession, resident_id: UUID, pointer: str) -> None:
    """Raises Invalid at `pointer` where the center has no such resident."""
    deadline = now() + PATIENCE
    while not await _is_known(session, resident_id):
        if now() >= deadline:
            raise invalid(pointer, "events.resident-unknown", "В этом центре нет такого жителя")
        await asyncio.sleep(0.05)


async def _is_known(session: AsyncSession, resident_id: UUID) -> bool:
    statement = select(Resident.id).where(Resident.id == resident_id, Resident.erased.is_(False))
    return await session.scalar(statement) is not None
