"""Consents whose term is over end, and every service is told as of a withdrawal."""

from datetime import timedelta

from services.registry.places.centers.repository import all_centers
from services.registry.rights.consents.repository import expired
from services.registry.rights.consents.use_cases.stop_uses import stop_uses
from services.registry.rights.consents.use_cases.withdraw_consent import end_consent
from shared.kit.database import Database
from shared.kit.tasks import Task


async def expire_consents(database: Database) -> None:
    """Goes through the centers, some consents a transaction."""
    async with database.transaction(None) as session:
        centers = [center.id for center in await session.scalars(all_centers())]
    for center in centers:
        more = True
        while more:
            async with database.transaction(center) as session:
                over = await expired(session)
                for consent in over:
                    end_consent(session, consent, "expired")
                    await stop_uses(session, center, consent.resident_id, consent.purpose)
            more = bool(over)


EXPIRE_CONSENTS = Task("expire_consents", every=timedelta(hours=1), run=expire_consents)
