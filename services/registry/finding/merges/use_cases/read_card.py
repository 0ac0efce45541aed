"""Reads a card; of one that was merged away, a manager learns which card is there instead."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.finding.merges.errors import CardMerged
from services.registry.finding.merges.repository import who_is_it_now
from services.registry.people.residents.errors import ResidentNotFound
from services.registry.people.residents.repository import Card, get_card
from shared.kit.access import Caller


async def read_card(session: AsyncSession, caller: Caller, center: UUID, resident: UUID) -> Card:
    """Raises ResidentNotFound, or CardMerged to a manager."""
    try:
        return await get_card(session, center, resident)
    except ResidentNotFound:
        kept = await who_is_it_now(session, resident) if caller.role == "manager" else None
        if kept is None:
            raise
        raise CardMerged(kept) from None
