"""The consumer applies what it hears once, in order, and lets nothing bad hold up its neighbors."""

from collections.abc import Sequence
from uuid import UUID

import asyncpg
from sqlalchemy.ext.asyncio import AsyncSession

from shared.kit import dead_letters, outbox
from shared.kit.consumer import set_back
from shared.kit.correlation import correlation_id
from shared.kit.ids import new_id
from shared.kit.publishing import publish_one
from shared.kit.reactions import Reactions, Told
from shared.testing.backbone import NODE, STREAM, Backbone, say, steps_of, tell
from shared.testing.facts import message_of
from shared.testing.polling import Eventually
from shared.testing.things import Declared, ThingLostV1, ThingMovedV1, note_steps


async def test_committed_facts_of_one_service_are_applied_by_another(
    backbone: Backbone, center: UUID, eventually: Eventually
) -> None:
    listener = Declared("listener", (note_steps(),))
    await backbone.provision(listener)
    saying, hearing, thing = await backbone.database(), await backbone.database(), new_id()
    await backbone.start(Declared("kit"), saying)
    await backbone.start(listener, hearing)
    await say(saying, center, *(ThingMovedV1(thing_id=thing, step=step) for step in range(1, 1201)))

    async def all_applied() -> bool:
        return await steps_of(hearing, thing) == list(range(1, 1201))

    await eventually(all_applied)


async def test_facts_said_before_the_consumer_ran_are_applied(
    backbone: Backbone, center: UUID, eventually: Eventually
) -> None:
    listener = Declared("listener", (note_steps(),))
    await backbone.provision(listener)
    client, hearing, thing = await backbone.client(), await backbone.database(), new_id()
    await tell(client, center, ThingMovedV1(thing_id=thing, step=1))
    await backbone.start(listener, hearing)

    async def applied() -> bool:
        return await steps_of(hearing, thing) == [1]

    await eventually(applied)


async def test_everything_told_twice_is_applied_once(
    backbone: Backbone, center: UUID, eventually: Eventually
) -> None:
    listener = Declared("listener", (note_steps(),))
    await backbone.provision(listener)
    client, hearing, thing = await backbone.client(), await backbone.database(), new_id()
    bus = await backbone.start(listener, hearing)
    for step in (1, 2, 3):
        await tell(client, center, ThingMovedV1(thing_id=thing, step=step))

    async def applied() -> bool:
        return await steps_of(hearing, thing) == [1, 2, 3]

    await eventually(applied)
    await bus.stop()
    await set_back(client, NODE, "listener", to=1)
    await tell(client, center, ThingMovedV1(thing_id=thing, step=4))
    await backbone.start(listener, hearing)

    async def only_the_new_one() -> bool:
        return (await steps_of(hearing, thing))[-1] == 4

    await eventually(only_the_new_one)
    assert await steps_of(hearing, thing) == [1, 2, 3, 4]


async def test_the_same_message_twice_in_one_batch_is_applied_once(
    backbone: Backbone, center: UUID, eventually: Eventually
) -> None:
    listener = Declared("listener", (note_steps(),))
    await backbone.provision(listener)
    client, hearing, thing = await backbone.client(), await backbone.database(), new_id()
    _, message = message_of(ThingMovedV1(thing_id=thing, step=1), center, NODE)
    for number in range(3):
        message.headers["Nats-Msg-Id"] = f"again-{number}-{thing}"
        await publish_one(client, STREAM, message)
    await tell(client, center, ThingMovedV1(thing_id=thing, step=2))
    await backbone.start(listener, hearing)

    async def applied() -> bool:
        return await steps_of(hearing, thing) == [1, 2]

    await eventually(applied)


async def test_reaction_works_in_the_context_of_the_center_that_the_subject_names(
    backbone: Backbone, eventually: Eventually
) -> None:
    listener = Declared("listener", (note_steps(),))
    await backbone.provision(listener)
    client, hearing, centers, thing = (
        await backbone.client(),
        await backbone.database(),
        (new_id(), new_id()),
        new_id(),
    )
    for step in range(1, 7):
        await tell(client, centers[step % 2], ThingMovedV1(thing_id=thing, step=step))
    await backbone.start(listener, hearing)

    async def all_applied() -> bool:
        return len(await steps_of(hearing, thing)) == 6

    await eventually(all_applied)
    connection = await asyncpg.connect(hearing.dsn)
    rows = await connection.fetch("select center_id, tenant from effect")
    await connection.close()
    assert all(str(row["center_id"]) == row["tenant"] for row in rows)


async def test_reaction_outside_of_tenancy_hears_all_centers_in_the_order_of_the_stream(
    backbone: Backbone, eventually: Eventually
) -> None:
    listener = Declared("listener", (note_steps(tenant=False),))
    await backbone.provision(listener)
    client, hearing, thing = await backbone.client(), await backbone.database(), new_id()
    for step in range(1, 7):
        await tell(client, new_id(), ThingMovedV1(thing_id=thing, step=step))
    await backbone.start(listener, hearing)

    async def in_order() -> bool:
        return await steps_of(hearing, thing) == [1, 2, 3, 4, 5, 6]

    await eventually(in_order)
    connection = await asyncpg.connect(hearing.dsn)
    assert await connection.fetchval("select count(*) from effect where tenant <> ''") == 0
    await connection.close()


