"""Moves what stands under one id of a person to the other, and back where that was wrong.

A service says in which columns a person stands. Rows are moved one by one; a row that cannot be (the other one has
such a row already, or the two would be both sides of one thing) is set aside. Everything is written into a journal, row
by row, so that undoing brings back exactly what was, except for what has been changed since. The journal is erased with
the person and when undoing is over.
"""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import TextClause, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from shared.contracts.registry import MergeSettledV1, MergeUndoneV1, ResidentMergedV1
from shared.kit.clock import now
from shared.kit.database import CENTER
from shared.kit.merging import Merge, merge_of
from shared.kit.reactions import Reactions, Told

Row = Mapping[str, Any]  # Any: a row of any table as JSON


@dataclass(frozen=True, slots=True)
class Place:
    """A column in which a person stands. `keeps` puts rows in order: where two cannot both stay, the first one does."""

    table: str
    column: str
    keeps: str = ""


async def move(session: AsyncSession, merge: Merge, places: Sequence[Place]) -> None:
    """Moves everything that stands under the one who is gone; what cannot stand twice is set aside."""
    await session.flush()
    for place in places:
        for row in await _rows(session, place, merge):
            await _move_row(session, merge, place, row)


async def set_aside(session: AsyncSession, merge: Merge, table: str, row: Row) -> None:
    """Takes one row out of its table; undoing puts it back. What hangs on it by a cascade is set aside before it."""
    key = await _key(session, table, row)
    await session.execute(
        text(
            f"""
            insert into merge_moves (center_id, merge_id, what, of_table, key, before, after, noted_at)
            select :center, :merge, 'set_aside', :table, cast(:key as jsonb), to_jsonb(t), '{{}}', :at
            from {table} as t where {_where(table, tuple(key))}
            """
        ),
        {**_told(session, merge, table), **_values(key)},
    )
    await session.execute(_delete(table, tuple(key)), _values(key))


async def aside(session: AsyncSession, merge: Merge, table: str) -> list[Row]:
    """The rows of a table that were set aside, whole."""
    return [
        entry.before
        for entry in await _journal(session, merge.id)
        if entry.what == "set_aside" and entry.of_table == table
    ]


async def change(session: AsyncSession, merge: Merge, table: str, row: Row, after: Row) -> None:
    """Changes columns of one row; undoing brings back those that nobody has changed since."""
    key = await _key(session, table, row)
    changed = {name: value for name, value in after.items() if row[name] != value}
    if changed:
        before = {name: row[name] for name in changed}
        await _note(session, merge, "changed", table, key, before, changed)
        await _put(session, table, key, changed)


async def move_back(session: AsyncSession, merge: Merge) -> None:
    """Undoes what `move`, `set_aside` and `change` did, the last first, and forgets the journal."""
    await session.flush()
    for entry in await _journal(session, merge.id):
        if entry.what == "set_aside":
            await _restore(session, merge, entry.of_table, entry.number)
            continue
        await _put_back(session, entry.of_table, entry.key, entry.before, entry.after)
    await forget_journals(session, [merge.id])


async def rows_of(session: AsyncSession, table: str, column: str, person: UUID) -> list[Row]:
    """The rows of a table in which a person stands, whole, as JSON."""
    found = await session.execute(
        text(
            f"select to_jsonb(t) as row from {table} t where t.center_id = :center and t.{column} = :person"
        ),
        {"center": session.info[CENTER], "person": person},
    )
    return [row.row for row in found]


async def forget_merges(session: AsyncSession, person: UUID) -> None:
    """Erases what the journal keeps of a person, whichever of the two they were; bare ids stay."""
    found = await session.scalars(
        text(
            """
            select merge_id from merged_residents
            where center_id = :center and (kept_id = :person or gone_id = :person)
            """
        ),
        {"center": session.info[CENTER], "person": person},
    )
    await forget_journals(session, found.all())


Following = Callable[[AsyncSession, Merge], Awaitable[None]]
"""What one service does about a merge."""


def follow_merges(reactions: Reactions, merge: Following, part: Following) -> None:
    """Has a service follow merges: `merge` makes two people one in what it keeps, `part` makes them two again.

    What can no longer be undone leaves the journal.
    """

    @reactions.on(ResidentMergedV1)
    async def follow_merged(session: AsyncSession, told: Sequence[Told[ResidentMergedV1]]) -> None:
        for one in told:
            await merge(session, merge_of(one.fact))

    @reactions.on(MergeUndoneV1)
    async def follow_undone(session: AsyncSession, told: Sequence[Told[MergeUndoneV1]]) -> None:
        for one in told:
            await part(session, merge_of(one.fact))

    @reactions.on(MergeSettledV1)
    async def forget_moves(session: AsyncSession, told: Sequence[Told[MergeSettledV1]]) -> None:
        await forget_journals(session, [one.fact.merge_id for one in told])


