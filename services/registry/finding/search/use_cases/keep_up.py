"""Makes findable what is not yet: things from before there was a search, or kept by older rules of words."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.communities.organisations.model import Organisation
from services.registry.communities.organisations.service import make_findable
from services.registry.finding.search.model import Kind
from services.registry.finding.search.repository import missing
from services.registry.finding.search.service import keep
from services.registry.people.residents.model import Resident
from services.registry.people.residents.repository import keep_words
from services.registry.places.centers.model import Center
from services.registry.places.houses.model import House
from shared.kit.database import Database
from shared.kit.tasks import Task

AT_ONCE = 200
"""Things made findable in one transaction."""

KINDS: tuple[Kind, ...] = ("house", "organisation", "person")


async def keep_up(database: Database) -> None:
    """Goes through the centers until nothing is missing."""
    async with database.transaction(None) as session:
        centers = (await session.scalars(select(Center.id))).all()
    for center in centers:
        await keep_up_in(database, center)


async def keep_up_in(database: Database, center: UUID) -> None:
    """The same in one center."""
    for kind in KINDS:
        kept = AT_ONCE
        while kept == AT_ONCE:
            async with database.transaction(center) as session:
                kept = await _keep_some(session, kind)


async def _keep_some(session: AsyncSession, kind: Kind) -> int:
    ids = await missing(session, kind, AT_ONCE)
    match kind:
        case "person":
            for resident in await session.scalars(select(Resident).where(Resident.id.in_(ids))):
                await keep_words(session, resident)
        case "house":
            for house in await session.scalars(select(House).where(House.id.in_(ids))):
                await keep(session, "house", house.id, house.address)
        case "organisation":
            for one in await session.scalars(select(Organisation).where(Organisation.id.in_(ids))):
                await make_findable(session, one)
    return len(ids)


KEEP_UP = Task("keep_up_search", every=timedelta(minutes=10), run=keep_up)
