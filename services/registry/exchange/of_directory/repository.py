"""The entries of the directory as lists refer to them."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.exchange.headings.model import comparable
from services.registry.places.centers.model import CITY
from services.registry.support.directory.model import DirectoryEntry


async def entries_by_name(session: AsyncSession, center: UUID) -> Mapping[str, UUID]:
    """The center's own entries and those of all centers, by comparable name."""
    found = await session.execute(
        select(DirectoryEntry.name, DirectoryEntry.id).where(DirectoryEntry.center_id.in_([CITY, center]))
    )
    return {comparable(row.name): row.id for row in found}
