"""A fact that a reaction cannot stand waits, is given up with a reason, and can be replayed once."""

from datetime import timedelta
from uuid import UUID

import asyncpg
import pytest
from nats.aio.client import Client

from shared.kit import dead_letters
from shared.kit.dead_letters import DeadLetter, NoSuchLetter
from shared.kit.ids import new_id
from shared.kit.publishing import publish_one
from shared.kit.reactions import Told
from shared.kit.trouble import NoAnswer
from shared.testing.backbone import NODE, STREAM, Backbone, steps_of, tell
from shared.testing.facts import message_of
from shared.testing.polling import Eventually
from shared.testing.things import Declared, ThingMovedV1, note_steps

NEVER = (timedelta(hours=1),)


class Poison:
    """What hurts at present: steps by number."""

    def __init__(self, *steps: int) -> None:
        self.steps = set(steps)
        self.attempts = 0

    def __call__(self, told: Told[ThingMovedV1]) -> bool:
        hurts = told.fact.step in self.steps
        self.attempts += hurts
        return hurts


async def buried(client: Client) -> list[DeadLetter]:
    return await dead_letters.listed(client, NODE)


async def test_neighbors_of_a_poison_fact_are_applied(
    backbone: Backbone, center: UUID, eventually: Eventually
) -> None:
    listener = Declared("listener", (note_steps(Poison(7)),))
    await backbone.provision(listener)
    client, hearing = await backbone.client(), await backbone.database()
    things = [new_id() for _ in range(20)]
    for step, thing in enumerate(things):
        await tell(client, center, ThingMovedV1(thing_id=thing, step=step))
    await backbone.start(listener, hearing, NEVER)

    async def all_but_one() -> bool:
        return [await steps_of(hearing, thing) for thing in things] == [
            [s] if s != 7 else [] for s in range(20)
        ]

    await eventually(all_but_one)
    assert await buried(client) == []


async def test_later_facts_of_the_same_thing_wait_behind_a_failing_one(
    backbone: Backbone, center: UUID, eventually: Eventually
) -> None:
    poison = Poison(2)
    listener = Declared("listener", (note_steps(poison),))
    await backbone.provision(listener)
    client, hearing, thing, other = await backbone.client(), await backbone.database(), new_id(), new_id()
    for step in (1, 2, 3):
        await tell(client, center, ThingMovedV1(thing_id=thing, step=step))
    await backbone.start(listener, hearing, (timedelta(milliseconds=50),) * 1000)
    await tell(client, center, ThingMovedV1(thing_id=thing, step=4))
    await tell(client, center, ThingMovedV1(thing_id=other, step=5))

    async def other_passed() -> bool:
        return await steps_of(hearing, other) == [5] and poison.attempts > 3

    await eventually(other_passed)
    assert await steps_of(hearing, thing) == [1]
    poison.steps.clear()

    async def in_order() -> bool:
        return await steps_of(hearing, thing) == [1, 2, 3, 4]

    await eventually(in_order)
    assert await buried(client) == []


async def test_last_attempt_leads_to_the_dead_letters_and_frees_who_waited(
    backbone: Backbone, center: UUID, eventually: Eventually
) -> None:
    poison = Poison(2)
    listener = Declared("listener", (note_steps(poison),))
    await backbone.provision(listener)
    client, hearing, thing = await backbone.client(), await backbone.database(), new_id()
    for step in (1, 2, 3):
        await tell(client, center, ThingMovedV1(thing_id=thing, step=step))
    await backbone.start(listener, hearing)

    async def freed() -> bool:
        return await steps_of(hearing, thing) == [1, 3]

    await eventually(freed)
    (letter,) = await buried(client)
    assert letter.service == "listener"
    assert letter.type == "kit.thing.moved.v1"
    assert letter.attempts == 3
    assert letter.reason.startswith("Poisoned, shared/testing/things.py:")
    assert str(thing) in letter.subject


