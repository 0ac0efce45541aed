"""Whoever turns 18 this year speaks for themselves: nobody is their guardian any more, and every service is told."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.people.guardians.model import Guardianship
from services.registry.people.residents.model import OF_AGE, Resident
from services.registry.places.centers.repository import all_centers
from shared.contracts.registry import ResidentChangedV1
from shared.kit import audit, outbox
from shared.kit.clock import now
from shared.kit.database import Database
from shared.kit.tasks import Task


async def come_of_age(database: Database) -> None:
    """Goes through the centers; of a person whose year of birth is unknown a manager says it."""
    async with database.transaction(None) as session:
        centers = [center.id for center in await session.scalars(all_centers())]
    for center in centers:
        async with database.transaction(center) as session:
            await grow_up(session, center)


async def grow_up(session: AsyncSession, center: UUID) -> None:
    """Those of one center."""
    grown = select(Resident).where(
        Resident.center_id == center,
        Resident.adult.is_(False),
        Resident.birth_year <= now().year - OF_AGE,
    )
    for one in (await session.scalars(grown.with_for_update())).all():
        one.adult = True
        await session.execute(
            delete(Guardianship).where(Guardianship.center_id == center, Guardianship.ward_id == one.id)
        )
        audit.note(session, "resident.came-of-age", about=one.id)
        changed = ResidentChangedV1(
            resident_id=one.id, house_id=one.house_id, premises_id=one.premises_id, adult=True
        )
        outbox.add(session, changed)


COME_OF_AGE = Task("come_of_age", every=timedelta(hours=12), run=come_of_age)
