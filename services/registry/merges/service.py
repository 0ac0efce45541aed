"""What merges do by the clock: forgetting what can no longer be undone."""

from datetime import timedelta

from sqlalchemy import select

from services.registry.centers.model import Center
from services.registry.merges.model import UNDOABLE
from services.registry.merges.repository import forget_names_before
from shared.kit.clock import now
from shared.kit.database import Database
from shared.kit.merge_moves import forget_moves_before
from shared.kit.tasks import Task


async def forget_old_merges(database: Database) -> None:
    """Erases the journals and names of merges that are over thirty days old."""
    async with database.transaction(None) as session:
        centers = (await session.scalars(select(Center.id))).all()
    for center in centers:
        async with database.transaction(center) as session:
            await forget_moves_before(session, now() - UNDOABLE)
            await forget_names_before(session, now())


FORGET_OLD_MERGES = Task("forget_old_merges", every=timedelta(hours=1), run=forget_old_merges)
