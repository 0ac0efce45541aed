"""The seal of the audit log: each line's hash covers the line and the hash before it, so a change shows."""

import hashlib

import orjson
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from shared.kit.database import Database

_CHUNK = 1000
_LINE = """a.id, a.center_id, a.at, a.actor_id, a.actor_role, a.action, a.about_id, a.ground, a.evidence,
a.correlation_id"""

_UNSEALED = text(f"""
select {_LINE} from audit a
where a.id > coalesce((select max(audit_id) from audit_seal), 0)
  and a.at < clock_timestamp() - interval '20 seconds'
order by a.id limit :limit
""")
_SEALED = text(
    f"select {_LINE}, s.hash from audit_seal s left join audit a on a.id = s.audit_id order by s.audit_id"
)
_LAST = text("select hash from audit_seal order by audit_id desc limit 1")
_SEAL = text("insert into audit_seal (audit_id, hash) values (:id, :hash)")


async def seal(database: Database) -> None:
    """Seals the lines written since the last time; only the service's one active worker does so.

    Lines of the last seconds wait, so that a transaction that commits late is still sealed in its place.
    """
    async with database.transaction(None) as session:
        while sealed := await _seal_some(session):
            if sealed < _CHUNK:
                break


async def _seal_some(session: AsyncSession) -> int:
    before: bytes = await session.scalar(_LAST) or b""
    rows = (await session.execute(_UNSEALED, {"limit": _CHUNK})).all()
    for row in rows:
        before = _hash(before, tuple(row))
        await session.execute(_SEAL, {"id": row.id, "hash": before})
    return len(rows)


async def first_broken(database: Database) -> int | None:
    """The place, counted from 1, of the first sealed line that was altered or removed; None where all is whole."""
    before = b""
    async with database.transaction(None) as session:
        for place, row in enumerate((await session.execute(_SEALED)).all(), 1):
            before = _hash(before, tuple(row)[:-1])
            if before != row.hash:
                return place
    return None


def _hash(before: bytes, line: tuple[object, ...]) -> bytes:
    return hashlib.sha256(before + orjson.dumps([str(value) for value in line])).digest()
