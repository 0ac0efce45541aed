"""A service that says and one that hears, as processes between servers that may be killed."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from uuid import UUID, uuid4

import asyncpg
import nats
from nats.aio.client import Client
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from deploy.embedded.nats import NatsServer
from deploy.embedded.postgres import PostgresServer
from shared.kit import outbox
from shared.kit.database import Database
from shared.kit.ids import new_id
from shared.kit.reactions import patterns
from shared.kit.streams import provision
from shared.testing.polling import eventually
from shared.testing.things import ThingMovedV1, create_tables, note_steps
from shared.testing.worker_process import WorkerProcess

NODE = "faults"
STREAM = f"EV_{NODE}"
_MOVE = text("update thing set step = step + 1 where id = :id returning step")
_LOST = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError, SQLAlchemyError)


class Street:
    """Everything of one test."""

    def __init__(self, nats_url: str, saying: Database, hearing: Database) -> None:
        self.nats = nats_url
        self.saying = saying
        self.hearing = hearing
        self.center = new_id()
        self.relay = WorkerProcess("kit", saying.dsn, nats_url, NODE, listens=False)
        self.consumer = WorkerProcess("listener", hearing.dsn, nats_url, NODE, listens=True)
        self.rolled_back: set[UUID] = set()
        self.refused = 0

    async def move(self, thing: UUID, facts: int = 1, *, roll_back: bool = False) -> None:
        """One transaction that moves `thing` and says so; raises what the database raises."""
        async with self.saying.session(self.center) as session:
            for _ in range(facts):
                step = await session.scalar(_MOVE, {"id": thing})
                outbox.add(session, ThingMovedV1(thing_id=thing, step=step))
            if roll_back:
                await self._write_and_roll_back(thing)
                return
            await self.saying.commit(session)

    async def keep_moving(self, thing: UUID, until: asyncio.Event, pause: float = 0.004) -> None:
        """Moves `thing` again and again, whatever happens to the database; every seventh time in vain."""
        turn = 0
        while not until.is_set():
            turn += 1
            try:
                await self.move(thing, 1 + turn % 4, roll_back=turn % 7 == 0)
            except _LOST:
                self.refused += 1
                await asyncio.sleep(0.05)
            await asyncio.sleep(pause)

    async def make_things(self, number: int) -> list[UUID]:
        """Things that stand at step 0."""
        things = [new_id() for _ in range(number)]
        async with self.saying.transaction(None) as session:
            insert = text("insert into thing (id) select unnest(cast(:ids as uuid[]))")
            await session.execute(insert, {"ids": things})
        return things

    async def said(self) -> list[asyncpg.Record]:
        """What was committed, in the order of the outbox: (fact, thing, step)."""
        return await _fetch(
            self.saying.dsn,
            "select event_id, (data::json ->> 'thing_id')::uuid as thing, (data::json ->> 'step')::int as step,"
            " published_at from outbox order by id",
        )

    async def applied(self) -> list[asyncpg.Record]:
        """What was applied, in the order of applying: (fact, thing, step)."""
        return await _fetch(
            self.hearing.dsn, "select fact_id as event_id, thing_id as thing, step from effect order by place"
        )

    async def all_applied(self) -> bool:
        """Whether as much is applied as was committed."""
        try:
            return len(await self.applied()) >= len(await self.said())
        except _LOST:
            return False

    async def published(self) -> set[UUID]:
        """The ids of all facts in the stream."""
        client = await nats.connect(self.nats)
        try:
            return {UUID((message or {})["ce-id"]) async for message in _headers(client)}
        finally:
            await client.close()

    async def _write_and_roll_back(self, thing: UUID) -> None:
        going = outbox.outgoing(ThingMovedV1(thing_id=thing, step=-1), self.center)
        connection = await asyncpg.connect(self.saying.dsn)
        try:
            transaction = connection.transaction()
            await transaction.start()
            await outbox.write(connection, [going], None)
            self.rolled_back.add(going.id)
            await transaction.rollback()
        finally:
            connection.terminate()


async def _headers(client: Client) -> AsyncIterator[dict[str, str] | None]:
    jetstream = client.jetstream()
    last = (await jetstream.stream_info(STREAM)).state.last_seq
    subscription = await jetstream.subscribe("ev.>", ordered_consumer=True, stream=STREAM)
    while last:
        message = await subscription.next_msg(timeout=10)
        yield message.headers
        if message.metadata.sequence.stream >= last:
            break
    await subscription.unsubscribe()


async def _fetch(dsn: str, query: str) -> list[asyncpg.Record]:
    connection = await asyncpg.connect(dsn, timeout=5)
    try:
        return await connection.fetch(query)
    finally:
        connection.terminate()


@asynccontextmanager
async def street(postgres: PostgresServer, server: NatsServer, user: str) -> AsyncIterator[Street]:
    """A street with provisioned streams and running processes."""
    saying, hearing = [await _database(postgres, name) for name in ("saying", "hearing")]
    await provision(server.url(user), server.monitor, NODE, {"listener": patterns((note_steps(),))})
    made = Street(server.url(user), saying, hearing)
    try:
        yield made
    finally:
        for process in (made.relay, made.consumer):
            process.close()
        for database in (saying, hearing):
            await database.close()


async def _database(postgres: PostgresServer, name: str) -> Database:
    unique = f"{name}_{uuid4().hex[:8]}"
    admin = await asyncpg.connect(postgres.dsn())
    await admin.execute(f"create database {unique}")
    await admin.close()
    await create_tables(postgres.dsn(unique))
    return Database(postgres.dsn(unique))


async def patiently(start: Callable[[], None], attempts: int = 20) -> None:
    """Starts a server that was killed: what is left of the former one may need a moment to be gone."""
    for attempt in range(attempts):
        try:
            start()
        except RuntimeError:
            if attempt == attempts - 1:
                raise
            await asyncio.sleep(0.2)
        else:
            return


async def must_be_applied_exactly(road: Street) -> None:
    """Committed = applied, each once, in order for each thing; nothing else was even published."""
    await eventually(road.all_applied, seconds=60, every=0.2)
    said, applied = await road.said(), await road.applied()
    assert [row["event_id"] for row in said] != []
    assert sorted(row["event_id"] for row in applied) == sorted(row["event_id"] for row in said)
    assert _by_thing(applied) == _by_thing(said)
    for steps in _by_thing(applied).values():
        assert steps == list(range(1, len(steps) + 1))
    assert await road.published() == {row["event_id"] for row in said}
    assert not road.rolled_back & {row["event_id"] for row in said}


def _by_thing(rows: Iterable[asyncpg.Record]) -> dict[UUID, list[int]]:
    found: dict[UUID, list[int]] = defaultdict(list)
    for row in rows:
        found[row["thing"]].append(row["step"])
    return found
