"""One active worker a service: it does the tasks, another takes over, and a former one is shut out."""

import asyncio
from datetime import timedelta
from uuid import UUID

import asyncpg
import pytest

from shared.kit.applying import Applying
from shared.kit.cloud_event import read_parts
from shared.kit.database import Database
from shared.kit.ids import new_id
from shared.kit.leadership import LeadershipLost, leading, must_lead
from shared.kit.reactions import by_type
from shared.kit.tasks import Task
from shared.testing.backbone import NODE, Backbone, say, steps_of, tell
from shared.testing.facts import message_of
from shared.testing.polling import Eventually
from shared.testing.things import Declared, ThingMovedV1, note_steps


async def test_tasks_are_done_again_and_again_by_one_copy_only(
    backbone: Backbone, eventually: Eventually
) -> None:
    database, ran, at_once = await backbone.database(), [], 0

    async def count(_: Database) -> None:
        nonlocal at_once
        at_once += 1
        assert at_once == 1
        await asyncio.sleep(0)
        ran.append(True)
        at_once -= 1

    service = Declared("kit", tasks=(Task("count", timedelta(milliseconds=5), count),))
    await backbone.start(service, database)
    await backbone.start(service, database)
    await eventually(lambda: len(ran) > 5)


async def test_failing_task_is_tried_again_and_holds_up_no_other(
    backbone: Backbone, eventually: Eventually
) -> None:
    failed: list[bool] = []
    done: list[bool] = []

    async def fail(_: Database) -> None:
        failed.append(True)
        raise ValueError("no")

    async def succeed(_: Database) -> None:
        done.append(True)

    soon = timedelta(milliseconds=5)
    tasks = (Task("fail", soon, fail), Task("succeed", soon, succeed))
    await backbone.start(Declared("kit", tasks=tasks), await backbone.database())
    await eventually(lambda: len(failed) > 2 and len(done) > 2)


async def test_another_copy_takes_over_when_the_active_one_stops(
    backbone: Backbone, center: UUID, eventually: Eventually
) -> None:
    listener = Declared("listener", (note_steps(),))
    await backbone.provision(listener)
    client, hearing, thing = await backbone.client(), await backbone.database(), new_id()
    first = await backbone.start(listener, hearing)
    await eventually(lambda: first.state()["worker"] == "active")
    second = await backbone.start(listener, hearing)
    await tell(client, center, ThingMovedV1(thing_id=thing, step=1))

    async def heard_one() -> bool:
        return await steps_of(hearing, thing) == [1]

    await eventually(heard_one)
    assert second.state()["worker"] == "standby"
    await first.stop()
    await tell(client, center, ThingMovedV1(thing_id=thing, step=2))

    async def heard_two() -> bool:
        return await steps_of(hearing, thing) == [1, 2]

    await eventually(heard_two)
    assert second.state()["worker"] == "active"


async def test_worker_that_loses_its_lock_starts_over(
    backbone: Backbone, center: UUID, eventually: Eventually
) -> None:
    await backbone.provision()
    database = await backbone.database()
    bus = await backbone.start(Declared("kit"), database)
    await eventually(lambda: bus.state()["worker"] == "active")
    admin = await asyncpg.connect(database.dsn)
    await admin.execute(
        "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and database ="
        " (select oid from pg_database where datname = current_database())"
    )
    await say(database, center, ThingMovedV1(thing_id=new_id(), step=1))

    async def led_again_and_published() -> bool:
        epoch = await admin.fetchval("select epoch from active_worker")
        left = await admin.fetchval("select count(*) from outbox where published_at is null")
        return bool(epoch == 2 and left == 0)

    await eventually(led_again_and_published)
    await admin.close()


async def test_former_worker_can_commit_nothing(backbone: Backbone) -> None:
    database, stopping = await backbone.database(), asyncio.Event()
    connection = await asyncpg.connect(database.dsn)
    async with leading(database.dsn, stopping) as former:
        assert former is not None
        async with connection.transaction():
            await must_lead(connection, former.epoch)
    async with leading(database.dsn, stopping) as present:
        assert present is not None
        assert present.epoch > former.epoch
        with pytest.raises(LeadershipLost):
            await must_lead(connection, former.epoch)
    await connection.close()


async def test_waiting_to_lead_ends_when_stopped(backbone: Backbone) -> None:
    database, stopping = await backbone.database(), asyncio.Event()
    async with leading(database.dsn, stopping):
        stopping.set()
        async with leading(database.dsn, stopping) as second:
            assert second is None


async def test_facts_in_the_hands_of_a_former_worker_are_not_applied(
    backbone: Backbone, center: UUID
) -> None:
    database, stopping, thing = await backbone.database(), asyncio.Event(), new_id()
    applying = Applying("listener", database, by_type([note_steps()]))
    fact = ThingMovedV1(thing_id=thing, step=1)
    fact_id, message = message_of(fact, center, NODE)
    ready = applying.read(read_parts(message.subject, message.headers, message.data, sequence=1))
    async with leading(database.dsn, stopping) as former:
        assert former is not None
        applying.epoch = former.epoch
    async with leading(database.dsn, stopping):
        with pytest.raises(LeadershipLost):
            await applying.apply([ready])
    assert ready.told.id == fact_id
    assert await steps_of(database, thing) == []
