"""How the rows of a list are kept, checked against each other and the registry, shown, and forgotten."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.exchange.spreadsheets.model import Line
from services.registry.exchange.staging.model import KEPT_FOR, ImportRow
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
set state = c.state, value = c.value::jsonb, problems = c.problems::jsonb, thing_id = c.thing, phone = c.phone,
  mail = c.mail, name = c.name, twin_row = null, twin_id = null, twin_by = null
from unnest($3::integer[], $4::text[], $5::text[], $6::text[], $7::uuid[], $8::text[], $9::text[], $10::text[])
  as c (row, state, value, problems, thing, phone, mail, name)
where r.center_id = $1 and r.import_id = $2 and r.row = c.row
"""
_KNOWN_CONTACT = """
update import_rows r set state = 'duplicate', twin_id = c.resident_id, twin_by = '{kind}'
from resident_contacts c
where r.center_id = $1 and r.import_id = $2 and r.state = 'accepted'
  and c.center_id = r.center_id and c.kind = '{kind}' and c.value = r.{kind}
"""
_KNOWN_NAME = """
update import_rows r set state = 'duplicate', twin_id = found.id, twin_by = 'name'
from (
  select distinct on (r.row) r.row, p.id
  from import_rows r
  join residents p on p.center_id = r.center_id
    and lower(translate(concat_ws(' ', p.family_name, p.given_name, p.patronymic), 'Ёё', 'Ее')) = r.name
  left join premises f on f.center_id = p.center_id and f.id = p.premises_id
  cross join lateral (
    select (r.value->>'house_id')::uuid as house, r.value->>'flat' as flat, (r.value->>'birth_year')::int as year,
      exists (select from resident_contacts c
        where c.center_id = p.center_id and c.resident_id = p.id and c.kind = 'phone'
          and c.open_to <> 'sign_in') as has_phone,
      exists (select from resident_contacts c
        where c.center_id = p.center_id and c.resident_id = p.id and c.kind = 'mail'
          and c.open_to <> 'sign_in') as has_mail
  ) as k
  where r.center_id = $1 and r.import_id = $2 and r.state = 'accepted'
    and p.house_id is not distinct from k.house
    and (f.number is null or k.flat is null or f.number = k.flat)
    and (p.birth_year is null or k.year is null or p.birth_year = k.year)
    and case
      when k.house is null then not (k.has_phone or k.has_mail) and r.phone is null and r.mail is null
      when f.number = k.flat then true
      else not (k.has_phone and r.phone is not null) and not (k.has_mail and r.mail is not null)
    end
  order by r.row, p.id
) as found
where r.center_id = $1 and r.import_id = $2 and r.row = found.row
"""
_REPEATED = """
update import_rows r set state = 'duplicate', twin_row = again.first, twin_by = '{by}'
from (
  select row, first_value(row) over (partition by {key} order by row) as first
  from import_rows where center_id = $1 and import_id = $2 and state = 'accepted' and {known}
) as again
where r.center_id = $1 and r.import_id = $2 and r.row = again.row and again.row <> again.first
"""
_PLACE = "name, value->>'house_id', value->>'flat', value->>'birth_year'"
_MANY = "set local enable_nestloop = off"
"""The server has not counted the rows yet and takes them for a few; a list compared with itself row by row would take
as long as its length squared."""
_KNOWN_ADDRESS = """
update import_rows r set state = 'duplicate', twin_id = h.id, twin_by = 'address'
from unnest($3::text[], $4::uuid[]) as h (name, id)
where r.center_id = $1 and r.import_id = $2 and r.state = 'accepted' and r.name = h.name
"""
_MARK = """
update import_rows r set state = 'duplicate', twin_id = k.twin, twin_by = k.by
from unnest($3::integer[], $4::uuid[], $5::text[]) as k (row, twin, by)
where r.center_id = $1 and r.import_id = $2 and r.row = k.row
"""
_APPLIED = """
update import_rows
set state = 'applied', cells = '{}', formulas = '{}', value = null, problems = null, phone = null, mail = null,
  name = null
where center_id = $1 and import_id = $2 and row = any($3::integer[])
"""

Checked = tuple[int, str, str, str, UUID, str | None, str | None, str | None]
"""Number, state, value, problems, the id it will have, telephone, mail, comparable name."""


