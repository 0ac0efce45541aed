"""How the rows of a list are kept, checked against each other and the registry, shown, and forgotten."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import delete, func, or_, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.exchange.cells.model import Problem
from services.registry.exchange.spreadsheets.model import MOST_ROWS, Line
from services.registry.exchange.staging.model import KEPT_FOR, ImportRow, Note, TwinBy, comparable_name
from services.registry.storage.repository import driver_of

_SHOWN = 200
_STAGE = """
insert into import_rows (center_id, import_id, row, cells, formulas, state)
select $1, $2, line.row, string_to_array(line.cells, chr(31), chr(30)), line.formulas::smallint[], 'new'
from unnest($3::integer[], $4::text[], $5::text[]) as line (row, cells, formulas)
"""
_STAGED_AT_ONCE = 5000
_SAVE = """
update import_rows r
set state = c.state, value = c.value::jsonb, problems = c.problems::jsonb, thing_id = c.thing,
  contacts = string_to_array(c.contacts, chr(31)), name = c.name, twin_row = null, twin_id = null, twin_by = null
from unnest($3::integer[], $4::text[], $5::text[], $6::text[], $7::uuid[], $8::text[], $9::text[])
  as c (row, state, value, problems, thing, contacts, name)
where r.center_id = $1 and r.import_id = $2 and r.row = c.row
"""
_KNOWN = """
update import_rows r set state = 'duplicate', twin_id = k.twin, twin_by = k.by
from unnest($3::integer[], $4::uuid[], $5::text[]) as k (row, twin, by)
where r.center_id = $1 and r.import_id = $2 and r.row = k.row
"""
_KNOWN_NAME = """
update import_rows r set state = 'duplicate', twin_id = known.id, twin_by = $5
from unnest($3::text[], $4::uuid[]) as known (name, id)
where r.center_id = $1 and r.import_id = $2 and r.state = 'accepted' and r.name = known.name
"""
_REPEATED = """
update import_rows r set state = 'duplicate', twin_row = k.first, twin_by = k.by
from unnest($3::integer[], $4::integer[], $5::text[]) as k (row, first, by)
where r.center_id = $1 and r.import_id = $2 and r.row = k.row
"""
_REPEATED_NAME = """
update import_rows r set state = 'duplicate', twin_row = again.first, twin_by = $3
from (
  select row, first_value(row) over (partition by name order by row) as first
  from import_rows where center_id = $1 and import_id = $2 and state = 'accepted'
) as again
where r.center_id = $1 and r.import_id = $2 and r.row = again.row and again.row <> again.first
"""
_REFUSED = """
update import_rows r set state = 'rejected', problems = jsonb_build_array(k.problem::jsonb)
from unnest($3::integer[], $4::text[]) as k (row, problem)
where r.center_id = $1 and r.import_id = $2 and r.row = k.row
"""
_CHANGES = """
update import_rows r set thing_id = k.thing, value = r.value || k.note::jsonb
from unnest($3::integer[], $4::uuid[], $5::text[]) as k (row, thing, note)
where r.center_id = $1 and r.import_id = $2 and r.row = k.row
"""
_APPLIED = """
update import_rows
set state = 'applied', cells = '{}', formulas = '{}', value = null, problems = null, contacts = '{}',
  name = null
