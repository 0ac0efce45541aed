"""What the clock does about erasures: carries out those whose days are over, and says how many are overdue."""

from datetime import timedelta

from services.registry.people.residents.errors import ResidentNotFound
from services.registry.rights.erasures import metrics
from services.registry.rights.erasures.errors import ErasureNotFound
from services.registry.rights.erasures.repository import count_overdue, drop_date, due, erasure_by_id
from services.registry.rights.erasures.use_cases.ask_for_erasure import carry_out
from services.registry.rights.mentions.repository import named_in
from services.registry.rights.mentions.use_cases.look_elsewhere import look_elsewhere
from shared.kit.clock import now
from shared.kit.database import Database
from shared.kit.tasks import Ask, AskingTask


async def carry_out_due(database: Database, ask: Ask) -> None:
    """One transaction an erasure, so that one that fails holds up no other; then the others are asked for the name."""
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
        await look_elsewhere(database, ask, named_in(session))
    async with database.transaction(None) as session:
        metrics.OVERDUE.set(await count_overdue(session, now()))


CARRY_OUT_DUE = AskingTask("carry_out_due_erasures", every=timedelta(seconds=5), run=carry_out_due)
