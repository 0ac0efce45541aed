"""Follows who joins a center and who is erased."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from services.events.personal.model import PERSONAL
from services.events.registrations.use_cases.forget_resident import forget_resident
from services.events.residents.use_cases.follow_merge import merge_residents, part_residents
from shared.contracts.events import EventsForgotResidentV1
from shared.contracts.registry import (
    ResidentErasedV1,
    ResidentJoinedV1,
)
from shared.kit import outbox
from shared.kit.merge_moves import follow_merges
from shared.kit.personal import count, forget_traces
from shared.kit.reactions import Reactions, Told
from shared.kit.residents import remember

reactions = Reactions()


@reactions.on(ResidentJoinedV1)
async def remember_residents(session: AsyncSession, told: Sequence[Told[ResidentJoinedV1]]) -> None:
    """A newcomer may be signed up from now on."""
    await remember(session, [one.fact.resident_id for one in told])


@reactions.on(ResidentErasedV1)
async def forget_residents(session: AsyncSession, told: Sequence[Told[ResidentErasedV1]]) -> None:
    """Whatever names an erased resident goes; their places go to those who wait."""
    for one in told:
        counts = await count(session, PERSONAL, one.fact.resident_id)
        await forget_resident(session, one.fact.resident_id)
        await forget_traces(session, one.fact.resident_id)
        outbox.add(session, EventsForgotResidentV1(resident_id=one.fact.resident_id, counts=counts))


follow_merges(reactions, merge_residents, part_residents)
