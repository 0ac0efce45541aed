"""Servers that these tests may kill."""

import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from uuid import uuid4

import pytest

from deploy.embedded.nats import Account, NatsServer, User
from deploy.embedded.postgres import PostgresServer
from deploy.embedded.process import free_port
from shared.testing.backbone import Backbone, BusNats, bus_nats
from shared.testing.servers import Servers
from shared.testing.street import Street, street

_USERS = 30


@pytest.fixture(scope="session")
def mortal_nats() -> Iterator[NatsServer]:
    folder = Path(tempfile.mkdtemp(prefix="sosedi-faults-"))
    accounts = [Account(f"A{number}", (User(f"user{number}", "secret"),)) for number in range(_USERS)]
    server = NatsServer(folder, free_port(), free_port(), accounts)
    server.start()
    yield server
    server.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def mortal_postgres() -> Iterator[PostgresServer]:
    folder = Path(tempfile.mkdtemp(prefix="sosedi-faults-"))
    folder.chmod(0o711)
    server = PostgresServer(folder, free_port(), uuid4().hex)
    server.start()
    yield server
    server.stop()
    shutil.rmtree(server.placement.cluster.parent, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def users() -> Iterator[str]:
    """Each NATS account is given out once."""
    return (f"user{number}" for number in range(_USERS))


@pytest.fixture
async def road(
    mortal_postgres: PostgresServer, mortal_nats: NatsServer, users: Iterator[str]
) -> AsyncIterator[Street]:
    async with street(mortal_postgres, mortal_nats, next(users)) as made:
        yield made


@pytest.fixture(scope="session")
def nats_of_buses() -> Iterator[BusNats]:
    with bus_nats() as server:
        yield server


@pytest.fixture
async def backbone(servers: Servers, nats_of_buses: BusNats) -> AsyncIterator[Backbone]:
    """Buses inside the test, between servers that stay alive."""
    async with AsyncExitStack() as stack:
        yield Backbone(servers.postgres, nats_of_buses.address(), nats_of_buses.server.monitor, stack)
