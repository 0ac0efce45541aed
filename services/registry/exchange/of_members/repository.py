"""Who is in which organisation already, as lists refer to it, and whether a list gives anybody rights."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.communities.forms.model import TITLED
from services.registry.communities.memberships.model import Membership
from services.registry.exchange.imports.model import Import
from services.registry.exchange.staging.model import ImportRow


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


async def enters_posts(session: AsyncSession, center: UUID, import_id: UUID) -> bool:
    """Whether an accepted row of a list of members makes somebody more than a member."""
    wanted = exists().where(
        Import.center_id == center,
        Import.id == import_id,
        Import.kind == "members",
        ImportRow.center_id == Import.center_id,
        ImportRow.import_id == Import.id,
        ImportRow.state == "accepted",
        ImportRow.value["role"].astext.in_(sorted(TITLED)),
    )
    return bool(await session.scalar(select(wanted)))
