"""Whoever waits for a connection gets one in turn, and nothing is lost with whoever stops waiting."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy.exc import TimeoutError as AllTaken
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from shared.kit.in_turn import PoolInTurn
from tests.registry.making import DatabaseOf


@pytest.fixture
async def engine(database_of: DatabaseOf) -> AsyncIterator[AsyncEngine]:
    """One connection for everybody."""
    address = (await database_of("registry")).replace("postgresql://", "postgresql+asyncpg://", 1)
    found = create_async_engine(address, poolclass=PoolInTurn, pool_size=1, max_overflow=0, pool_timeout=10)
    yield found
    await found.dispose()


async def waiting(engine: AsyncEngine) -> "asyncio.Task[AsyncConnection]":
    """Somebody who waits already, since there is no connection to be opened."""

    async def take() -> AsyncConnection:
        return await engine.connect()

    task = asyncio.create_task(take())
    await asyncio.sleep(0)
    return task


async def test_whoever_has_waited_comes_before_whoever_asks_only_now(engine: AsyncEngine) -> None:
    order: list[str] = []

    async def one(name: str) -> None:
        async with engine.connect():
            order.append(name)

    taken = await engine.connect()
    first = asyncio.create_task(one("waited"))
    await asyncio.sleep(0)
    await taken.close()
    await one("came now")
    await first
    assert order == ["waited", "came now"]


async def test_a_connection_given_to_whoever_has_just_left_goes_to_the_next(engine: AsyncEngine) -> None:
    taken = await engine.connect()
    left, next_one = await waiting(engine), await waiting(engine)
    await taken.close()
    left.cancel()
    await (await next_one).close()
    assert left.cancelled()
    await (await engine.connect()).close()


async def test_whoever_waits_in_vain_is_refused_and_leaves_the_connection_to_others(
    engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine.sync_engine.pool, "_timeout", 0.05)
    taken = await engine.connect()
    with pytest.raises(AllTaken):
        await engine.connect()
    await taken.close()
    await (await engine.connect()).close()


async def test_whoever_left_while_waiting_keeps_nobody_from_the_connection(engine: AsyncEngine) -> None:
    taken = await engine.connect()
    left = await waiting(engine)
    left.cancel()
    await taken.close()
    await asyncio.wait({left})
    assert left.cancelled()
    await (await engine.connect()).close()
