"""How contests are found."""

from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.rights.contests.errors import ContestNotFound
from services.registry.rights.contests.model import Contest


def contests_of(center: UUID, resident: UUID | None, is_open: bool | None) -> Select[Contest]:
    """A center's contests, or one resident's."""
    wanted = select(Contest).where(Contest.center_id == center)
    if resident is not None:
        wanted = wanted.where(Contest.resident_id == resident)
    if is_open is not None:
        wanted = wanted.where(Contest.settled_at.is_(None) if is_open else Contest.settled_at.is_not(None))
    return wanted


async def get_contest(session: AsyncSession, center: UUID, contest: UUID) -> Contest:
    """Raises ContestNotFound."""
    found = await session.get(Contest, {"center_id": center, "id": contest})
    if found is None:
        raise ContestNotFound
    return found
