"""Follows who joins a center and who is erased."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from services.notifications.personal.model import PERSONAL
from services.notifications.preferences.repository import follow_way
from services.notifications.residents.use_cases.follow_merge import merge_residents, part_residents
from services.notifications.residents.use_cases.forget_resident import forget_resident
from shared.contracts.notifications import NotificationsForgotResidentV1
from shared.contracts.registry import (
    ResidentErasedV1,
    ResidentJoinedV1,
    WayChosenV1,
)
from shared.kit import outbox
from shared.kit.merge_moves import follow_merges
from shared.kit.personal import count, forget_traces
from shared.kit.reactions import Reactions, Told
from shared.kit.residents import remember

reactions = Reactions()


@reactions.on(ResidentJoinedV1)
async def remember_residents(session: AsyncSession, told: Sequence[Told[ResidentJoinedV1]]) -> None:
    """A manager may speak for a newcomer from now on."""
    await remember(session, [one.fact.resident_id for one in told])


@reactions.on(WayChosenV1)
async def follow_ways(session: AsyncSession, told: Sequence[Told[WayChosenV1]]) -> None:
    """Whoever chose how to be told things is told so as their card says now."""
    for one in told:
        way = "site" if one.fact.way == "messenger" else one.fact.way
        await follow_way(session, one.fact.resident_id, way, one.fact.language)


@reactions.on(ResidentErasedV1)
async def forget_residents(session: AsyncSession, told: Sequence[Told[ResidentErasedV1]]) -> None:
    """Whatever was told to an erased resident goes."""
    for one in told:
        counts = await count(session, PERSONAL, one.fact.resident_id)
        await forget_resident(session, one.fact.resident_id)
        await forget_traces(session, one.fact.resident_id)
        outbox.add(session, NotificationsForgotResidentV1(resident_id=one.fact.resident_id, counts=counts))


follow_merges(reactions, merge_residents, part_residents)
