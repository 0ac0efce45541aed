"""The seal of the audit log: each line's hash covers the line and the hash before it, so a change shows.

What is kept as the hash of a line is its place in the chain (eight bytes) and the hash itself: a transaction that
committed late may have a lower number than lines that were sealed before it. Lines sealed before places were kept have
no place, and come first in the order of their numbers.

Sealing sees every line once, in its own transaction; so it is here that a resident is told what staff did in their
name (`shared.kit.audit.is_deed`).
"""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol
from uuid import UUID

import orjson
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from shared.contracts.acting import ACTED_FOR
from shared.kit import outbox
from shared.kit.audit import is_deed
from shared.kit.database import Database
from shared.kit.tasks import Task

_CHUNK = 1000
_LATE = 10_000
"""So far back a line is looked for that a long transaction has brought late."""
_PLACE = 8
LINE = """a.id, a.center_id, a.at, a.actor_id, a.actor_role, a.action, a.about_id, a.ground, a.evidence,
a.correlation_id"""
PLACE = "case when length(s.hash) > 32 then substr(s.hash, 1, 8) else '\\x00'::bytea end"
ORDER = f"{PLACE}, s.audit_id"
"""The order of the chain."""

_UNSEALED = text(f"""
select {LINE} from audit a
where a.id > coalesce((select max(audit_id) from audit_seal), 0) - {_LATE}
  and a.at < clock_timestamp() - interval '20 seconds'
  and not exists (select from audit_seal s where s.audit_id = a.id)
order by a.id limit :limit
""")
_SEALED = text(
    f"select {LINE}, s.hash from audit_seal s left join audit a on a.id = s.audit_id order by {ORDER}"
)
_LAST = text(f"""
select s.hash, case when length(s.hash) <= 32 then (select count(*) from audit_seal) end as sealed from audit_seal s
where s.audit_id > (select max(audit_id) from audit_seal) - {_LATE}
order by {PLACE} desc, s.audit_id desc limit 1
""")
"""Looks no farther back than late lines may stand, however long the log is; whoever has no place is counted."""
_SEAL = text(
    "insert into audit_seal (audit_id, hash)"
    " select * from unnest(cast(:ids as bigint[]), cast(:hashes as bytea[]))"
)


class _Line(Protocol):
    """A row of the log."""

    id: int
    center_id: UUID | None
    actor_id: UUID | None
    actor_role: str
    action: str
    about_id: UUID | None
    ground: str | None


@dataclass(frozen=True, slots=True)
class Sealed:
    """One line's seal: its place in the chain, from 1, and the hash up to it."""

    place: int
    hash: bytes

    @classmethod
    def read(cls, kept: bytes, counted: int) -> "Sealed":
        """As it is kept; a line without a place has the one that it is `counted` at."""
        if len(kept) <= hashlib.sha256().digest_size:
            return cls(counted, kept)
        return cls(int.from_bytes(kept[:_PLACE], "big"), kept[_PLACE:])

    def kept(self) -> bytes:
        """As it is kept."""
        return self.place.to_bytes(_PLACE, "big") + self.hash

    def next(self, line: tuple[object, ...]) -> "Sealed":
        """The seal of the line after this one."""
        return Sealed(self.place + 1, _hash(self.hash, line))


NOTHING = Sealed(0, b"")
"""Before the first line."""


def sealing(service: str) -> Task:
    """The task that seals the log of this service."""

    async def run(database: Database) -> None:
        await seal(database, service)

    return Task("seal_audit", timedelta(seconds=30), run)


async def seal(database: Database, service: str | None = None) -> None:
    """Seals the lines written since the last time; only the service's one active worker does so.

    Lines of the last seconds wait, so that a transaction that commits late is still sealed in its place.
    """
    sealed = _CHUNK
    while sealed == _CHUNK:
        async with database.transaction(None) as session:
            sealed = await _seal_some(session, service)


async def _seal_some(session: AsyncSession, service: str | None) -> int:
    last = (await session.execute(_LAST)).one_or_none()
    before = Sealed.read(last.hash, last.sealed or 0) if last else NOTHING
    rows = (await session.execute(_UNSEALED, {"limit": _CHUNK})).all()
    hashes: list[bytes] = []
    for row in rows:
        before = before.next(tuple(row))
        hashes.append(before.kept())
        _tell(session, service, row)
    if rows:
        await session.execute(_SEAL, {"ids": [row.id for row in rows], "hashes": hashes})
    return len(rows)


def _tell(session: AsyncSession, service: str | None, line: _Line) -> None:
    """Has the resident told, where somebody of the staff acted for them."""
    fact = ACTED_FOR.get(service or "")
    if fact is None or line.center_id is None or line.about_id is None:
        return
    if line.actor_id != line.about_id and is_deed(line.actor_role, line.action, line.ground):
        said = fact(resident_id=line.about_id, line=line.id, action=line.action)
        outbox.add(session, said, center=line.center_id)


async def first_broken(database: Database) -> int | None:
    """The place, counted from 1, of the first sealed line that was altered or removed; None where all is whole."""
    before = NOTHING
    async with database.transaction(None) as session:
        for counted, row in enumerate((await session.execute(_SEALED)).all(), 1):
            before = before.next(tuple(row)[:-1])
            if before != Sealed.read(row.hash, counted):
                return counted
    return None


def _hash(before: bytes, line: tuple[object, ...]) -> bytes:
    return hashlib.sha256(before + orjson.dumps([str(value) for value in line])).digest()
