"""The organisations of a center as lists refer to them."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.communities.organisations.model import Organisation
from services.registry.exchange.headings.model import comparable


async def organisations_by_name(session: AsyncSession, center: UUID) -> Mapping[str, UUID]:
    """Those that were not dissolved, by comparable name."""
    found = await session.execute(
        select(Organisation.name, Organisation.id).where(
            Organisation.center_id == center, Organisation.state != "dissolved"
        )
    )
    return {comparable(row.name): row.id for row in found}
