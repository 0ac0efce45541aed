"""The path of a fact with nothing of ours: asyncpg and nats-py, an outbox, a stream, an inbox and a table.

`python -m bench.bare_bus relay|consume DSN NATS` runs until it is ended. As good as we know how to write it bare:
atomic batches, one durable pull consumer, one transaction a batch, one statement a table.
"""

import asyncio
import json
import sys
from datetime import datetime
from uuid import UUID, uuid4

import asyncpg
import nats
import orjson
import uvloop
from nats.aio.client import Client
from nats.js.api import AckPolicy, ConsumerConfig, StreamConfig

STREAM = "BARE"
TABLES = """
drop table if exists bare_facts_outbox, bare_inbox, bare_facts;
create table bare_facts_outbox (id bigint generated always as identity primary key, event_id uuid not null,
  subject text not null, data text not null, occurred_at timestamptz not null, published_at timestamptz);
create index bare_waiting on bare_facts_outbox (id) where published_at is null;
create table bare_inbox (event_id uuid primary key, applied_at timestamptz not null default now());
create table bare_facts (id uuid primary key, resident_id uuid, kind text not null, occurred_at timestamptz not null);
"""
_ADD = """
insert into bare_facts_outbox (event_id, subject, data, occurred_at)
select * from unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[])
"""
_WAITING = """
select id, event_id, subject, data, occurred_at from bare_facts_outbox where published_at is null order by id limit 500
"""
_MARK = "update bare_facts_outbox set published_at = now() where id = any($1::bigint[])"
_INBOX = (
    "insert into bare_inbox (event_id) select unnest($1::uuid[]) on conflict do nothing returning event_id"
)
_APPLY = """
insert into bare_facts (id, resident_id, kind, occurred_at)
select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[])
"""


async def add(connection: "asyncpg.Connection[asyncpg.Record]", rows: list[tuple[object, ...]]) -> None:
    """Commits facts into the outbox: (event id, subject, data, occurred at)."""
    await connection.execute(_ADD, *map(list, zip(*rows, strict=True)))


async def provision(url: str) -> None:
    """The stream and its consumer."""
    client = await nats.connect(url)
    try:
        wanted = StreamConfig(name=STREAM, subjects=["bare.>"]).as_dict() | {"allow_atomic": True}
        await client.request(f"$JS.API.STREAM.CREATE.{STREAM}", json.dumps(wanted).encode(), timeout=5)
        await client.jetstream().add_consumer(
            STREAM, ConsumerConfig(durable_name="bare", ack_policy=AckPolicy.ALL)
        )
    finally:
        await client.close()


async def relay(dsn: str, url: str) -> None:
    """Publishes what is committed."""
    connection, client = await asyncpg.connect(dsn), await nats.connect(url)
    await connection.execute("set synchronous_commit = off")
    while True:
        rows = await connection.fetch(_WAITING)
        if not rows:
            await asyncio.sleep(0.01)
            continue
        await _publish(client, rows)
        await connection.execute(_MARK, [row["id"] for row in rows])


async def _publish(client: Client, rows: list[asyncpg.Record]) -> None:
    batch = uuid4().hex
    for place, row in enumerate(rows, 1):
        headers = {"Nats-Msg-Id": str(row["event_id"]), "at": row["occurred_at"].isoformat()}
        if len(rows) > 1:
            headers |= {"Nats-Batch-Id": batch, "Nats-Batch-Sequence": str(place)}
        data = row["data"].encode()
        if place < len(rows):
            await client.publish(row["subject"], data, headers=headers)
            continue
        if len(rows) > 1:
            headers["Nats-Batch-Commit"] = "1"
        answer = await client.request(row["subject"], data, timeout=5, headers=headers)
        if json.loads(answer.data).get("error"):
            raise RuntimeError(answer.data)


async def consume(dsn: str, url: str) -> None:
    """Applies what is published, each once."""
    connection, client = await asyncpg.connect(dsn), await nats.connect(url)
    subscription = await client.jetstream().pull_subscribe_bind("bare", STREAM)
    while True:
        try:
            messages = await subscription.fetch(500, timeout=0.08)
        except TimeoutError:
            messages = []
        if not messages:
            continue
        by_id = {UUID((message.headers or {})["Nats-Msg-Id"]): message for message in messages}
        async with connection.transaction():
            new = [row["event_id"] for row in await connection.fetch(_INBOX, list(by_id))]
            bodies = [orjson.loads(by_id[event].data) for event in new]
            await connection.execute(
                _APPLY,
                new,
                [body.get("resident_id") for body in bodies],
                [by_id[event].subject.rpartition(".")[2] for event in new],
                [datetime.fromisoformat((by_id[event].headers or {})["at"]) for event in new],
            )
        await messages[-1].ack()


if __name__ == "__main__":
    uvloop.run({"relay": relay, "consume": consume}[sys.argv[1]](sys.argv[2], sys.argv[3]))
