"""The relay: carries facts from the outbox into the stream, in the order of the outbox, at least once.

Every pass reads what is not yet published from the start, with no cursor: a transaction that commits late has
a lower id than others published before it, and a cursor would lose it. Aggregates keep their order because
whoever adds a fact holds the aggregate's row.
"""

import asyncio
import time
from collections.abc import Sequence

import asyncpg
import structlog
from nats.aio.client import Client
from nats.errors import Error as NatsError

from shared.kit import bus_metrics as metrics
from shared.kit.cloud_event import Message, to_message
from shared.kit.database import Database
from shared.kit.leadership import Connection
from shared.kit.publishing import Refused, publish_batch, publish_one

CHUNK = 500
KEEP_DAYS = 30
EVERY = 0.05
"""Seconds between looks at the outbox where nobody in this process has committed anything."""
LONGEST_PAUSE = 2.0
"""Seconds between attempts while the stream takes nothing."""

_WAITING = """
select id, event_id, type, subject, data, correlation_id, causation_id, traceparent, occurred_at
from outbox where published_at is null order by id limit $1
"""
_MARK = "update outbox set published_at = now() where id = any($1::bigint[])"

_log = structlog.get_logger()


class Relay:
    """The relay of one service; only its active worker runs it."""

    def __init__(self, service: str, node: str, dsn: str, wake: asyncio.Event) -> None:
        self._service = service
        self._stream = f"EV_{node}"
        self._source = f"/{node}/{service}"
        self._dsn = dsn
        self._wake = wake
        self._failures = 0

    async def run(self, client: Client, stopping: asyncio.Event) -> None:
        """Publishes until `stopping` is set and the outbox empty or the stream silent.

        Raises OSError or asyncpg.PostgresError where the database is lost.
        """
        # Losing a mark only publishes again what everybody knows already, so marks need not wait for the disk.
        connection = await asyncpg.connect(
            self._dsn, timeout=10, server_settings={"synchronous_commit": "off"}
        )
        try:
            while True:
                self._wake.clear()
                began = time.perf_counter()
                carried = await self._pass(connection, client)
                took = time.perf_counter() - began
                if stopping.is_set() and (carried == 0 or self._failures):
                    return
                if carried < CHUNK:
                    # While somebody's long transaction keeps published rows from being cleared away, looking
                    # costs more: then look less often.
                    await self._pause(EVERY if carried else min(1.0, max(EVERY, 5 * took)))
        finally:
            connection.terminate()

    async def _pass(self, connection: Connection, client: Client) -> int:
        rows = await connection.fetch(_WAITING, CHUNK)
        if not rows:
            return 0
        taken = await self._publish(client, [to_message(row, self._source) for row in rows])
        if taken:
            await connection.execute(_MARK, [row["id"] for row in rows[:taken]])
            metrics.PUBLISHED.labels(self._service).inc(taken)
        return taken

    async def _publish(self, client: Client, messages: Sequence[Message]) -> int:
        """How many of `messages`, from the first on, the stream has."""
        taken = 0
        try:
            if not client.is_connected:
                raise ConnectionError("not connected")
            if len(messages) > 1 and await self._publish_at_once(client, messages):
                taken = len(messages)
            while taken < len(messages):
                await publish_one(client, self._stream, messages[taken])
                taken += 1
        except (NatsError, Refused, TimeoutError, ConnectionError) as error:
            self._note_failure(error)
        else:
            self._failures = 0
        return taken

    async def _publish_at_once(self, client: Client, messages: Sequence[Message]) -> bool:
        try:
            await publish_batch(client, self._stream, messages)
        except Refused as refused:
            # Most often: published before, and only the mark was lost. One by one shows which one is refused.
            _log.info("relay.batch-refused", service=self._service, why=str(refused))
            return False
        return True

    def _note_failure(self, error: Exception) -> None:
        if self._failures == 0:
            _log.warning("relay.waits", service=self._service, why=f"{type(error).__name__}: {error}")
        self._failures += 1
        metrics.PUBLISH_FAILED.labels(self._service).inc()

    async def _pause(self, seconds: float) -> None:
        if self._failures:
            await asyncio.sleep(min(LONGEST_PAUSE, EVERY * 2 ** min(self._failures, 8)))
            return
        try:
            async with asyncio.timeout(seconds):
                await self._wake.wait()
        except TimeoutError:
            return


async def sweep(connection: Connection, days: int) -> int:
    """Forgets facts that were published more than `days` ago; returns how many."""
    done: str = await connection.execute(
        "delete from outbox where published_at < now() - make_interval(days => $1)", days
    )
    return int(done.split()[1])


async def forget_published(database: Database) -> None:
    """The task that keeps the outbox small: published facts stay for `KEEP_DAYS`, to be published again if need be."""
    connection = await asyncpg.connect(database.dsn, timeout=10)
    try:
        await sweep(connection, KEEP_DAYS)
    finally:
        await connection.close()


async def republish(connection: Connection, since_days: int) -> int:
    """Has the relay publish again everything of the last `since_days` days; who applied a fact ignores it.

    For a stream that was lost, or restored from an older copy. Returns how many facts.
    """
    done: str = await connection.execute(
        "update outbox set published_at = null where published_at >= now() - make_interval(days => $1)",
        since_days,
    )
    return int(done.split()[1])
