"""Who is in which organisation already, as lists refer to it."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.communities.memberships.model import Membership


async def standing_of(
    session: AsyncSession, center: UUID, organisations: Collection[UUID]
) -> Sequence[Membership]:
    """The memberships in these organisations that nobody has ended."""
    found = await session.scalars(
        select(Membership).where(
            Membership.center_id == center,
            Membership.organisation_id.in_(list(organisations)),
            Membership.ended_on.is_(None),
            Membership.resident_id.is_not(None),
        )
    )
    return found.all()
