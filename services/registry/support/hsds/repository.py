"""Which entries a page of HSDS, one of its things or the whole package is made of; never more at once than these."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, Select, cast, func, literal_column, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.support.directory.model import DirectoryEntry
from services.registry.support.directory.repository import Wanted, entries_by_key, entries_of
from services.registry.support.readers.model import Reader

AT_ONCE = 500
"""So many entries are in memory while all of them are gone through."""

_THINGS: Mapping[str, str] = {
    "organization": "1",
    "service": "jsonb_array_length(services)",
    "service_at_location": """case when places = '[]' then 0 else (
      select coalesce(sum(case when named.n > 0 then named.n else jsonb_array_length(places) end), 0)
      from jsonb_array_elements(services) as s (service) cross join lateral (
        select count(*) as n from jsonb_array_elements_text(s.service -> 'place_ids') as p (id)
        where places @> jsonb_build_array(jsonb_build_object('id', p.id))) as named) end""",
}
"""By table: how many of its rows come of an entry, as `model.tables_of` makes them."""


@dataclass(frozen=True, slots=True)
class Slice:
    """The entries of a page, how many things lie before the first of them, and how many there are in all."""

    entries: Sequence[DirectoryEntry]
    before: int
    total: int


def public_entries(center: UUID | None, own: bool | None = None) -> Select[DirectoryEntry]:
    """What is public: another directory is told no more than a resident."""
    return entries_of(Reader(center, staff=False), Wanted(own=own))


async def slice_of(
    session: AsyncSession, entries: Select[DirectoryEntry], table: str, first: int, size: int
) -> Slice:
    """The entries that give the things from `first` on, `size` of them, in the order of the entries' ids."""
    things: ColumnElement[int] = cast(literal_column(_THINGS[table]), Integer)
    counted = entries.with_only_columns(DirectoryEntry.center_id, DirectoryEntry.id, things.label("n")).cte()
    order = (counted.c.id, counted.c.center_id)
    placed = select(counted, (func.sum(counted.c.n).over(order_by=order) - counted.c.n).label("before")).cte()
    total = await session.scalar(select(func.coalesce(func.sum(counted.c.n), 0)))
    found = await session.execute(
        select(placed)
        .where(placed.c.before < first + size, placed.c.before + placed.c.n > first)
        .order_by(placed.c.id, placed.c.center_id)
    )
    rows = found.all()
    keys = [(row.center_id, row.id) for row in rows]
    before = int(rows[0].before) if rows else 0
    return Slice(await entries_by_key(session, keys), before, int(total or 0))


async def chunks(
    session: AsyncSession, entries: Select[DirectoryEntry]
) -> AsyncIterator[Sequence[DirectoryEntry]]:
    """All of them, a few at a time, in the order of their ids; what was gone through is let go."""
    after: UUID | None = None
    while True:
        wanted = entries if after is None else entries.where(DirectoryEntry.id > after)
        found = (await session.scalars(wanted.order_by(DirectoryEntry.id).limit(AT_ONCE))).all()
        if not found:
            return
        yield found
        after = found[-1].id
        session.expunge_all()


async def holding(
    session: AsyncSession, entries: Select[DirectoryEntry], service: UUID
) -> DirectoryEntry | None:
    """The entry that has this service."""
    named = func.jsonb_build_array(func.jsonb_build_object("id", str(service)))
    return (await session.scalars(entries.where(DirectoryEntry.services.op("@>")(named)).limit(1))).first()