async def test_replay_after_a_fix_applies_a_dead_letter_once(
    backbone: Backbone, center: UUID, eventually: Eventually
) -> None:
    poison = Poison(1)
    listener = Declared("listener", (note_steps(poison),))
    await backbone.provision(listener)
    client, hearing, thing = await backbone.client(), await backbone.database(), new_id()
    await tell(client, center, ThingMovedV1(thing_id=thing, step=1))
    await backbone.start(listener, hearing)
    (letter,) = await eventually(lambda: buried(client))
    poison.steps.clear()
    await dead_letters.replay(client, NODE, letter.number)

    async def applied() -> bool:
        return await steps_of(hearing, thing) == [1]

    await eventually(applied)
    assert await buried(client) == []
    _, again = message_of(ThingMovedV1(thing_id=thing, step=1), center, NODE)
    again.headers.update({"ce-id": letter.headers["ce-id"], "Nats-Msg-Id": f"again-{thing}"})
    await publish_one(client, STREAM, again)
    await tell(client, center, ThingMovedV1(thing_id=thing, step=2))

    async def only_the_next() -> bool:
        return await steps_of(hearing, thing) == [1, 2]

    await eventually(only_the_next)


async def test_replay_without_a_fix_comes_back_to_the_dead_letters(
    backbone: Backbone, center: UUID, eventually: Eventually
) -> None:
    listener = Declared("listener", (note_steps(Poison(1)),))
    await backbone.provision(listener)
    client, hearing, thing = await backbone.client(), await backbone.database(), new_id()
    await tell(client, center, ThingMovedV1(thing_id=thing, step=1))
    await backbone.start(listener, hearing)
    (letter,) = await eventually(lambda: buried(client))
    await dead_letters.replay(client, NODE, letter.number)

    async def back_again() -> bool:
        return [one.number > letter.number for one in await buried(client)] == [True]

    await eventually(back_again)
    assert await steps_of(hearing, thing) == []


async def test_replay_needs_the_service_and_loses_nothing_without_it(
    backbone: Backbone, center: UUID, eventually: Eventually
) -> None:
    listener = Declared("listener", (note_steps(Poison(1)),))
    await backbone.provision(listener)
    client, hearing = await backbone.client(), await backbone.database()
    await tell(client, center, ThingMovedV1(thing_id=new_id(), step=1))
    bus = await backbone.start(listener, hearing)
    (letter,) = await eventually(lambda: buried(client))
    await bus.stop()
    with pytest.raises(NoAnswer):
        await dead_letters.replay(client, NODE, letter.number)
    assert await buried(client) == [letter]


async def test_dropped_letter_is_gone(backbone: Backbone, center: UUID, eventually: Eventually) -> None:
    listener = Declared("listener", (note_steps(Poison(1)),))
    await backbone.provision(listener)
    client, hearing = await backbone.client(), await backbone.database()
    await tell(client, center, ThingMovedV1(thing_id=new_id(), step=1))
    await backbone.start(listener, hearing)
    (letter,) = await eventually(lambda: buried(client))
    assert await dead_letters.show(client, NODE, letter.number) == letter
    await dead_letters.drop(client, NODE, letter.number)
    assert await buried(client) == []
    for gone in (dead_letters.show, dead_letters.drop, dead_letters.replay):
        with pytest.raises(NoSuchLetter):
            await gone(client, NODE, letter.number)


async def test_lost_database_costs_no_fact_an_attempt(
    backbone: Backbone, center: UUID, eventually: Eventually
) -> None:
    listener = Declared("listener", (note_steps(),))
    await backbone.provision(listener)
    client, hearing, thing = await backbone.client(), await backbone.database(), new_id()
    await backbone.start(listener, hearing, (timedelta(milliseconds=1),))
    admin = await asyncpg.connect(hearing.dsn)
    for step in range(1, 31):
        await tell(client, center, ThingMovedV1(thing_id=thing, step=step))
        await admin.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where datname = current_database() and pid <> pg_backend_pid()"
        )

    async def all_applied() -> bool:
        return await steps_of(hearing, thing) == list(range(1, 31))

    await eventually(all_applied)
    assert await buried(client) == []
    assert await admin.fetchval("select count(*) from parked") == 0
    await admin.close()
