"""Keeps the local copy of residents and centers, and forgets whoever was erased."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from services.talents.residents import repository
from services.talents.residents.use_cases.forget_resident import forget_resident
from shared.contracts.registry import CenterOpenedV1, ResidentChangedV1, ResidentErasedV1, ResidentJoinedV1
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
        await forget_resident(session, one.fact.resident_id)
