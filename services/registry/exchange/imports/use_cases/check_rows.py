"""Rows are checked chunk by chunk, and then all of them against each other and against the registry."""

import asyncio
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.exchange.imports.model import Import
from services.registry.exchange.imports.use_cases.understand_cells import Cells
from services.registry.exchange.imports.use_cases.understand_house import address_key, understand_house
from services.registry.exchange.imports.use_cases.understand_person import Houses, understand_person
from services.registry.exchange.staging.model import ImportRow
from services.registry.exchange.staging.repository import (
    Checked,
    count_rows,
    mark_twin_houses,
    mark_twin_people,
    save_checked,
)
from services.registry.people.names.model import full_name
from services.registry.places.houses.repository import houses_of
from shared.kit.ids import new_id

CHUNK = 1000


async def check_chunk(session: AsyncSession, made: Import) -> bool:
    """Checks the next rows; says whether there were any. The order of the file is kept."""
    rows = await _next(session, made)
    if not rows:
        return False
    houses = await _houses(session, made.center_id) if made.kind == "residents" else {}
    checked = await asyncio.to_thread(_check, made, rows, houses)
    await save_checked(session, made.center_id, made.id, checked)
    made.checked += len(rows)
    return True


async def find_twins(session: AsyncSession, made: Import) -> None:
    """Marks the rows that stand in the list or in the registry already, and counts everything."""
    if made.kind == "residents":
        await mark_twin_people(session, made.center_id, made.id)
    else:
        known = await _houses(session, made.center_id)
        await mark_twin_houses(
            session, made.center_id, made.id, {key: house for key, house in known.items() if house}
        )
    counts = await count_rows(session, made.center_id, made.id)
    made.accepted, made.rejected = counts.get("accepted", 0), counts.get("rejected", 0)
    made.duplicates = counts.get("duplicate", 0)


async def _next(session: AsyncSession, made: Import) -> Sequence[tuple[int, list[str], list[int]]]:
    found = await session.execute(
        select(ImportRow.row, ImportRow.cells, ImportRow.formulas)
        .where(
            ImportRow.center_id == made.center_id, ImportRow.import_id == made.id, ImportRow.state == "new"
        )
        .order_by(ImportRow.row)
        .limit(CHUNK)
    )
    return [(row.row, row.cells, row.formulas) for row in found]


async def _houses(session: AsyncSession, center: UUID) -> Houses:
    found: dict[str, UUID | None] = {}
    for house in await session.scalars(houses_of(center)):
        key = address_key(house.address)
        found[key] = None if key in found else house.id
    return found


def _check(made: Import, rows: Sequence[tuple[int, list[str], list[int]]], houses: Houses) -> list[Checked]:
    return [_checked(made, row, houses) for row in rows]


def _checked(made: Import, read: tuple[int, list[str], list[int]], houses: Houses) -> Checked:
    number, cells, formulas = read
    row = Cells(cells, made.headings, made.mapping or {}, formulas)
    if made.kind == "houses":
        value = understand_house(row)
        name, phone, mail = address_key(value["address"]), None, None
    else:
        value = understand_person(row, houses)
        name = comparable_name(value)
        phone, mail = value["phone"], value["mail"]
    state = "rejected" if row.problems else "accepted"
    return (
        number,
        state,
        orjson.dumps(value).decode(),
        orjson.dumps(row.problems).decode(),
        new_id(),
        phone,
        mail,
        name,
    )


def comparable_name(value: dict[str, Any]) -> str:  # Any: JSON
    """The whole name without capitals and «ё», as the registry's own names are compared."""
    named = full_name(value["family_name"], value["given_name"], value["patronymic"])
    return named.lower().replace("ё", "е")
