"""Waiting until services have nothing left to say or to hear."""

from collections.abc import Awaitable, Callable, Collection

import asyncpg
import nats

from shared.testing.polling import eventually
from shared.testing.running import NODE

DatabaseOf = Callable[[str], Awaitable[str]]


async def all_is_heard(nats_url: str, database_of: DatabaseOf, services: Collection[str]) -> None:
    """All of `services` run; many of their facts are said in answer to others."""
    connection = await nats.connect(nats_url)
    try:

        async def is_quiet() -> bool:
            said = [await _facts_of(database_of, service) for service in services]
            left = [
                (one.num_pending or 0) + (one.num_ack_pending or 0)
                for one in await connection.jetstream().consumers_info(f"EV_{NODE}")
                if one.name in services
            ]
            assert left, "nobody hears"
            waiting = sum(of_service[1] for of_service in said)
            return waiting + sum(left) == 0 and said == [
                await _facts_of(database_of, service) for service in services
            ]

        await eventually(is_quiet, every=0.1)
    finally:
        await connection.close()


async def _facts_of(database_of: DatabaseOf, service: str) -> tuple[int, int]:
    """How many facts a service has said, and how many of them wait to be published."""
    connection = await asyncpg.connect(await database_of(service))
    try:
        row = await connection.fetchrow(
            "select count(*), count(*) filter (where published_at is null) from outbox"
        )
    finally:
        await connection.close()
    assert row is not None
    return row[0], row[1]
