"""Looks for duplicates: while somebody is entered, in bulk by the clock, and remembers who was told apart."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.centers.model import Center
from services.registry.residents.model import Resident
from services.registry.twins import repository
from services.registry.twins.errors import PairNotFound
from services.registry.twins.model import Likeness, TwinReason, alike, pair, weigh
from shared.kit import audit
from shared.kit.access import Caller
from shared.kit.clock import now
from shared.kit.database import Database
from shared.kit.tasks import Task

AT_ONCE = 50
"""Residents looked at in one transaction."""


@dataclass(frozen=True, slots=True)
class Twin:
    """Somebody who may be the person, and what speaks for it."""

    id: UUID
    reasons: Sequence[TwinReason]


async def twins_of(session: AsyncSession, likeness: Likeness, limit: int = 10) -> list[Twin]:
    """Who of the center may be this person, who is not on record yet; the likeliest first."""
    candidates = await repository.with_keys(session, likeness.keys)
    judged = [
        Twin(other.id, reasons)
        for other in await repository.likenesses(session, candidates)
        if other.id is not None and (reasons := alike(likeness, other))
    ]
    return sorted(judged, key=lambda twin: (-weigh(twin.reasons), twin.id))[:limit]


async def note_person(session: AsyncSession, likeness: Likeness) -> None:
    """A person was entered or changed: somebody will look for duplicates soon."""
    await repository.keep_keys(session, likeness)


async def tell_apart(session: AsyncSession, caller: Caller, one: UUID, other: UUID) -> None:
    """«Это разные люди»: the pair is shown no more. Raises PairNotFound."""
    found = await session.scalars(select(Resident.id).where(Resident.id.in_([one, other])))
    if one == other or len(found.all()) != 2:
        raise PairNotFound
    await repository.tell_apart(session, one, other, caller.id, now())
    audit.note(session, "residents.told-apart", about=one, evidence=str(other))


async def look_for_twins(database: Database) -> None:
    """Goes through the centers, some residents a transaction, until nobody waits."""
    async with database.transaction(None) as session:
        centers = (await session.scalars(select(Center.id))).all()
    for center in centers:
        while True:
            async with database.transaction(center) as session:
                looked = await _look(session)
            if looked < AT_ONCE:
                break


async def _look(session: AsyncSession) -> int:
    waiting = await repository.take_unseen(session, AT_ONCE)
    sharing = await repository.sharing_keys(session, waiting)
    everybody = {*waiting, *(other for others in sharing.values() for other in others)}
    known = {one.id: one for one in await repository.likenesses(session, everybody)}
    apart = await repository.told_apart(session, waiting)
    found: dict[tuple[UUID, UUID], list[TwinReason]] = {}
    for one, others in sharing.items():
        for ids in {pair(one, other) for other in others} - apart - found.keys():
            both = [known[person] for person in ids if person in known]
            if len(both) == 2 and (reasons := alike(*both)):
                found[ids] = reasons
        await asyncio.sleep(0)  # requests are answered meanwhile
    await repository.put_twins(session, waiting, found)
    return len(waiting)


LOOK_FOR_TWINS = Task("look_for_twins", every=timedelta(seconds=5), run=look_for_twins)
