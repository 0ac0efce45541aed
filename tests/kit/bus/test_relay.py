"""The relay publishes what is committed, all of it, in order, and nothing else."""

import json
from datetime import datetime
from uuid import UUID

import asyncpg
from nats.aio.client import Client
from nats.js.api import RawStreamMsg
from nats.js.errors import NotFoundError

from shared.kit import outbox
from shared.kit.correlation import correlation_id, traceparent
from shared.kit.ids import new_id
from shared.kit.relay import republish, sweep
from shared.testing.backbone import NODE, Backbone, say
from shared.testing.polling import Eventually
from shared.testing.things import Declared, ThingMovedV1

KIT = Declared("kit")
STREAM = f"EV_{NODE}"


async def published(client: Client) -> list[RawStreamMsg]:
    """Every message of the stream."""
    found = []
    for number in range(1, (await client.jetstream().stream_info(STREAM)).state.last_seq + 1):
        try:
            found.append(await client.jetstream().get_msg(STREAM, number))
        except NotFoundError:
            continue
    return found


async def steps(client: Client) -> list[int]:
    return [json.loads(message.data or b"")["step"] for message in await published(client)]


async def test_fact_is_published_as_a_cloud_event(
    backbone: Backbone, center: UUID, eventually: Eventually
) -> None:
    await backbone.provision()
    database, client, thing = await backbone.database(), await backbone.client(), new_id()
    await backbone.start(KIT, database)
    correlation_id.set("a-request-of-somebody")
    traceparent.set("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
    await say(database, center, ThingMovedV1(thing_id=thing, step=1))

    await eventually(lambda: published(client))
    (message,) = await published(client)
    headers = message.headers or {}
    assert message.subject == f"ev.{center}.kit.thing.{thing}.moved"
    assert json.loads(message.data or b"") == {"thing_id": str(thing), "step": 1}
    assert headers["ce-id"] == headers["Nats-Msg-Id"]
    assert headers["ce-specversion"] == "1.0"
    assert headers["ce-type"] == "kit.thing.moved.v1"
    assert headers["ce-source"] == f"/{NODE}/kit"
    assert headers["ce-subject"] == f"thing.{thing}"
    assert headers["ce-correlationid"] == "a-request-of-somebody"
    assert headers["traceparent"].startswith("00-0af7651916cd43dd8448eb211c80319c")
    assert datetime.fromisoformat(headers["ce-time"]).tzinfo is not None


async def test_order_of_the_outbox_is_the_order_of_the_stream(
    backbone: Backbone, center: UUID, eventually: Eventually
) -> None:
    await backbone.provision()
    database, client, thing = await backbone.database(), await backbone.client(), new_id()
    await say(database, center, *(ThingMovedV1(thing_id=thing, step=step) for step in range(1, 1201)))
    await backbone.start(KIT, database)

    async def all_there() -> bool:
        return (await client.jetstream().stream_info(STREAM)).state.messages == 1200

    await eventually(all_there)
    assert await steps(client) == list(range(1, 1201))


async def test_rolled_back_fact_is_never_published(
    backbone: Backbone, center: UUID, eventually: Eventually
) -> None:
    await backbone.provision()
    database, client, thing = await backbone.database(), await backbone.client(), new_id()
    await backbone.start(KIT, database)
    async with database.session(center) as session:
        outbox.add(session, ThingMovedV1(thing_id=thing, step=1))
        await session.rollback()
    await say(database, center, ThingMovedV1(thing_id=thing, step=2))
    await eventually(lambda: published(client))
    assert await steps(client) == [2]


async def test_uncommitted_fact_holds_up_nobody_and_is_published_once_committed(
    backbone: Backbone, center: UUID, eventually: Eventually
) -> None:
    await backbone.provision()
    database, client = await backbone.database(), await backbone.client()
    await backbone.start(KIT, database)
    slow = await asyncpg.connect(database.dsn)
    transaction = slow.transaction()
    await transaction.start()
    await outbox.write(slow, [outbox.outgoing(ThingMovedV1(thing_id=new_id(), step=1), center)], None)
    for step in (2, 3):
        await say(database, center, ThingMovedV1(thing_id=new_id(), step=step))

    async def later_ones() -> bool:
        return await steps(client) == [2, 3]

    await eventually(later_ones)
    await transaction.commit()
    await slow.close()

    async def late_one_too() -> bool:
        return await steps(client) == [2, 3, 1]

    await eventually(late_one_too)


async def test_facts_wait_for_a_stream_that_is_not_there(
    backbone: Backbone, center: UUID, eventually: Eventually
) -> None:
    database, client, thing = await backbone.database(), await backbone.client(), new_id()
    bus = await backbone.start(KIT, database)
    await say(database, center, *(ThingMovedV1(thing_id=thing, step=step) for step in (1, 2)))
    await eventually(lambda: bus.state()["outbox_waiting"] == 2)
    await backbone.provision()

    async def drained() -> bool:
        return await steps(client) == [1, 2]

    await eventually(drained)


async def test_refused_publish_loses_nothing_and_keeps_the_order(
    backbone: Backbone, center: UUID, eventually: Eventually
) -> None:
    await backbone.provision()
    database, client, thing = await backbone.database(), await backbone.client(), new_id()
    jetstream = client.jetstream()
    full = (await jetstream.stream_info(STREAM)).config
    full.max_msgs = 3
    await jetstream.update_stream(full)
    await backbone.start(KIT, database)
    await say(database, center, *(ThingMovedV1(thing_id=thing, step=step) for step in range(1, 8)))

    async def as_many_as_fit() -> bool:
        return await steps(client) == [1, 2, 3]

    await eventually(as_many_as_fit)
    full.max_msgs = -1
    await jetstream.update_stream(full)

    async def the_rest() -> bool:
        return await steps(client) == list(range(1, 8))

    await eventually(the_rest)


async def test_republished_facts_keep_their_ids(
    backbone: Backbone, center: UUID, eventually: Eventually
) -> None:
    await backbone.provision()
    database, client, thing = await backbone.database(), await backbone.client(), new_id()
    await backbone.start(KIT, database)
    await say(database, center, *(ThingMovedV1(thing_id=thing, step=step) for step in (1, 2)))

    async def both() -> bool:
        return await steps(client) == [1, 2]

    await eventually(both)
    before = [(message.headers or {})["ce-id"] for message in await published(client)]
    await client.jetstream().delete_stream(STREAM)
    await backbone.provision()
    connection = await asyncpg.connect(database.dsn)
    assert await republish(connection, since_days=1) == 2
    await connection.close()
    await eventually(both)
    assert [(message.headers or {})["ce-id"] for message in await published(client)] == before


async def test_sweep_forgets_only_what_was_published_long_ago(backbone: Backbone, center: UUID) -> None:
    database = await backbone.database()
    await say(database, center, *(ThingMovedV1(thing_id=new_id(), step=step) for step in (1, 2, 3)))
    connection = await asyncpg.connect(database.dsn)
    await connection.execute("update outbox set published_at = now() - interval '40 days' where id = 1")
    await connection.execute("update outbox set published_at = now() where id = 2")
    assert await sweep(connection, days=30) == 1
    assert [row["id"] for row in await connection.fetch("select id from outbox order by id")] == [2, 3]
    await connection.close()
