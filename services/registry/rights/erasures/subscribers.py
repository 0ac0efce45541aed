"""Gathers the confirmations of the other services; the last one makes the act."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.rights.erasures.model import CONFIRMING, Forgot, mark_of
from services.registry.rights.erasures.repository import confirmations_of, drop_date, erasing_by_mark
from shared.kit.clock import now
from shared.kit.reactions import Reactions, Told

reactions = Reactions()


async def note_confirmations(session: AsyncSession, told: Sequence[Told[Forgot]]) -> None:
    """A confirmation that comes again, or about nobody whose erasure waits, changes nothing."""
    for one in told:
        for erasure in await erasing_by_mark(session, mark_of(one.fact.resident_id)):
            confirmations = await confirmations_of(session, erasure.id)
            for confirmation in confirmations:
                if confirmation.service == one.fact.service and confirmation.confirmed_at is None:
                    confirmation.confirmed_at, confirmation.counts = now(), one.fact.counts
            if all(confirmation.confirmed_at for confirmation in confirmations):
                erasure.confirm_last()
                await drop_date(session, erasure.id)
            await session.flush()


for fact in CONFIRMING.values():
    reactions.on(fact)(note_confirmations)
