"""Rebuilds the city's projections by replay: everything it has heard is heard again from the first fact on."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import asyncpg
import nats
from nats.aio.client import Client

from deploy import provision, topology
from deploy.roles import Connection, dsn_of
from services.city.rebuild import EMPTIED, after_rebuild
from shared.kit.consumer import ConsumerMissing, set_back
from shared.kit.database import Database
from shared.kit.leadership import LOCK

_SERVICE = "city"
_KIT = ("inbox", "parked")
_LOCK_HOLDERS = """
select pg_terminate_backend(l.pid) from pg_locks l join pg_database d on d.oid = l.database
where l.locktype = 'advisory' and l.granted and d.datname = current_database()
  and l.pid not in (pg_backend_pid(), $1)
"""


class NotCaughtUp(TimeoutError):
    """The replay did not reach the end of the stream in time; it goes on by itself."""


async def rebuild(
    admin_dsn: str,
    city_dsn: str,
    nats_url: str,
    monitor_url: str,
    node: str,
    told: Callable[[str], None],
    seconds: float = 600,
) -> None:
    """Empties the projections and hears the stream anew, while the city keeps answering.

    Whoever consumes is shut out first: the rebuild becomes the city's one active worker, so what the former one
    still has in hand is refused by its epoch. Raises NotCaughtUp after `seconds`.
    """
    admin = await asyncpg.connect(dsn_of(admin_dsn, city_dsn.rpartition("/")[2]))
    client = await nats.connect(nats_url, name="sosedi-rebuild")
    try:
        async with _leading_instead(admin, city_dsn):
            await _start_from_nothing(admin, client, node)
            await provision.streams(nats_url, monitor_url, node, [topology.part(_SERVICE)])
        told("The projections are empty; the stream is heard from its beginning.")
        await _caught_up(client, node, told, seconds)
    finally:
        await client.close()
        await admin.close()
    await _let_publication_go_on(city_dsn)


@asynccontextmanager
async def _leading_instead(admin: Connection, dsn: str) -> AsyncIterator[None]:
    """Is the city's active worker in place of whoever was.

    The lock is waited for in the server's own queue: whoever holds it is ended, comes back to try again, and finds
    it taken already.
    """
    connection = await asyncpg.connect(dsn)
    try:
        pid: int = await connection.fetchval("select pg_backend_pid()")
        taking = asyncio.ensure_future(connection.execute("select pg_advisory_lock($1)", LOCK))
        while not (await asyncio.wait([taking], timeout=0.05))[0]:
            await admin.execute(_LOCK_HOLDERS, pid)
        await taking
        await connection.execute("update active_worker set epoch = epoch + 1")
        yield
    finally:
        await connection.close(timeout=5)


async def _start_from_nothing(admin: Connection, client: Client, node: str) -> None:
    await admin.execute(f"truncate {', '.join((*EMPTIED, *_KIT))}")
    confirmed = -1
    while confirmed != 0:  # a confirmation of the former worker may still have been under way
        try:
            await set_back(client, node, _SERVICE, to=1)
        except ConsumerMissing:
            return
        await asyncio.sleep(0.5)
        confirmed = (await client.jetstream().consumer_info(f"EV_{node}", _SERVICE)).ack_floor.stream_seq


async def _caught_up(client: Client, node: str, told: Callable[[str], None], seconds: float) -> None:
    deadline, said_at = time.monotonic() + seconds, time.monotonic()
    while True:
        info = await client.jetstream().consumer_info(f"EV_{node}", _SERVICE)
        waiting = (info.num_pending or 0) + (info.num_ack_pending or 0)
        if not waiting:
            return
        if time.monotonic() > deadline:
            raise NotCaughtUp(f"{waiting} facts are still to be heard")
        if time.monotonic() - said_at > 5:
            said_at = time.monotonic()
            told(f"{waiting} facts are still to be heard")
        await asyncio.sleep(0.1)


async def _let_publication_go_on(city_dsn: str) -> None:
    database = Database(city_dsn, pool=1)
    try:
        async with database.transaction(None) as session:
            await after_rebuild(session)
    finally:
        await database.close()
