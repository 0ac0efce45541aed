"""Looks for duplicates: while somebody is entered, in bulk by the clock, and remembers who was told apart."""

import asyncio
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.finding.twins import repository
from services.registry.finding.twins.errors import PairNotFound
from services.registry.finding.twins.model import Likeness, TwinReason, alike, pair, weigh
from services.registry.people.residents.model import Resident
from services.registry.places.centers.model import Center
from shared.kit import audit
from shared.kit.access import Caller
from shared.kit.clock import now
from shared.kit.database import Database
from shared.kit.tasks import Task

AT_ONCE = 200
"""Residents looked at in one transaction."""

READ_AT_ONCE = 200
"""Residents read at once, which takes a few milliseconds in which nothing else is answered."""

MOST_OF_ONE = 5
"""Pairs that one person may bring: a list in which everybody has the same name must not become a million pairs."""

MOMENT = 0.002
RESTS = 3
"""Seconds of computing at a stretch, and how much longer the rest after it is: a quarter of one core at most."""


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


async def note_newcomers(session: AsyncSession, people: Sequence[Likeness]) -> int:
    """Many people were just entered: says at once how many pairs, with each other and with others, may be one
    person, and lists them."""
    await repository.look_alone(session)
    sharing = await repository.enter_keys(session, people)
    known = {one.id: one for one in people if one.id is not None}
    breath = Breath(rests=0)
    others = {other for sharers in sharing.values() for other in sharers}
    found = await _alike(sharing, known | await _known(session, others - known.keys(), breath), set(), breath)
    await repository.add_twins(session, found)
    return len(found)


async def tell_apart(session: AsyncSession, caller: Caller, one: UUID, other: UUID) -> None:
    """«Это разные люди»: the pair is shown no more. Raises PairNotFound."""
    found = await session.scalars(select(Resident.id).where(Resident.id.in_([one, other])))
    if one == other or len(found.all()) != 2:
        raise PairNotFound
    await repository.tell_apart(session, one, other, caller.id, now())
    audit.note(session, "residents.told-apart", about=one, evidence=str(other))


async def look_for_twins(database: Database) -> None:
    """Goes round the centers, some residents a transaction, until nobody waits: no import holds up another center."""
    async with database.transaction(None) as session:
        centers = list(await session.scalars(select(Center.id)))
    breath = Breath()
    while centers:
        centers = [one for one in centers if await _look_at(database, one, breath) == AT_ONCE]


class Breath:
    """Lets requests through: comparing names is all computing, so after a moment of it comes a longer rest, or at
    least a look at what else is to be done."""

    def __init__(self, rests: int = RESTS) -> None:
        self._rests = rests
        self._began = time.perf_counter()

    async def take(self) -> None:
        """Rests where the last rest is a while ago."""
        worked = time.perf_counter() - self._began
        if worked >= MOMENT:
            await asyncio.sleep(min(worked, MOMENT * 10) * self._rests)
            self._began = time.perf_counter()


async def _look_at(database: Database, center: UUID, breath: Breath) -> int:
    async with database.transaction(center) as session:
        await repository.look_alone(session)
        waiting = await repository.take_unseen(session, AT_ONCE)
        if waiting:
            await repository.put_twins(session, waiting, await _found(session, waiting, breath))
    return len(waiting)


async def _found(
    session: AsyncSession, waiting: Sequence[UUID], breath: Breath
) -> dict[tuple[UUID, UUID], list[TwinReason]]:
    sharing = await repository.sharing_keys(session, waiting)
    everybody = {*waiting, *(other for others in sharing.values() for other in others)}
    known = await _known(session, everybody, breath)
    return await _alike(sharing, known, await repository.told_apart(session, waiting), breath)


async def _alike(
    sharing: Mapping[UUID, Collection[UUID]],
    known: Mapping[UUID, Likeness],
    apart: Collection[tuple[UUID, UUID]],
    breath: Breath,
) -> dict[tuple[UUID, UUID], list[TwinReason]]:
    found: dict[tuple[UUID, UUID], list[TwinReason]] = {}
    for one, others in sharing.items():
        likely = 0
        for other in others:
            ids = pair(one, other)
            if ids not in found and ids not in apart and one in known and other in known:
                found[ids] = alike(known[one], known[other])
                likely += bool(found[ids])
            if likely == MOST_OF_ONE:
                break
        await breath.take()
    return {ids: reasons for ids, reasons in found.items() if reasons}


async def _known(session: AsyncSession, people: Collection[UUID], breath: Breath) -> dict[UUID, Likeness]:
    known: dict[UUID, Likeness] = {}
    ids = sorted(people)
    for at in range(0, len(ids), READ_AT_ONCE):
        some = ids[at : at + READ_AT_ONCE]
        known.update(
            {one.id: one for one in await repository.likenesses(session, some) if one.id is not None}
        )
        await breath.take()
    return known


LOOK_FOR_TWINS = Task("look_for_twins", every=timedelta(seconds=5), run=look_for_twins)
