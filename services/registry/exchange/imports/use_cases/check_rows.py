"""Rows are checked chunk by chunk, and then all of them against each other and against the registry."""

from collections.abc import Sequence

import orjson
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.exchange.cells.model import Cells
from services.registry.exchange.imports.model import Import
from services.registry.exchange.kinds.model import Understood
from services.registry.exchange.kinds.service import KINDS
from services.registry.exchange.staging.model import ImportRow
from services.registry.exchange.staging.repository import (
    BETWEEN,
    Checked,
    count_notes,
    count_rows,
    expect_many,
    save_checked,
)
from shared.kit.ids import new_id

CHUNK = 1000


async def check_chunk(session: AsyncSession, made: Import) -> bool:
    """Checks the next rows; says whether there were any. The order of the file is kept."""
    rows = await _next(session, made)
    if not rows:
        return False
    cells = [Cells(read.cells, made.headings, made.mapping or {}, read.formulas) for read in rows]
    understood = await KINDS[made.kind].understand(session, made.center_id, cells)
    checked = [_checked(read.row, one, said) for read, one, said in zip(rows, cells, understood, strict=True)]
    await save_checked(session, made.center_id, made.id, checked)
    made.checked += len(rows)
    return True


async def find_twins(session: AsyncSession, made: Import) -> None:
    """Marks the rows that stand in the list or in the registry already, and counts everything."""
    await expect_many(session)
    await KINDS[made.kind].mark_twins(session, made.center_id, made.id)
    counts = await count_rows(session, made.center_id, made.id)
    made.accepted, made.rejected = counts.get("accepted", 0), counts.get("rejected", 0)
    made.duplicates = counts.get("duplicate", 0)
    made.changes, made.conflicts = await count_notes(session, made.center_id, made.id)


async def _next(session: AsyncSession, made: Import) -> Sequence[ImportRow]:
    found = await session.execute(
        select(ImportRow.row, ImportRow.cells, ImportRow.formulas)
        .where(
            ImportRow.center_id == made.center_id, ImportRow.import_id == made.id, ImportRow.state == "new"
        )
        .order_by(ImportRow.row)
        .limit(CHUNK)
    )
    return [ImportRow(row=row.row, cells=row.cells, formulas=row.formulas) for row in found]


def _checked(number: int, cells: Cells, said: Understood) -> Checked:
    return (
        number,
        "rejected" if cells.problems else "accepted",
        orjson.dumps(said.value).decode(),
        orjson.dumps(cells.problems).decode(),
        new_id(),
        BETWEEN.join(said.contacts),
        said.name,
    )
