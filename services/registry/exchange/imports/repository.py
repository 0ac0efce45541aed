"""How imports are kept, what their columns held before, and which of them wait for work."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

import orjson
from sqlalchemy import Select, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.exchange.headings.model import Kind
from services.registry.exchange.imports.errors import ImportNotFound
from services.registry.exchange.imports.model import Import
from services.registry.storage.repository import driver_of

_REMEMBER = """
insert into import_mappings (center_id, kind, headings, mapping, kept_at)
values ($1, $2, $3, $4::text::jsonb, $5)
on conflict (center_id, kind, headings) do update set mapping = excluded.mapping, kept_at = excluded.kept_at
"""
_NOTE = """
insert into audit (center_id, actor_id, actor_role, action, about_id, ground, evidence)
select $1, $2, 'manager', $3, about, 'import', $4 from unnest($5::uuid[]) as about
"""


async def get_import(session: AsyncSession, center: UUID, import_id: UUID, *, lock: bool = False) -> Import:
    """Raises ImportNotFound."""
    found = await session.get(
        Import, {"center_id": center, "id": import_id}, with_for_update=lock, populate_existing=lock
    )
    if found is None:
        raise ImportNotFound
    return found


def imports_of(center: UUID) -> Select[Import]:
    """The imports of a center."""
    return select(Import).where(Import.center_id == center)


async def enqueue(session: AsyncSession, center: UUID, import_id: UUID) -> None:
    """Has the service's active worker look at it."""
    await session.execute(
        text(
            "insert into import_queue (import_id, center_id) values (:id, :center)"
            " on conflict (import_id) do update set failures = 0, due_at = now()"
        ),
        {"id": import_id, "center": center},
    )


async def dequeue(session: AsyncSession, import_id: UUID) -> None:
    """It needs no more work for now."""
    await session.execute(text("delete from import_queue where import_id = :id"), {"id": import_id})


async def waiting(session: AsyncSession) -> Sequence[tuple[UUID, UUID]]:
    """Center and id of the imports that wait for work; ids ascend with time."""
    found = await session.execute(
        text("select center_id, import_id from import_queue where due_at <= now() order by import_id")
    )
    return [(row.center_id, row.import_id) for row in found]


async def note_failure(session: AsyncSession, import_id: UUID) -> int:
    """Puts the import off for a while; returns how often it has failed in a row."""
    failures = await session.scalar(
        text(
            "update import_queue set failures = failures + 1, due_at = now() + interval '2 seconds' * (failures + 1)"
            " where import_id = :id returning failures"
        ),
        {"id": import_id},
    )
    return int(failures or 0)


async def remember_mapping(
    session: AsyncSession, center: UUID, kind: Kind, headings: str, mapping: Mapping[str, str], at: datetime
) -> None:
    """Keeps what the columns of such a list hold: the heading of each thing."""
    driver = await driver_of(session)
    await driver.execute(_REMEMBER, center, kind, headings, orjson.dumps(mapping).decode(), at)


async def remembered_mapping(
    session: AsyncSession, center: UUID, kind: Kind, headings: str
) -> Mapping[str, str] | None:
    """What the columns of such a list held the last time."""
    found = await session.execute(
        text(
            "select entry.key, entry.value from import_mappings m, jsonb_each_text(m.mapping) as entry"
            " where m.center_id = :center and m.kind = :kind and m.headings = :headings"
        ),
        {"center": center, "kind": kind, "headings": headings},
    )
    mapping = {row.key: row.value for row in found}
    return mapping or None


async def note_entered(session: AsyncSession, made: Import, action: str, things: Sequence[UUID]) -> None:
    """Writes one line of the audit log a person or house, as `audit.note` does."""
    driver = await driver_of(session)
    await driver.execute(_NOTE, made.center_id, made.made_by, action, str(made.id), list(things))
