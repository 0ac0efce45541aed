"""One active worker a service: an advisory lock chooses it, an epoch shuts out a former one."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeAlias

import asyncpg

LOCK = 0x50_5E_D1
"""One key for all: an advisory lock belongs to one database, and a service has its own."""

_KEEPALIVE = {"tcp_keepalives_idle": "5", "tcp_keepalives_interval": "2", "tcp_keepalives_count": "3"}
"""So that the server frees the lock of a machine that vanished."""

_LOST = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)
"""How a connection that is gone shows; asyncpg trips over itself where it goes in the middle of a query."""

Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record]"


class LeadershipLost(RuntimeError):
    """Another process is the active worker now, or the lock's connection is gone."""


@asynccontextmanager
async def leading(dsn: str, stopping: asyncio.Event, every: float = 0.5) -> AsyncIterator["Lead | None"]:
    """Waits until this process is the service's active worker, and stays so until the end of the block.

    Gives None where `stopping` is set before that. Raises OSError or asyncpg.PostgresError where the database
    is lost while waiting.
    """
    connection = await asyncpg.connect(dsn, timeout=10, server_settings=_KEEPALIVE)
    try:
        while not await connection.fetchval("select pg_try_advisory_lock($1)", LOCK):
            if await _set_within(stopping, every):
                yield None
                return
        epoch = await connection.fetchval("update active_worker set epoch = epoch + 1 returning epoch")
        yield Lead(connection, epoch)
    finally:
        await _let_go(connection)


async def _set_within(event: asyncio.Event, seconds: float) -> bool:
    try:
        async with asyncio.timeout(seconds):
            return await event.wait()
    except TimeoutError:
        return False


async def _let_go(connection: Connection) -> None:
    try:
        await connection.close(timeout=2)
    except _LOST:
        connection.terminate()


class Lead:
    """The present leadership; `epoch` grows with every change of the active worker."""

    def __init__(self, connection: Connection, epoch: int) -> None:
        self._connection = connection
        self.epoch = epoch

    async def until_lost(self) -> None:
        """Returns never; raises LeadershipLost as soon as the lock's connection is gone."""
        while True:
            await asyncio.sleep(1)
            try:
                await self._connection.fetchval("select 1", timeout=5)
            except _LOST as error:
                raise LeadershipLost("the lock's connection is gone") from error


async def must_lead(driver: Connection, epoch: int) -> None:
    """Holds off the next active worker until the running transaction ends.

    Raises LeadershipLost where there is one already: what this process still has in hand is no longer its own.
    """
    if not await driver.fetchval("select 1 from active_worker where epoch = $1 for share", epoch):
        raise LeadershipLost(f"epoch {epoch} is over")
