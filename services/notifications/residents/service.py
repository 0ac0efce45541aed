"""Who may see and change what concerns one resident."""

import asyncio
from datetime import timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.notifications.preferences.errors import ResidentNotFound
from services.notifications.residents.repository import resident_by_id
from shared.kit.access import Caller
from shared.kit.clock import now

PATIENCE = timedelta(seconds=1)
"""How long a newcomer's joining may be on its way from the registry before we say that nobody knows them."""


async def may_speak_for(session: AsyncSession, caller: Caller, resident_id: UUID) -> None:
    """Raises ResidentNotFound for another resident, and for a manager whose center has no such resident."""
    if caller.is_resident(resident_id):
        return
    if caller.role == "resident":
        raise ResidentNotFound
    deadline = now() + PATIENCE
    while await resident_by_id(session, resident_id) is None:
        if now() >= deadline:
            raise ResidentNotFound
        await asyncio.sleep(0.05)