where center_id = $1 and import_id = $2 and row = any($3::integer[])
"""
_DEPTHS = """
update import_rows r set value = r.value || jsonb_build_object('depth', k.depth)
from unnest($3::integer[], $4::integer[]) as k (row, depth)
where r.center_id = $1 and r.import_id = $2 and r.row = k.row
"""

Checked = tuple[int, str, str, str, UUID, str, str]
"""Number, state, value, problems, the id it will have, contacts, comparable name."""
BETWEEN = "\x1f"
"""Stands between contacts, and between cells, on their way into the database."""


async def stage(session: AsyncSession, center: UUID, import_id: UUID, lines: Sequence[Line]) -> None:
    """Keeps the lines of the file as rows."""
    driver = await driver_of(session)
    for at in range(0, len(lines), _STAGED_AT_ONCE):
        part = lines[at : at + _STAGED_AT_ONCE]
        await driver.execute(
            _STAGE, center, import_id,
            [line.number for line in part],
            [BETWEEN.join(_storable(cell) for cell in line.cells) for line in part],
            ["{" + ",".join(map(str, line.formulas)) + "}" for line in part],
        )  # fmt: skip


def _storable(cell: str) -> str:
    """What a text column takes; the signs that it does not take stay visible for the check."""
    if cell.isprintable():
        return cell
    return cell.replace("\x00", "\ufffd").replace("\x1f", "\ufffd").replace("\x1e", "\ufffd")


async def save_checked(
    session: AsyncSession, center: UUID, import_id: UUID, checked: Sequence[Checked]
) -> None:
    """Keeps what the check has found."""
    driver = await driver_of(session)
    await driver.execute(_SAVE, center, import_id, *map(list, zip(*checked, strict=True)))


async def expect_many(session: AsyncSession) -> None:
    """The server has not counted the rows yet and takes them for a few; a list compared with itself row by row would
    take as long as its length squared."""
    driver = await driver_of(session)
    await driver.execute("set local enable_nestloop = off")


async def check_anew(session: AsyncSession, center: UUID, import_id: UUID) -> None:
    """Has every row checked once more."""
    driver = await driver_of(session)
    await driver.execute(
        "update import_rows set state = 'new' where center_id = $1 and import_id = $2", center, import_id
    )


async def mark_known(
    session: AsyncSession, center: UUID, import_id: UUID, known: Mapping[int, tuple[UUID, TwinBy]]
) -> None:
    """Marks rows whose thing is entered already: by row, what it is and by what it shows."""
    driver = await driver_of(session)
    await driver.execute(
        _KNOWN, center, import_id, list(known),
        [twin for twin, _ in known.values()], [by for _, by in known.values()],
    )  # fmt: skip


async def mark_names(
    session: AsyncSession, center: UUID, import_id: UUID, known: Mapping[str, UUID], by: TwinBy
) -> None:
    """Marks accepted rows whose comparable name is among the known ones, or stands above."""
    driver = await driver_of(session)
    await driver.execute(_KNOWN_NAME, center, import_id, list(known.keys()), list(known.values()), by)
    await driver.execute(_REPEATED_NAME, center, import_id, by)


async def mark_repeated(
    session: AsyncSession, center: UUID, import_id: UUID, repeated: Mapping[int, tuple[int, TwinBy]]
) -> None:
    """Marks rows whose thing stands in an earlier row: by row, which one and by what it shows."""
    driver = await driver_of(session)
    await driver.execute(
        _REPEATED, center, import_id, list(repeated),
        [first for first, _ in repeated.values()], [by for _, by in repeated.values()],
    )  # fmt: skip


async def mark_refused(
    session: AsyncSession, center: UUID, import_id: UUID, refused: Mapping[int, Problem]
) -> None:
    """Rejects rows that fit no longer: by row, why."""
    driver = await driver_of(session)
    problems = [orjson.dumps(problem).decode() for problem in refused.values()]
    await driver.execute(_REFUSED, center, import_id, list(refused), problems)


async def mark_changes(
    session: AsyncSession, center: UUID, import_id: UUID, notes: Mapping[int, tuple[UUID, dict[str, Any]]]
) -> None:  # Any: JSON
    """Notes beside what was understood: by row, the thing that it is about, and `changes` or `conflict`."""
    driver = await driver_of(session)
    await driver.execute(
        _CHANGES, center, import_id, list(notes),
        [thing for thing, _ in notes.values()], [orjson.dumps(note).decode() for _, note in notes.values()],
    )  # fmt: skip


async def mark_applied(session: AsyncSession, center: UUID, import_id: UUID, rows: Sequence[int]) -> None:
    """Leaves of these rows their number and the id of what they became."""
    driver = await driver_of(session)
    await driver.execute(_APPLIED, center, import_id, list(rows))


async def next_accepted(
    session: AsyncSession, center: UUID, import_id: UUID, limit: int, *, by_depth: bool = False
) -> Sequence[tuple[int, UUID, dict[str, Any]]]:  # Any: JSON
    """Number, id and value of the next rows to be applied; `by_depth`, what others are a part of comes first."""
    found = (
        select(ImportRow.row, ImportRow.thing_id, ImportRow.value)
        .where(ImportRow.center_id == center, ImportRow.import_id == import_id, ImportRow.state == "accepted")
        .order_by(ImportRow.row)
        .limit(limit)
    )
    if by_depth:
        found = found.order_by(None).order_by(text("coalesce((value->>'depth')::int, 0)"), ImportRow.row)
    return [(row.row, row.thing_id, row.value) for row in await session.execute(found)]


async def every_accepted(
    session: AsyncSession, center: UUID, import_id: UUID
) -> Sequence[tuple[int, UUID, dict[str, Any]]]:  # Any: JSON
    """The same of all rows that are accepted so far."""
    return await next_accepted(session, center, import_id, MOST_ROWS)


async def set_depths(session: AsyncSession, center: UUID, import_id: UUID, depths: Mapping[int, int]) -> None:
    """Says of rows how far below others they stand: by row."""
    driver = await driver_of(session)
    await driver.execute(_DEPTHS, center, import_id, list(depths.keys()), list(depths.values()))


async def count_rows(session: AsyncSession, center: UUID, import_id: UUID) -> Mapping[str, int]:
    """How many rows are in which state."""
    found = await session.execute(
        select(ImportRow.state, func.count())
        .where(ImportRow.center_id == center, ImportRow.import_id == import_id)
        .group_by(ImportRow.state)
    )
    return {row.state: row[1] for row in found}


async def count_notes(session: AsyncSession, center: UUID, import_id: UUID) -> tuple[int, int]:
    """How many accepted rows correct something, and of how many the shares conflict."""
    value = ImportRow.value
    found = await session.execute(
        select(
            func.count().filter(value.has_key("changes")), func.count().filter(value.has_key("conflict"))
        ).where(
            ImportRow.center_id == center, ImportRow.import_id == import_id, ImportRow.state == "accepted"
        )
    )
    row = found.one()
    return row[0], row[1]


async def rejected_first(session: AsyncSession, center: UUID, import_id: UUID) -> Sequence[ImportRow]:
    """The first rows with errors."""
    return (await rows_of(session, center, import_id, "rejected", 0, _SHOWN))[:_SHOWN]


async def rows_of(
    session: AsyncSession,
    center: UUID,
    import_id: UUID,
    state: str | None,
    after: int,
    limit: int,
    noted: Note | None = None,
) -> Sequence[ImportRow]:
    """Rows in the order of the file; one more than `limit` where there are more."""
    found = select(ImportRow).where(
        ImportRow.center_id == center, ImportRow.import_id == import_id, ImportRow.row > after
    )
    if state is not None:
        found = found.where(ImportRow.state == state)
    if noted is not None:
        found = found.where(ImportRow.value.has_key(noted))
    return (await session.scalars(found.order_by(ImportRow.row).limit(limit + 1))).all()


async def forget_rows(session: AsyncSession, center: UUID, import_id: UUID) -> None:
    """Deletes everything that was read from the file."""
    await session.execute(
        delete(ImportRow).where(ImportRow.center_id == center, ImportRow.import_id == import_id)
    )


async def forget_old_rows(session: AsyncSession, center: UUID) -> None:
    """Deletes the rows of lists that nobody has touched for long."""
    await session.execute(
        text(
            "delete from import_rows where center_id = :center and import_id in ("
            "select id from imports where center_id = :center and changed_at < now() - cast(:age as interval)"
            " and state not in ('queued', 'checking', 'applying'))"
        ),
        {"center": center, "age": KEPT_FOR},
    )


async def forget_rows_about(
    session: AsyncSession, center: UUID, resident: UUID, contacts: Sequence[str], name: str
) -> int:
    """Deletes the rows of every list in which this person stands: by id, by contact, or by their whole name."""
    done = await session.execute(
        delete(ImportRow)
        .where(ImportRow.center_id == center)
        .where(
            or_(
                ImportRow.thing_id == resident,
                ImportRow.twin_id == resident,
                ImportRow.contacts.overlap(list(contacts)),
                ImportRow.name == comparable_name(name),
            )
        )
        .returning(ImportRow.row)
    )
    return len(done.all())