async def stage(session: AsyncSession, center: UUID, import_id: UUID, lines: Sequence[Line]) -> None:
    """Keeps the lines of the file as rows."""
    driver = await driver_of(session)
    for at in range(0, len(lines), _STAGED_AT_ONCE):
        part = lines[at : at + _STAGED_AT_ONCE]
        await driver.execute(
            _STAGE, center, import_id,
            [line.number for line in part],
            ["\x1f".join(_storable(cell) for cell in line.cells) for line in part],
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


async def check_anew(session: AsyncSession, center: UUID, import_id: UUID) -> None:
    """Has every row checked once more."""
    driver = await driver_of(session)
    await driver.execute(
        "update import_rows set state = 'new' where center_id = $1 and import_id = $2", center, import_id
    )


async def mark_twin_people(session: AsyncSession, center: UUID, import_id: UUID) -> None:
    """Marks accepted rows whose person is entered already, or stands in an earlier row."""
    driver = await driver_of(session)
    await driver.execute(_MANY)
    statements = (
        _KNOWN_CONTACT.format(kind="phone"),
        _KNOWN_CONTACT.format(kind="mail"),
        _KNOWN_NAME,
        _REPEATED.format(by="phone", key="phone", known="phone is not null"),
        _REPEATED.format(by="mail", key="mail", known="mail is not null"),
        _REPEATED.format(by="name", key=_PLACE, known="value->>'flat' is not null"),
        _REPEATED.format(by="name", key=_PLACE, known="phone is null and mail is null"),
    )
    for statement in statements:
        await driver.execute(statement, center, import_id)


async def mark_twin_houses(
    session: AsyncSession, center: UUID, import_id: UUID, known: Mapping[str, UUID]
) -> None:
    """Marks accepted rows whose house is entered already (`known`: by comparable address) or stands above."""
    driver = await driver_of(session)
    await driver.execute(_MANY)
    await driver.execute(_KNOWN_ADDRESS, center, import_id, list(known.keys()), list(known.values()))
    await driver.execute(_REPEATED.format(by="address", key="name", known="true"), center, import_id)


async def mark_known(
    session: AsyncSession, center: UUID, import_id: UUID, known: Mapping[int, tuple[UUID, str]]
) -> None:
    """Marks rows whose contact or address was entered since the check: by row, who has it and by what it shows."""
    driver = await driver_of(session)
    await driver.execute(
        _MARK, center, import_id, list(known.keys()),
        [twin for twin, _ in known.values()], [by for _, by in known.values()],
    )  # fmt: skip


async def mark_homeless(session: AsyncSession, center: UUID, import_id: UUID, rows: Sequence[int]) -> None:
    """Rejects rows whose house was removed since the check."""
    problem = {
        "column": "",
        "code": "imports.house-unknown",
        "message": "Этот дом убрали из центра, пока список ждал. Внесите дом и загрузите строку снова",
    }
    await session.execute(
        update(ImportRow)
        .where(ImportRow.center_id == center, ImportRow.import_id == import_id, ImportRow.row.in_(rows))
        .values(state="rejected", problems=[problem])
    )


async def mark_applied(session: AsyncSession, center: UUID, import_id: UUID, rows: Sequence[int]) -> None:
    """Leaves of these rows their number and the id of what they became."""
    driver = await driver_of(session)
    await driver.execute(_APPLIED, center, import_id, list(rows))


async def next_accepted(
    session: AsyncSession, center: UUID, import_id: UUID, limit: int
) -> Sequence[tuple[int, UUID, dict[str, Any]]]:  # Any: JSON
    """Number, id and value of the next rows to be applied."""
    found = await session.execute(
        select(ImportRow.row, ImportRow.thing_id, ImportRow.value)
        .where(ImportRow.center_id == center, ImportRow.import_id == import_id, ImportRow.state == "accepted")
        .order_by(ImportRow.row)
        .limit(limit)
    )
    return [(row.row, row.thing_id, row.value) for row in found]


async def count_rows(session: AsyncSession, center: UUID, import_id: UUID) -> Mapping[str, int]:
    """How many rows are in which state."""
    found = await session.execute(
        select(ImportRow.state, func.count())
        .where(ImportRow.center_id == center, ImportRow.import_id == import_id)
        .group_by(ImportRow.state)
    )
    return {row.state: row[1] for row in found}


async def rejected_first(session: AsyncSession, center: UUID, import_id: UUID) -> Sequence[ImportRow]:
    """The first rows with errors."""
    return (await rows_of(session, center, import_id, "rejected", 0, _SHOWN))[:_SHOWN]


async def rows_of(
    session: AsyncSession, center: UUID, import_id: UUID, state: str | None, after: int, limit: int
) -> Sequence[ImportRow]:
    """Rows in the order of the file; one more than `limit` where there are more."""
    found = select(ImportRow).where(
        ImportRow.center_id == center, ImportRow.import_id == import_id, ImportRow.row > after
    )
    if state is not None:
        found = found.where(ImportRow.state == state)
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
    comparable = name.lower().replace("ё", "е")
    done = await session.execute(
        delete(ImportRow)
        .where(ImportRow.center_id == center)
        .where(
            or_(
                ImportRow.thing_id == resident,
                ImportRow.twin_id == resident,
                ImportRow.phone.in_(contacts),
                ImportRow.mail.in_(contacts),
                ImportRow.name == comparable,
            )
        )
        .returning(ImportRow.row)
    )
    return len(done.all())