async def forget_journals(session: AsyncSession, merges: Collection[UUID]) -> None:
    """Erases what these merges have moved; who became whom stays."""
    await session.execute(
        text("delete from merge_moves where center_id = :center and merge_id = any(cast(:merges as uuid[]))"),
        {"center": session.info[CENTER], "merges": list(merges)},
    )


async def _rows(session: AsyncSession, place: Place, merge: Merge) -> Sequence[Row]:
    found = await session.execute(
        text(
            f"""
            select to_jsonb(t) as row from {place.table} t
            where t.center_id = :center and t.{place.column} = :gone {place.keeps} for update
            """
        ),
        {"center": session.info[CENTER], "gone": merge.gone},
    )
    return [row.row for row in found]


async def _move_row(session: AsyncSession, merge: Merge, place: Place, row: Row) -> None:
    key = await _key(session, place.table, row)
    try:
        async with session.begin_nested():
            await _put(session, place.table, key, {place.column: str(merge.kept)})
    except IntegrityError:
        await set_aside(session, merge, place.table, row)
        return
    at = {**key, place.column: str(merge.kept)} if place.column in key else key
    await _note(
        session,
        merge,
        "moved",
        place.table,
        at,
        {place.column: str(merge.gone)},
        {place.column: str(merge.kept)},
    )


async def _note(
    session: AsyncSession, merge: Merge, what: str, table: str, key: Row, before: Row, after: Row
) -> None:
    await session.execute(
        text(
            """
            insert into merge_moves (center_id, merge_id, what, of_table, key, before, after, noted_at)
            values (:center, :merge, :what, :table, cast(:key as jsonb), cast(:before as jsonb),
              cast(:after as jsonb), :at)
            """
        ),
        {
            **_told(session, merge, table),
            "what": what,
            "key": _json(key),
            "before": _json(before),
            "after": _json(after),
        },
    )


def _told(session: AsyncSession, merge: Merge, table: str) -> dict[str, object]:
    return {"center": session.info[CENTER], "merge": merge.id, "table": table, "at": now()}


async def _journal(session: AsyncSession, merge: UUID) -> Sequence[Any]:  # Any: a row of the journal
    found = await session.execute(
        text(
            """
            select number, what, of_table, key, before, after from merge_moves
            where center_id = :center and merge_id = :merge order by number desc
            """
        ),
        {"center": session.info[CENTER], "merge": merge},
    )
    return found.all()


async def _key(session: AsyncSession, table: str, row: Row) -> dict[str, Any]:  # Any: JSON
    names = await session.scalars(
        text(
            """
            select a.attname from pg_index i
              join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey::int2[])
            where i.indrelid = cast(:table as regclass) and i.indisprimary order by a.attname
            """
        ),
        {"table": table},
    )
    return {name: row[name] for name in names}


async def _put(session: AsyncSession, table: str, key: Row, values: Row) -> None:
    await session.execute(_update(table, tuple(key), tuple(values)), {**_values(key), "given": _json(values)})


async def _put_back(session: AsyncSession, table: str, key: Row, values: Row, expected: Row) -> None:
    """Sets each column back where it still is as the merge has left it."""
    for name, value in values.items():
        try:
            async with session.begin_nested():
                await session.execute(
                    _update(table, tuple(key), (name,), guarded=True),
                    {**_values(key), "given": _json({name: value}), "seen": _json({name: expected[name]})},
                )
        except IntegrityError:
            continue


async def _restore(session: AsyncSession, merge: Merge, table: str, number: int) -> None:
    told = {"center": session.info[CENTER], "merge": merge.id, "number": number}
    try:
        async with session.begin_nested():
            await session.execute(
                text(
                    f"""
                    insert into {table}
                    select (jsonb_populate_record(null::{table}, before)).* from merge_moves
                    where center_id = :center and merge_id = :merge and number = :number
                    on conflict do nothing
                    """
                ),
                told,
            )
    except IntegrityError:
        return


@cache
def _update(table: str, key: tuple[str, ...], names: tuple[str, ...], *, guarded: bool = False) -> TextClause:
    given = f"jsonb_populate_record(null::{table}, cast(:given as jsonb)) as given"
    sets = ", ".join(f"{name} = given.{name}" for name in names)
    seen = f", jsonb_populate_record(null::{table}, cast(:seen as jsonb)) as seen" if guarded else ""
    still = "".join(f" and t.{name} is not distinct from seen.{name}" for name in names) if guarded else ""
    return text(f"update {table} as t set {sets} from {given}{seen} where {_where(table, key)}{still}")


@cache
def _delete(table: str, key: tuple[str, ...]) -> TextClause:
    return text(f"delete from {table} as t where {_where(table, key)}")


def _where(table: str, key: tuple[str, ...]) -> str:
    one = f"jsonb_populate_record(null::{table}, cast(:key as jsonb))"
    return " and ".join(f"t.{name} = ({one}).{name}" for name in key)


def _values(key: Row) -> dict[str, str]:
    return {"key": _json(key)}


def _json(value: Row) -> str:
    return orjson.dumps(value, default=str).decode()
