"""Forgets a resident: their words are deleted, and neighbors who counted on them get somebody else."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.talents.matches import repository as matches
from services.talents.matches.service import fall_through, find_others
from services.talents.needs import repository as needs
from services.talents.offers import repository as offers
from services.talents.residents import repository
from shared.kit.consents import forget_consents
from shared.kit.merge_moves import forget_merges


async def forget_resident(session: AsyncSession, resident_id: UUID) -> None:
    """Deletes offers, needs and matches of the resident; others' agreements with them are said to be off."""
    pending = await matches.pending_of_resident(session, resident_id)
    helped = await matches.needs_helped_by(session, resident_id)
    locked = await needs.lock(session, {*helped, *(match.need_id for match in pending)})
    for match in pending:
        await fall_through(session, match, "asking" if match.asking_id == resident_id else "helping")
    await matches.delete_of(session, resident_id)
    await needs.delete_of(session, resident_id)
    await offers.delete_of(session, resident_id)
    await forget_consents(session, resident_id)
    await forget_merges(session, resident_id)
    await repository.put_erased(session, resident_id)
    await find_others(session, [need for need in locked if need.resident_id != resident_id])
