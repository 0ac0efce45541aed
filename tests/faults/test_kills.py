"""Whatever is killed, whenever: what was committed is applied, each fact once, in order, and nothing else."""

import asyncio
import random
import signal
from collections.abc import Callable

import asyncpg

from deploy.embedded.nats import NatsServer
from deploy.embedded.postgres import PostgresServer
from shared.testing.polling import Eventually
from shared.testing.street import Street, must_be_applied_exactly, patiently

KILLS = ("relay",) * 12 + ("consumer",) * 12 + ("nats",) * 5 + ("postgres",) * 4


async def test_what_is_committed_is_applied_once_and_in_order_under_kills_of_everything(
    road: Street, mortal_nats: NatsServer, mortal_postgres: PostgresServer, eventually: Eventually
) -> None:
    victims: dict[str, tuple[Callable[[], None], Callable[[], None]]] = {
        "relay": (road.relay.kill, road.relay.start),
        "consumer": (road.consumer.kill, road.consumer.start),
        "nats": (mortal_nats.kill, mortal_nats.start),
        "postgres": (mortal_postgres.kill, mortal_postgres.start),
    }
    over = asyncio.Event()
    things = await road.make_things(6)
    road.relay.start()
    road.consumer.start()
    load = [asyncio.create_task(road.keep_moving(thing, over)) for thing in things]
    chance = random.Random()
    for name in chance.sample(KILLS, len(KILLS)):
        kill, start = victims[name]
        await asyncio.sleep(chance.uniform(0.1, 0.9))
        kill()
        await asyncio.sleep(chance.uniform(0, 0.2))
        await patiently(start)
    over.set()
    await asyncio.gather(*load)
    await must_be_applied_exactly(road)
    assert road.rolled_back


async def test_worker_that_was_frozen_and_replaced_cannot_disturb_the_order(
    road: Street, eventually: Eventually
) -> None:
    over = asyncio.Event()
    things = await road.make_things(4)
    road.relay.start()
    road.consumer.start()
    load = [asyncio.create_task(road.keep_moving(thing, over)) for thing in things]

    async def under_way() -> bool:
        return len(await road.applied()) > 100

    await eventually(under_way)
    road.consumer.send(signal.SIGSTOP)
    second = road.consumer.another()
    second.start()
    await _cut_off_the_lock(road)

    async def replaced() -> bool:
        return len(await road.applied()) > 2 * frozen_at

    frozen_at = len(await road.applied())
    await eventually(replaced)
    road.consumer.send(signal.SIGCONT)
    over.set()
    await asyncio.gather(*load)
    await must_be_applied_exactly(road)
    second.close()


async def _cut_off_the_lock(road: Street) -> None:
    """As when a network fails between a frozen machine and the database."""
    admin = await asyncpg.connect(road.hearing.dsn)
    await admin.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()"
        " and pid <> pg_backend_pid()"
    )
    await admin.close()


async def test_ending_under_load_is_clean_and_leaves_nothing_to_repeat(
    road: Street, eventually: Eventually
) -> None:
    over = asyncio.Event()
    things = await road.make_things(4)
    road.relay.start()
    road.consumer.start()
    load = [asyncio.create_task(road.keep_moving(thing, over)) for thing in things]
    for _ in range(3):
        so_far = len(await road.applied())

        async def further(than: int = so_far) -> bool:
            return len(await road.applied()) > than + 50

        await eventually(further)
        for process in (road.consumer, road.relay):
            assert process.end() == 0
            process.start()
    over.set()
    await asyncio.gather(*load)
    await must_be_applied_exactly(road)
