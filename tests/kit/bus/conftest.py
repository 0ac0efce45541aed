"""A bus for each test, on a NATS of its own and the run's PostgreSQL."""

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack

import pytest

from shared.testing.backbone import Backbone, BusNats, bus_nats
from shared.testing.servers import Servers


@pytest.fixture(scope="session")
def nats_of_buses() -> Iterator[BusNats]:
    with bus_nats() as server:
        yield server


@pytest.fixture
async def backbone(servers: Servers, nats_of_buses: BusNats) -> AsyncIterator[Backbone]:
    async with AsyncExitStack() as stack:
        yield Backbone(servers.postgres, nats_of_buses.address(), nats_of_buses.server.monitor, stack)
