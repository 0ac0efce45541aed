"""A server that is away for a while: commands go on, and what was said meanwhile arrives afterwards."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator

import psutil
import pytest

from deploy.embedded.nats import NatsServer
from deploy.embedded.postgres import PostgresServer
from shared.contracts.requests import SendCode
from shared.kit.bus import Bus
from shared.kit.settings import Settings
from shared.kit.trouble import NoAnswer
from shared.testing.polling import Eventually
from shared.testing.street import NODE, Street, must_be_applied_exactly, patiently
from shared.testing.things import Declared

MOVES = 40
ENDS_WITHIN = 30
"""Seconds; it takes a third of that at most; a bus that waited for both servers would take for ever."""


@pytest.fixture
async def bus(road: Street) -> AsyncIterator[Bus]:
    """The bus of the service that says things, in this process, not yet started."""

    def must_not_end(why: str) -> None:
        raise AssertionError(f"the process would end: {why}")

    settings = Settings(service="kit", nats=road.nats, node=NODE)
    bus = Bus(Declared("kit"), settings, road.saying, on_fatal=must_not_end)
    yield bus
    await bus.stop()


async def test_commands_go_on_while_nats_is_away_and_the_outbox_drains_afterwards(
    road: Street, bus: Bus, mortal_nats: NatsServer, eventually: Eventually
) -> None:
    (thing,) = await road.make_things(1)
    road.consumer.start()
    await bus.start()
    await road.move(thing)
    await eventually(road.all_applied)
    mortal_nats.kill()
    await eventually(lambda: not bus.state()["connected"])
    for _ in range(MOVES):
        await road.move(thing)
    await eventually(lambda: bus.state()["outbox_waiting"] == MOVES)
    assert bus.state()["ready"] is False
    await patiently(mortal_nats.start)
    await must_be_applied_exactly(road)
    await eventually(lambda: bus.state()["ready"])


async def test_service_starts_and_takes_commands_without_nats(
    road: Street, bus: Bus, mortal_nats: NatsServer, eventually: Eventually
) -> None:
    mortal_nats.kill()
    (thing,) = await road.make_things(1)
    await bus.start()
    for _ in range(MOVES):
        await road.move(thing)
    await eventually(lambda: bus.state()["outbox_waiting"] == MOVES)
    with pytest.raises(NoAnswer):
        await bus.ask(SendCode(way="mail", address="nobody@example.org", code="1"), timeout=0.2)
    road.consumer.start()
    await patiently(mortal_nats.start)
    await must_be_applied_exactly(road)


async def test_service_stops_cleanly_while_nats_is_away_and_keeps_what_was_not_published(
    road: Street, bus: Bus, mortal_nats: NatsServer, eventually: Eventually
) -> None:
    (thing,) = await road.make_things(1)
    await bus.start()
    await eventually(lambda: bus.state()["connected"])
    mortal_nats.kill()
    for _ in range(MOVES):
        await road.move(thing)
    await bus.stop()
    await patiently(mortal_nats.start)
    road.relay.start()
    road.consumer.start()
    await must_be_applied_exactly(road)


async def test_server_that_hangs_holds_up_no_command(
    road: Street, bus: Bus, mortal_nats: NatsServer, eventually: Eventually
) -> None:
    (thing,) = await road.make_things(1)
    road.consumer.start()
    await bus.start()
    await eventually(lambda: bus.state()["connected"])
    os.kill(mortal_nats.pid, signal.SIGSTOP)
    try:
        for _ in range(MOVES):
            await road.move(thing)
    finally:
        os.kill(mortal_nats.pid, signal.SIGCONT)
    await must_be_applied_exactly(road)


async def test_service_ends_before_its_supervisor_loses_patience_though_both_servers_hang(
    road: Street, bus: Bus, mortal_nats: NatsServer, mortal_postgres: PostgresServer, eventually: Eventually
) -> None:
    (thing,) = await road.make_things(1)
    await bus.start()
    await eventually(lambda: bus.state()["connected"])
    sessions = psutil.Process(mortal_postgres.pid).children(recursive=True)
    hanging = [mortal_nats.pid, mortal_postgres.pid, *(session.pid for session in sessions)]
    await road.move(thing)
    for pid in hanging:
        os.kill(pid, signal.SIGSTOP)
    try:
        async with asyncio.timeout(ENDS_WITHIN):
            await bus.stop()
            await road.saying.close()
    finally:
        for pid in hanging:
            os.kill(pid, signal.SIGCONT)
    road.relay.start()
    road.consumer.start()
    await must_be_applied_exactly(road)
