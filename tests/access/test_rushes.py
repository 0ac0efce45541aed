"""A rush opens many connections: they serve the next request, and are let go when nobody has needed them for long."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import cast

import pytest
from sqlalchemy import event, text
from sqlalchemy.pool import QueuePool

from shared.kit import database as kit
from shared.kit.database import Database
from shared.testing.polling import eventually
from tests.registry.making import DatabaseOf


@pytest.fixture
async def database(database_of: DatabaseOf) -> AsyncIterator[Database]:
    found = Database(await database_of("registry"), pool=4)
    yield found
    await found.close()


async def open_at_once(database: Database, number: int) -> None:
    async with AsyncExitStack() as stack:
        sessions = [await stack.enter_async_context(database.session(None)) for _ in range(number)]
        await asyncio.gather(*(session.connection() for session in sessions))


def counted(database: Database) -> Counter[str]:
    """How many connections were opened and closed."""
    found: Counter[str] = Counter()
    for what in ("connect", "close"):
        event.listen(database.engine.sync_engine, what, lambda *_, what=what: found.update([what]))
    return found


def in_use(database: Database) -> int:
    """How many connections somebody has at this moment."""
    return cast(QueuePool, database.engine.pool).checkedout()


async def test_connections_of_a_rush_serve_the_next_rush(database: Database) -> None:
    count = counted(database)
    await open_at_once(database, 4)
    await open_at_once(database, 4)
    assert count == {"connect": 4}


async def test_connections_of_a_rush_are_let_go_when_nobody_needs_them(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kit, "_IDLE_SECONDS", 0.4)
    count = counted(database)
    await open_at_once(database, 4)
    await eventually(lambda: (count["close"], in_use(database)) == (2, 0) or None)
    await open_at_once(database, 2)
    assert count == {"connect": 4, "close": 2}, "the usual ones stay, and are taken first"


async def test_what_is_in_use_survives_the_letting_go(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kit, "_IDLE_SECONDS", 0.4)
    count = counted(database)
    async with database.session(None) as session:
        await session.connection()
        await open_at_once(database, 3)
        await eventually(lambda: count["close"] == 1 or None)
        assert (await session.execute(text("select 1"))).scalar_one() == 1


async def test_without_a_rush_nothing_is_let_go(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kit, "_IDLE_SECONDS", 0.0)
    count = counted(database)
    await open_at_once(database, 2)
    await open_at_once(database, 2)
    assert count == {"connect": 2}
