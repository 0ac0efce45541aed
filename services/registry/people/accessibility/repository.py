"""How accessibility needs are kept, shown and forgotten: only while the consent to them is in force."""

from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.people.accessibility.errors import ConsentMissing
from services.registry.people.accessibility.model import AccessNeeds
from services.registry.rights.consents.repository import in_force


async def must_consent(session: AsyncSession, center: UUID, resident: UUID) -> None:
    """Raises ConsentMissing."""
    if not await in_force(session, center, resident, "accessibility_needs"):
        raise ConsentMissing


async def find_needs(session: AsyncSession, center: UUID, resident: UUID) -> AccessNeeds | None:
    """What the resident has said; ask `must_consent` before showing it."""
    return await session.get(AccessNeeds, {"center_id": center, "resident_id": resident})


async def forget_needs(session: AsyncSession, center: UUID, resident: UUID) -> None:
    """Forgets them at once."""
    await session.execute(
        delete(AccessNeeds).where(AccessNeeds.center_id == center, AccessNeeds.resident_id == resident)
    )
