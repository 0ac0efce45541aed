"""Makes a city ready for its services: roles, databases, migrations, streams and consumers; may run at any time."""

from collections.abc import Iterable, Mapping

import asyncpg

from deploy.roles import ensure_database, ensure_roles, fill_database
from deploy.topology import Part
from shared.kit import streams as kit_streams
from shared.kit.reactions import patterns


async def databases(admin_dsn: str, parts: Iterable[Part], passwords: Mapping[str, str]) -> None:
    """The database of each service, named as the service, at the newest version of its tables."""
    with_database = [part for part in parts if part.database]
    admin = await asyncpg.connect(admin_dsn)
    try:
        for part in with_database:
            await ensure_roles(admin, part, passwords[part.name])
            await ensure_database(admin, part, part.name)
    finally:
        await admin.close()
    for part in with_database:
        await fill_database(admin_dsn, part, part.name)


async def streams(nats_url: str, monitor_url: str, node: str, parts: Iterable[Part]) -> None:
    """The node's streams, and the durable consumer of each of `parts` that reacts to facts."""
    consumers = {part.name: patterns(part.declaration().reactions) for part in parts}
    await kit_streams.provision(nats_url, monitor_url, node, consumers)
