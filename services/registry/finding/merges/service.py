"""What merges do by the clock: after thirty days a merge stands, and nobody keeps what it has moved."""

from datetime import timedelta

from sqlalchemy import select

from services.registry.finding.merges.repository import settled_by
from services.registry.places.centers.model import Center
from shared.contracts.registry import MergeSettledV1
from shared.kit import outbox
from shared.kit.clock import now
from shared.kit.database import Database
from shared.kit.tasks import Task


async def settle_merges(database: Database) -> None:
    """Erases what can no longer be undone, and tells every service to."""
    async with database.transaction(None) as session:
        centers = (await session.scalars(select(Center.id))).all()
    for center in centers:
        async with database.transaction(center) as session:
            for merge in await settled_by(session, now()):
                outbox.add(session, MergeSettledV1(merge_id=merge))


SETTLE_MERGES = Task("settle_merges", every=timedelta(hours=1), run=settle_merges)
