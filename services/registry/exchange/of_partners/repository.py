"""The partners of a center and their agreements as lists refer to them."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.exchange.headings.model import comparable
from services.registry.support.partners.model import Agreement, Partner


async def partners_by_name(session: AsyncSession, center: UUID) -> Mapping[str, Partner]:
    """The center's partners, by comparable name."""
    found = await session.scalars(select(Partner).where(Partner.center_id == center))
    return {comparable(one.name): one for one in found}


async def agreed_numbers(session: AsyncSession, center: UUID) -> set[tuple[UUID, str]]:
    """Partner and number of every agreement."""
    found = await session.execute(
        select(Agreement.partner_id, Agreement.number).where(Agreement.center_id == center)
    )
    return {(row.partner_id, row.number) for row in found}
