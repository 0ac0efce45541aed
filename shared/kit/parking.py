"""Parked facts: those that failed wait here, and behind them what came later of the same aggregate.

They wait in the consumer's own database and not as unconfirmed messages of the stream: parking commits with
the rest of the batch, so neither a crash nor a redelivery can let a later fact of an aggregate pass by.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

import asyncpg
import orjson

from shared.kit.clock import now
from shared.kit.cloud_event import Heard, read_parts
from shared.kit.leadership import Connection

Backoff = Sequence[timedelta]

BACKOFF: Backoff = (
    timedelta(seconds=1),
    timedelta(seconds=5),
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=10),
)
"""How long a fact waits after each failed attempt; one failure more and it goes to the dead letters."""

_PARK = """
insert into parked (event_id, stream_sequence, aggregate, subject, headers, data, attempts, due_at, reason)
select event_id, stream_sequence, aggregate, subject, headers, data, $7, $8, $9
from unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::bytea[])
  as fact (event_id, stream_sequence, aggregate, subject, headers, data)
where not exists (select from inbox where inbox.event_id = fact.event_id)
on conflict (event_id) do nothing
"""
_BLOCKED = "select distinct aggregate from parked where aggregate = any($1::text[])"
_DUE = """
select * from (select distinct on (aggregate) * from parked order by aggregate, stream_sequence) first
where due_at <= $1 order by stream_sequence limit $2
"""


class ParkedFact:
    """A parked fact whose turn has come."""

    def __init__(self, row: asyncpg.Record) -> None:
        self.attempts: int = row["attempts"]
        self.fact: Heard = read_parts(
            row["subject"], orjson.loads(row["headers"]), row["data"], row["stream_sequence"]
        )


async def park(
    driver: Connection,
    facts: Sequence[Heard],
    attempts: int = 0,
    due_at: datetime | None = None,
    reason: str | None = None,
) -> None:
    """Parks facts that were not yet applied; who is parked already stays as it is."""
    await driver.execute(
        _PARK,
        [fact.id for fact in facts],
        [fact.sequence for fact in facts],
        [fact.aggregate for fact in facts],
        [fact.subject for fact in facts],
        [orjson.dumps(dict(fact.headers)).decode() for fact in facts],
        [fact.data for fact in facts],
        attempts,
        due_at or now(),
        reason,
    )


async def blocked(driver: Connection, facts: Sequence[Heard]) -> set[str]:
    """The aggregates of `facts` that have a fact waiting."""
    rows = await driver.fetch(_BLOCKED, list({fact.aggregate for fact in facts}))
    return {row["aggregate"] for row in rows}


async def due(driver: Connection, limit: int = 100) -> list[ParkedFact]:
    """The first waiting fact of each aggregate, where its time has come."""
    return [ParkedFact(row) for row in await driver.fetch(_DUE, now(), limit)]


async def put_off(driver: Connection, fact: Heard, until: datetime, reason: str) -> None:
    """Counts one more failed attempt."""
    await driver.execute(
        "update parked set attempts = attempts + 1, due_at = $2, reason = $3 where event_id = $1",
        fact.id, until, reason,
    )  # fmt: skip


async def release(driver: Connection, fact: Heard) -> None:
    """Lets the next fact of the aggregate have its turn."""
    await driver.execute("delete from parked where event_id = $1", fact.id)
