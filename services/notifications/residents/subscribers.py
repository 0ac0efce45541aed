"""Follows who joins a center and who is erased."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from services.notifications.residents.repository import remember
from services.notifications.residents.use_cases.forget_resident import forget_resident
from shared.contracts.registry import ResidentErasedV1, ResidentJoinedV1
from shared.kit.reactions import Reactions, Told

reactions = Reactions()


@reactions.on(ResidentJoinedV1)
async def remember_residents(session: AsyncSession, told: Sequence[Told[ResidentJoinedV1]]) -> None:
    """A manager may speak for a newcomer from now on."""
    await remember(session, [one.fact.resident_id for one in told])


@reactions.on(ResidentErasedV1)
async def forget_residents(session: AsyncSession, told: Sequence[Told[ResidentErasedV1]]) -> None:
    """Whatever was told to an erased resident goes."""
    for one in told:
        await forget_resident(session, one.fact.resident_id)
