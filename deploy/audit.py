"""The audit logs looked through from outside: their chains of hashes, held against checkpoints kept elsewhere.

A chain shows what was altered, removed or reordered inside it. Whoever owns the database could cut its end off, or
write the whole chain anew; a checkpoint (the place and the hash of the last line, signed with the registry's key, in a
file outside the database) shows that. Each checkpoint names the hash of the one before it in the file, so that none
can be taken out of the middle either; keep copies of the file where the database's owner does not reach.
"""

import hashlib
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import asyncpg

from services.registry.access.keys.model import SigningKeys
from shared.kit.audit_seal import LINE, NOTHING, ORDER, PLACE, Sealed
from shared.kit.audit_words import digest

KIND = "audit-checkpoint"

_CHAIN = f"select {LINE}, s.audit_id, s.hash from audit_seal s left join audit a on a.id = s.audit_id order by {ORDER}"
_HEAD = f"""
select s.audit_id, s.hash, (select count(*) from audit_seal) as counted
from audit_seal s order by {PLACE} desc, s.audit_id desc limit 1
"""
_FORGOTTEN = """
select a.id from audit a where not exists (select from audit_seal s where s.audit_id = a.id)
  and a.at < clock_timestamp() - interval '10 minutes' order by a.id limit 20
"""
_CENTERS = "select distinct center_id from audit where ground like 'words:%' or evidence like 'words:%'"
_WORDS = """
select w.line, w.salt, w.ground, w.evidence, a.ground as kept_ground, a.evidence as kept_evidence
from audit_words w left join audit a on a.id = w.line and a.center_id = w.center_id and a.about_id = w.about_id
"""
_COLUMNS = LINE.count(",") + 1


@dataclass(frozen=True)
class Checkpoint:
    """How far a service's log went at some time."""

    service: str
    place: int
    line: int
    hash: str
    at: str
    previous: str

    @classmethod
    def read(cls, text: str, keys: SigningKeys) -> "Checkpoint":
        """Raises ValueError where it is not signed by these keys."""
        said = keys.signed(text, KIND)
        return cls(
            str(said["service"]), int(str(said["place"])), int(str(said["line"])), str(said["hash"]),
            str(said["at"]), str(said["previous"]),
        )  # fmt: skip


@dataclass
class Found:
    """What a look at one service's log has found."""

    service: str
    lines: int = 0
    checkpoints: int = 0
    wrong: list[str] = field(default_factory=list)


async def head(dsn: str) -> tuple[int, Sealed] | None:
    """The last sealed line of a service's log: its number and its seal; None for an empty log."""
    connection = await asyncpg.connect(dsn)
    try:
        row = await connection.fetchrow(_HEAD)
    finally:
        await connection.close()
    return (row["audit_id"], Sealed.read(row["hash"], row["counted"])) if row else None


def write_checkpoint(file: Path, keys: SigningKeys, service: str, line: int, seal: Sealed) -> None:
    """Adds a checkpoint to the file."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    last = _lines(file)[-1:]
    said = {
        "service": service,
        "place": seal.place,
        "line": line,
        "hash": seal.hash.hex(),
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "previous": _digest(last[0]) if last else "",
    }
    with file.open("a", encoding="ascii") as written:
        written.write(keys.sign(said, KIND) + "\n")


def read_checkpoints(file: Path, keys: SigningKeys) -> tuple[Sequence[Checkpoint], Sequence[str]]:
    """The checkpoints of a file, and what is wrong with the file itself."""
    found, wrong, before = [], [], ""
    for number, text in enumerate(_lines(file), 1):
        try:
            checkpoint = Checkpoint.read(text, keys)
        except (ValueError, KeyError):
            wrong.append(f"checkpoint {number} of the file is not signed by this city's key")
        else:
            found.append(checkpoint)
            if checkpoint.previous != before:
                wrong.append(f"before checkpoint {number} of the file another was taken out")
        before = _digest(text)
    return found, wrong


async def look_through(service: str, dsn: str, checkpoints: Sequence[Checkpoint]) -> Found:
    """Goes through the chain of one service's log and holds it against the checkpoints."""
    found = Found(service)
    wanted = {one.place: one for one in checkpoints if one.service == service}
    connection = await asyncpg.connect(dsn)
    try:
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            before = NOTHING
            async for row in connection.cursor(_CHAIN, prefetch=2000):
                found.lines += 1
                before = _step(found, before, row)
                _hold(found, before, wanted)
            found.wrong += _missing(wanted, before.place)
            found.wrong += [one async for one in _misquoted(connection)]
            forgotten = [row["id"] for row in await connection.fetch(_FORGOTTEN)]
    finally:
        await connection.close()
    if forgotten:
        numbers = ", ".join(map(str, forgotten))
        found.wrong.append(
            f"never sealed, so added past the log's own way, or sealing stands still: {numbers}"
        )
    return found


def _step(found: Found, before: Sealed, row: asyncpg.Record) -> Sealed:
    kept = Sealed.read(row["hash"], found.lines)
    line = tuple(row.values())[:_COLUMNS]
    if kept.place != before.place + 1:
        found.wrong.append(f"between place {before.place} and place {kept.place} seals were removed")
    elif row["id"] is None:
        found.wrong.append(f"line {row['audit_id']} was removed")
    elif before.next(line) != kept:
        found.wrong.append(f"line {row['audit_id']} was altered, or stands in another order")
    return kept


async def _misquoted(connection: "asyncpg.Connection[asyncpg.Record]") -> AsyncIterator[str]:
    """Lines whose words are others than those that the chain has sealed; words that were erased are no fault."""
    for center in [row["center_id"] for row in await connection.fetch(_CENTERS)]:
        await connection.execute("select set_config('app.center', $1, true)", str(center))
        async for row in connection.cursor(_WORDS, prefetch=2000):
            for part in ("ground", "evidence"):
                if row[part] is not None and digest(row["salt"], part, row[part]) != row[f"kept_{part}"]:
                    yield f"the words of line {row['line']} were altered"
                    break


def _hold(found: Found, seal: Sealed, wanted: Mapping[int, Checkpoint]) -> None:
    checkpoint = wanted.get(seal.place)
    if checkpoint is None:
        return
    found.checkpoints += 1
    if checkpoint.hash != seal.hash.hex():
        found.wrong.append(
            f"the log up to line {checkpoint.line} is not the one that the checkpoint of {checkpoint.at} saw"
        )


def _missing(wanted: Mapping[int, Checkpoint], last: int) -> Iterator[str]:
    for place, checkpoint in wanted.items():
        if place > last:
            yield f"the end was cut off: the checkpoint of {checkpoint.at} saw {place} lines, {last} are left"


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="ascii").split() if file.is_file() else []


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
