"""Buses for tests of the bus itself: each test has a NATS account and databases that nobody else uses."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import asyncpg
import nats
from nats.aio.client import Client

from deploy.embedded.nats import Account, NatsServer, User
from deploy.embedded.process import free_port
from deploy.roles import dsn_of
from shared.contracts.fact import Fact
from shared.kit import outbox
from shared.kit.bus import Bus
from shared.kit.database import Database
from shared.kit.publishing import publish_one
from shared.kit.reactions import patterns
from shared.kit.settings import Settings
from shared.kit.streams import provision
from shared.testing.facts import message_of
from shared.testing.things import Declared, create_tables

NODE = "kit"
STREAM = f"EV_{NODE}"
QUICK = (timedelta(milliseconds=40), timedelta(milliseconds=40))
"""A backoff that lets a fact fail three times in no time."""
_ACCOUNTS = 100


class BusNats:
    """A NATS server with many accounts, each of which is given out once."""

    def __init__(self, server: NatsServer) -> None:
        self.server = server
        self._left = iter(range(_ACCOUNTS))

    def address(self) -> str:
        """The address of an account that nobody has used."""
        return self.server.url(f"user{next(self._left)}")


@contextmanager
def bus_nats() -> Iterator[BusNats]:
    """The server for as long as the block runs."""
    folder = Path(tempfile.mkdtemp(prefix="sosedi-bus-"))
    accounts = [Account(f"A{number}", (User(f"user{number}", "secret"),)) for number in range(_ACCOUNTS)]
    server = NatsServer(folder, free_port(), free_port(), accounts)
    server.start()
    try:
        yield BusNats(server)
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


class Backbone:
    """What one test works with; everything that it starts ends with `stack`."""

    def __init__(self, postgres: str, nats_url: str, monitor: str, stack: AsyncExitStack) -> None:
        self.nats = nats_url
        self.fatal: list[str] = []
        """Why a bus would have ended its process."""
        self.monitor = monitor
        self._postgres = postgres
        self._stack = stack

    async def database(self) -> Database:
        """A new database with the kit's tables and those of `shared.testing.things`."""
        name = f"bus_{uuid4().hex}"
        await self._as_admin(f"create database {name}")
        dsn = dsn_of(self._postgres, name)
        await create_tables(dsn)
        database = Database(dsn)
        self._stack.push_async_callback(self._as_admin, f"drop database {name} with (force)")
        self._stack.push_async_callback(database.close)
        return database

    async def provision(self, *services: Declared) -> None:
        """The streams, and the consumers of `services`."""
        await provision(
            self.nats, self.monitor, NODE, {one.name: patterns(one.reactions) for one in services}
        )

    def bus(self, service: Declared, database: Database, backoff: Sequence[timedelta] = QUICK) -> Bus:
        """A bus that is not yet started."""
        settings = Settings(service=service.name, nats=self.nats, node=NODE)
        return Bus(service, settings, database, backoff, self.fatal.append)

    async def start(self, service: Declared, database: Database, backoff: Sequence[timedelta] = QUICK) -> Bus:
        """A running bus."""
        bus = self.bus(service, database, backoff)
        await bus.start()
        self._stack.push_async_callback(bus.stop)
        return bus

    async def client(self) -> Client:
        """A connection of the test's own."""
        client = await nats.connect(self.nats)
        self._stack.push_async_callback(client.close)
        return client

    async def _as_admin(self, statement: str) -> None:
        admin = await asyncpg.connect(self._postgres)
        try:
            await admin.execute(statement)
        finally:
            await admin.close()


async def steps_of(database: Database, thing: UUID) -> list[int]:
    """The steps of `thing`, in the order in which they were applied."""
    connection = await asyncpg.connect(database.dsn)
    try:
        rows = await connection.fetch("select step from effect where thing_id = $1 order by place", thing)
    finally:
        await connection.close()
    return [row["step"] for row in rows]


async def tell(client: Client, center: UUID, fact: Fact) -> None:
    """Publishes `fact` past any outbox."""
    await publish_one(client, STREAM, message_of(fact, center, NODE)[1])


async def say(database: Database, center: UUID, *facts: Fact) -> None:
    """Commits `facts` of one center in one transaction."""
    async with database.transaction(center) as session:
        for fact in facts:
            outbox.add(session, fact)