async def test_undecodable_facts_go_to_the_dead_letters_and_their_neighbors_are_applied(
    backbone: Backbone, center: UUID, eventually: Eventually
) -> None:
    listener = Declared("listener", (note_steps(),))
    await backbone.provision(listener)
    client, hearing, thing = await backbone.client(), await backbone.database(), new_id()
    await tell(client, center, ThingMovedV1(thing_id=thing, step=1))
    _, broken = message_of(ThingMovedV1(thing_id=thing, step=2), center, NODE)
    await client.jetstream().publish(broken.subject, b'{"step": "Ivanova, +7 900"}', headers=broken.headers)
    await client.jetstream().publish(broken.subject, b"{}")
    await tell(client, center, ThingMovedV1(thing_id=thing, step=3))
    await backbone.start(listener, hearing)

    async def neighbors() -> bool:
        return await steps_of(hearing, thing) == [1, 3]

    await eventually(neighbors)
    letters = await dead_letters.listed(client, NODE)
    assert [letter.service for letter in letters] == ["listener", "listener"]
    assert "thing_id: missing" in letters[0].reason
    assert "Ivanova" not in letters[0].reason
    assert letters[1].reason == "no header ce-id"


async def test_facts_that_nobody_here_reacts_to_are_passed_over(
    backbone: Backbone, center: UUID, eventually: Eventually
) -> None:
    listener = Declared("listener", (note_steps(),))
    await backbone.provision(listener)
    client, hearing, thing = await backbone.client(), await backbone.database(), new_id()
    await tell(client, center, ThingLostV1(thing_id=thing))
    _, newer = message_of(ThingMovedV1(thing_id=thing, step=1), center, NODE)
    newer.headers["ce-type"] = "kit.thing.moved.v2"
    await publish_one(client, STREAM, newer)
    await tell(client, center, ThingMovedV1(thing_id=thing, step=2))
    await backbone.start(listener, hearing)

    async def only_what_is_known() -> bool:
        return await steps_of(hearing, thing) == [2]

    await eventually(only_what_is_known)
    assert await dead_letters.listed(client, NODE) == []


async def test_deliveries_lost_on_the_way_come_again_in_order(
    backbone: Backbone, center: UUID, eventually: Eventually
) -> None:
    listener = Declared("listener", (note_steps(),))
    await backbone.provision(listener)
    client, hearing, thing = await backbone.client(), await backbone.database(), new_id()
    for step in range(1, 6):
        await tell(client, center, ThingMovedV1(thing_id=thing, step=step))
    stolen = await client.jetstream().pull_subscribe_bind(consumer="listener", stream=STREAM)
    assert len(await stolen.fetch(3)) == 3
    await backbone.start(listener, hearing)

    async def all_in_order() -> bool:
        return await steps_of(hearing, thing) == [1, 2, 3, 4, 5]

    await eventually(all_in_order)
    for step in range(6, 9):
        await tell(client, center, ThingMovedV1(thing_id=thing, step=step))

    async def still_in_order() -> bool:
        return await steps_of(hearing, thing) == list(range(1, 9))

    await eventually(still_in_order)


async def test_what_a_reaction_says_carries_the_correlation_of_the_first_request_and_the_fact_as_its_cause(
    backbone: Backbone, center: UUID, eventually: Eventually
) -> None:
    echoing = Reactions()

    @echoing.on(ThingMovedV1)
    async def lose(session: AsyncSession, told: Sequence[Told[ThingMovedV1]]) -> None:
        for one in told:
            outbox.add(session, ThingLostV1(thing_id=one.fact.thing_id))

    listener = Declared("listener", (echoing,))
    await backbone.provision(listener)
    saying, hearing = await backbone.database(), await backbone.database()
    things = [new_id() for _ in range(3)]
    for number, thing in enumerate(things):
        correlation_id.set(f"request-{number}")
        await say(saying, center, ThingMovedV1(thing_id=thing, step=1))
    correlation_id.set(None)
    await backbone.start(Declared("kit"), saying)
    await backbone.start(listener, hearing)

    async def echoes() -> list[asyncpg.Record]:
        connection = await asyncpg.connect(hearing.dsn)
        try:
            return await connection.fetch(
                "select correlation_id, causation_id, center_id from outbox order by id"
            )
        finally:
            await connection.close()

    async def all_echoed() -> bool:
        return len(await echoes()) == len(things)

    await eventually(all_echoed)
    connection = await asyncpg.connect(saying.dsn)
    said = await connection.fetch("select event_id, correlation_id from outbox order by id")
    await connection.close()
    assert [(row["correlation_id"], row["causation_id"], row["center_id"]) for row in await echoes()] == [
        (row["correlation_id"], str(row["event_id"]), center) for row in said
    ]
