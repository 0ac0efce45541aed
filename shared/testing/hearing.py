"""Waiting until services have nothing left to say or to hear."""

from collections.abc import Awaitable, Callable, Collection

import asyncpg
import nats

from shared.testing.polling import eventually
from shared.testing.running import NODE


async def all_is_heard(
    nats_url: str, database_of: Callable[[str], Awaitable[str]], services: Collection[str]
) -> None:
    """All of `services` run; many of their facts are said in answer to others."""
    databases = [await database_of(service) for service in services]
    connection = await nats.connect(nats_url)
    try:

        async def is_quiet() -> bool:
            said = [await _facts_of(database) for database in databases]
            left = [
                (one.num_pending or 0) + (one.num_ack_pending or 0)
                for one in await connection.jetstream().consumers_info(f"EV_{NODE}")
                if one.name in services
            ]
            assert left, "nobody hears"
            waiting = sum(of_service[1] for of_service in said)
            return waiting + sum(left) == 0 and said == [await _facts_of(one) for one in databases]

        await eventually(is_quiet, every=0.1)
    finally:
        await connection.close()


async def _facts_of(database: str) -> tuple[int, int]:
    """How many facts a service has said, and how many of them wait to be published."""
    connection = await asyncpg.connect(database)
    try:
        row = await connection.fetchrow(
            "select count(*), count(*) filter (where published_at is null) from outbox"
        )
    finally:
        await connection.close()
    assert row is not None
    return row[0], row[1]
