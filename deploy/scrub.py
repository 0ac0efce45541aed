"""Rewrites the databases so that what was erased leaves the disk too, and not only the tables.

PostgreSQL leaves the bytes of a deleted row where they were until something else is written over them, and keeps old
segments of its log to write over. This rewrites every table, and the catalogs with their statistics of common values,
and lets the old segments go. It holds each table while it rewrites it: run it at night, some days after erasures.
"""

from collections.abc import Callable

import asyncpg

from deploy import topology
from deploy.roles import Connection, dsn_of

_SWITCHES = 4
"""So many new segments: what was written before them lies behind every checkpoint then."""


async def scrub(admin_dsn: str, told: Callable[[str], None]) -> None:
    """Rewrites every database of the city, then lets the old segments of the log go."""
    for part in topology.parts():
        if part.database:
            connection = await asyncpg.connect(dsn_of(admin_dsn, part.name))
            try:
                await connection.execute("analyze")
                await connection.execute("vacuum (full)")
                told(f"{part.name} is rewritten.")
            finally:
                await connection.close()
    admin = await asyncpg.connect(admin_dsn)
    try:
        await _let_old_segments_go(admin)
    finally:
        await admin.close()
    told("Old segments of the log are gone.")


async def _let_old_segments_go(admin: Connection) -> None:
    """A segment that is written over keeps the rest of what it held, so for once they are removed and not reused."""
    await _set(admin, "wal_recycle", "off")
    try:
        for _ in range(_SWITCHES):
            await admin.execute("select pg_switch_wal()")
            await admin.execute("checkpoint")
    finally:
        await admin.execute("alter system reset wal_recycle")
        await admin.execute("select pg_reload_conf()")


async def _set(admin: Connection, name: str, value: str) -> None:
    await admin.execute(f"alter system set {name} = {value}")
    await admin.execute("select pg_reload_conf()")
