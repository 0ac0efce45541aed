"""A restored backup forgets again whom the city has forgotten since it was made, before any service starts."""

import json
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import UUID

from sqlalchemy import text

from deploy import topology
from services.registry.people.residents.repository import get_resident
from services.registry.people.residents.use_cases.erase_resident import forget
from services.registry.rights.erasures.use_cases.export_marks import read_marks
from shared.contracts.registry import ResidentErasedV1
from shared.kit import outbox
from shared.kit.app import Service
from shared.kit.clock import now
from shared.kit.database import Database
from shared.kit.ids import new_id
from shared.kit.reactions import Told

_CENTERS = text("select id from centers")
_MARKED = text("select id from residents where encode(sha256(uuid_send(id)), 'hex') = any(:marks)")


def marks_in(files: Collection[Path]) -> set[str]:
    """The digests of all lists together."""
    return set().union(*(read_marks(file) for file in files)) if files else set()


async def forget_again(dsns: Mapping[str, str], marks: Collection[str]) -> int:
    """Erases, in every service, the residents of these digests; says how many cards there were.

    Each service does what it does when it hears of an erasure. The facts are in the outboxes too, so that whoever has
    confirmed is seen to have when the city starts.
    """
    if not marks:
        return 0
    found = 0
    async with _opened(dsns["registry"]) as registry:
        async with registry.transaction(None) as session:
            centers = list(await session.scalars(_CENTERS))
        for center in centers:
            for resident in await _marked(registry, center, marks):
                known_as = await _forget_in_registry(registry, center, resident)
                await _forget_elsewhere(dsns, center, known_as)
                found += 1
    return found


async def _marked(registry: Database, center: UUID, marks: Collection[str]) -> list[UUID]:
    async with registry.transaction(center) as session:
        return list(await session.scalars(_MARKED, {"marks": list(marks)}))


async def _forget_in_registry(registry: Database, center: UUID, resident: UUID) -> list[UUID]:
    """Under which ids the person was known to the others."""
    async with registry.transaction(center) as session:
        await forget(session, await get_resident(session, center, resident), "restored")
        told = [one for one in outbox.collected(session) if one.type == ResidentErasedV1.type]
    return [UUID(json.loads(one.data)["resident_id"]) for one in told] or [resident]


async def _forget_elsewhere(dsns: Mapping[str, str], center: UUID, known_as: Collection[UUID]) -> None:
    told = [Told(ResidentErasedV1(resident_id=one), new_id(), center, now()) for one in known_as]
    for name, dsn in dsns.items():
        if name == "registry":
            continue
        async with _opened(dsn) as database:
            await _react(topology.part(name).declaration(), database, center, told)


async def _react(
    service: Service, database: Database, center: UUID, told: list[Told[ResidentErasedV1]]
) -> None:
    for reactions in service.reactions:
        for reaction in reactions:
            if reaction.of is ResidentErasedV1:
                async with database.transaction(center if reaction.tenant else None) as session:
                    await reaction.run(session, told)


@asynccontextmanager
async def _opened(dsn: str) -> AsyncIterator[Database]:
    database = Database(dsn, pool=1)
    try:
        yield database
    finally:
        await database.close()
