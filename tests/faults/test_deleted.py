"""Somebody deletes what was provisioned: an alarm is raised, and provisioning again brings everything back."""

from dataclasses import replace
from uuid import UUID

import asyncpg
from prometheus_client import REGISTRY

from shared.kit.ids import new_id
from shared.kit.relay import republish
from shared.testing.backbone import STREAM, Backbone, say, steps_of, tell
from shared.testing.polling import Eventually
from shared.testing.things import Declared, ThingMovedV1, note_steps


def listener(name: str) -> Declared:
    return Declared(name, (note_steps(),))


def alarms(service: str) -> float:
    return REGISTRY.get_sample_value("sosedi_bus_alarms_total", {"service": service, "what": "deleted"}) or 0


async def test_deleted_consumer_is_an_alarm_and_provisioning_again_loses_and_repeats_nothing(
    backbone: Backbone, center: UUID, eventually: Eventually
) -> None:
    service = listener("consumerless")
    await backbone.provision(service)
    client, hearing, thing = await backbone.client(), await backbone.database(), new_id()
    bus = await backbone.start(service, hearing)
    await tell(client, center, ThingMovedV1(thing_id=thing, step=1))
    await eventually(lambda: steps_of(hearing, thing))
    await eventually(lambda: bus.state()["consumer"] == "present")

    await client.jetstream().delete_consumer(STREAM, service.name)
    await eventually(lambda: backbone.fatal)
    assert "deleted" in backbone.fatal[0]
    assert alarms(service.name) == 1
    assert bus.state()["ready"] is False
    await bus.stop()

    await tell(client, center, ThingMovedV1(thing_id=thing, step=2))
    await backbone.start(service, hearing)
    await backbone.provision(service)

    async def caught_up() -> bool:
        return await steps_of(hearing, thing) == [1, 2]

    await eventually(caught_up)


async def test_deleted_stream_is_an_alarm_and_republishing_brings_every_fact_back(
    backbone: Backbone, center: UUID, eventually: Eventually
) -> None:
    service = listener("streamless")
    await backbone.provision(service)
    client, hearing, saying, thing = (
        await backbone.client(), await backbone.database(), await backbone.database(), new_id()
    )  # fmt: skip
    bus = await backbone.start(service, hearing)
    sayer = await backbone.start(Declared("kit"), saying)
    await say(saying, center, ThingMovedV1(thing_id=thing, step=1))
    await eventually(lambda: steps_of(hearing, thing))
    await eventually(lambda: bus.state()["consumer"] == "present")
    await bus.stop()
    await say(saying, center, ThingMovedV1(thing_id=thing, step=2))
    await eventually(lambda: sayer.state()["outbox_waiting"] == 0)

    bus = await backbone.start(replace(service, reactions=()), hearing)
    await eventually(lambda: bus.state()["ready"])
    await client.jetstream().delete_stream(STREAM)
    await eventually(lambda: backbone.fatal)
    await bus.stop()

    await backbone.provision(service)
    connection = await asyncpg.connect(saying.dsn)
    await republish(connection, since_days=1)
    await connection.close()
    await backbone.start(service, hearing)

    async def caught_up() -> bool:
        return await steps_of(hearing, thing) == [1, 2]

    await eventually(caught_up)


async def test_service_waits_for_provisioning_without_an_alarm(
    backbone: Backbone, eventually: Eventually
) -> None:
    service = listener("early")
    bus = await backbone.start(service, await backbone.database())
    await eventually(lambda: bus.state()["consumer"] == "missing")
    assert backbone.fatal == []
    await backbone.provision(service)
    await eventually(lambda: bus.state()["ready"])
