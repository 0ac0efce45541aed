"""What the clock does about erasures: carries out those whose days are over, and says how many are overdue."""

from datetime import timedelta

from services.registry.people.residents.errors import ResidentNotFound
from services.registry.rights.erasures import metrics
from services.registry.rights.erasures.errors import ErasureNotFound
from services.registry.rights.erasures.repository import count_overdue, drop_date, due, erasure_by_id
from services.registry.rights.erasures.use_cases.ask_for_erasure import carry_out
from shared.kit.clock import now
from shared.kit.database import Database
from shared.kit.tasks import Task


async def carry_out_due(database: Database) -> None:
    """One transaction an erasure, so that one that fails holds up no other."""
    async with database.transaction(None) as session:
        waiting = await due(session, now())
    for erasure_id, center in waiting:
        async with database.transaction(center) as session:
            try:
                erasure = await erasure_by_id(session, erasure_id, lock=True)
                if erasure.state == "waiting" and erasure.due_at <= now():
                    await carry_out(session, erasure)
            except (ErasureNotFound, ResidentNotFound):
                await drop_date(session, erasure_id)
    async with database.transaction(None) as session:
        metrics.OVERDUE.set(await count_overdue(session, now()))


CARRY_OUT_DUE = Task("carry_out_due_erasures", every=timedelta(seconds=5), run=carry_out_due)
