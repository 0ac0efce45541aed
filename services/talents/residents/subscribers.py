"""Keeps the local copy of residents and centers, and forgets whoever was erased."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from services.talents.personal.model import PERSONAL
from services.talents.residents import repository
from services.talents.residents.use_cases.follow_merge import merge_residents, part_residents
from services.talents.residents.use_cases.forget_resident import forget_resident
from services.talents.residents.use_cases.stop_matching import PURPOSE, follow_consent, stop_matching
from shared.contracts.registry import (
    CenterOpenedV1,
    ConsentGivenV1,
    ConsentWithdrawnV1,
    ResidentChangedV1,
    ResidentErasedV1,
    ResidentJoinedV1,
)
from shared.contracts.talents import TalentsForgotResidentV1
from shared.kit import outbox
from shared.kit.consents import concerns, note_given, note_withdrawn
from shared.kit.merge_moves import follow_merges
from shared.kit.merging import as_kept
from shared.kit.personal import count, forget_traces
from shared.kit.reactions import Reactions, Told

reactions = Reactions()


@reactions.on(CenterOpenedV1)
async def know_center(session: AsyncSession, told: Sequence[Told[CenterOpenedV1]]) -> None:
    """So that the clock knows where to look for needs that wait too long."""
    await repository.put_center(session, told[0].center)


@reactions.on(ResidentJoinedV1)
async def know_resident(session: AsyncSession, told: Sequence[Told[ResidentJoinedV1]]) -> None:
    """Where somebody lives tells who is near."""
    await repository.put_center(session, told[0].center)
    await repository.put_houses(session, {one.fact.resident_id: one.fact.house_id for one in told})


@reactions.on(ResidentChangedV1)
async def move_resident(session: AsyncSession, told: Sequence[Told[ResidentChangedV1]]) -> None:
    """Whoever has moved is near to others now."""
    await repository.put_houses(session, {one.fact.resident_id: one.fact.house_id for one in told})


@reactions.on(ResidentErasedV1)
async def forget_erased(session: AsyncSession, told: Sequence[Told[ResidentErasedV1]]) -> None:
    """Nothing is kept about whoever was erased."""
    for one in told:
        counts = await count(session, PERSONAL, one.fact.resident_id)
        await forget_resident(session, one.fact.resident_id)
        await forget_traces(session, one.fact.resident_id)
        outbox.add(session, TalentsForgotResidentV1(resident_id=one.fact.resident_id, counts=counts))


follow_merges(reactions, merge_residents, part_residents)


@reactions.on(ConsentGivenV1)
async def match_again(session: AsyncSession, told: Sequence[Told[ConsentGivenV1]]) -> None:
    """Whoever agrees again may offer and ask again; what was closed stays closed."""
    about = [one for one in await as_kept(session, told) if concerns(one.fact.purpose, PURPOSE)]
    await note_given(session, about)
    for one in about:
        await follow_consent(session, one.fact.resident_id)


@reactions.on(ConsentWithdrawnV1)
async def match_no_more(session: AsyncSession, told: Sequence[Told[ConsentWithdrawnV1]]) -> None:
    """Nobody is matched who has taken their consent back."""
    about = [one for one in await as_kept(session, told) if concerns(one.fact.purpose, PURPOSE)]
    await note_withdrawn(session, about)
    for one in about:
        await stop_matching(session, one.fact.resident_id, one.occurred_at)
