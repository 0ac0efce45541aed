"""Accepted rows become what they are about, chunk by chunk: each chunk with its facts in one transaction."""

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.exchange.imports.model import Import
from services.registry.exchange.kinds.service import KINDS
from services.registry.exchange.staging.repository import (
    mark_applied,
    mark_known,
    mark_refused,
    next_accepted,
)
from shared.kit.clock import now

CHUNK = 500
"""As many facts as the relay publishes at once."""


async def apply_chunk(session: AsyncSession, made: Import) -> bool:
    """Applies the next rows; says whether there were any. What was entered by others since the check, or fits no
    longer, is left out and counted."""
    kind = KINDS[made.kind]
    rows = await next_accepted(session, made.center_id, made.id, CHUNK, by_depth=kind.by_depth)
    if not rows:
        return False
    entered = await kind.enter(session, made, rows)
    if entered.known:
        await mark_known(session, made.center_id, made.id, entered.known)
    if entered.refused:
        await mark_refused(session, made.center_id, made.id, entered.refused)
    done = [number for number, _, _ in entered.without(rows)]
    await mark_applied(session, made.center_id, made.id, done)
    left_out = entered.known.keys() | entered.refused.keys()
    made.accepted -= len(rows) - len(done)
    made.duplicates += len(entered.known)
    made.rejected += len(rows) - len(done) - len(entered.known)
    made.applied += len(done)
    made.changes -= sum("changes" in value for number, _, value in rows if number in left_out)
    made.alike += entered.alike
    made.changed_at = now()
    return True
