"""How entries of the directory are found: by id, in a list, by a question."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, any_, func, literal, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.support.directory.errors import EntryNotFound
from services.registry.support.directory.model import BodyKind, DirectoryEntry, Level, Support, due_before
from services.registry.support.readers.model import Reader


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is None does not matter."""

    level: Level | None = None
    body: BodyKind | None = None
    support: Support | None = None
    due: bool | None = None
    own: bool | None = None

    def coded(self) -> dict[str, str]:
        """The coded ones by name."""
        coded = {"level": self.level, "body": self.body, "support": self.support}
        return {name: value for name, value in coded.items() if value is not None}

    def conditions(self) -> dict[str, object]:
        """Everything but whose it is, as a question is narrowed by it."""
        day = {} if self.due is None else {"due_by" if self.due else "fresh_after": due_before()}
        return {**self.coded(), **day}


async def get_entry(session: AsyncSession, reader: Reader, entry: UUID) -> DirectoryEntry:
    """Raises EntryNotFound."""
    found = await session.scalar(entries_of(reader, Wanted()).where(DirectoryEntry.id == entry))
    if found is None:
        raise EntryNotFound
    return found


def entries_of(reader: Reader, wanted: Wanted) -> Select[DirectoryEntry]:
    """The entries that a reader sees, of which everything wanted is true."""
    found = select(DirectoryEntry).where(DirectoryEntry.center_id.in_(reader.owners(wanted.own)))
    if not reader.staff:
        found = found.where(DirectoryEntry.public)
    for name, value in wanted.coded().items():
        column = DirectoryEntry.__table__.c[name]
        found = found.where(literal(value) == any_(column) if name == "support" else column == value)
    if wanted.due is not None:
        is_due = DirectoryEntry.confirmed_on <= due_before()
        found = found.where(is_due if wanted.due else ~is_due)
    return found


async def entries_by_key(
    session: AsyncSession, keys: Sequence[tuple[UUID, UUID]]
) -> Sequence[DirectoryEntry]:
    """The entries of these keys, in their order."""
    if not keys:
        return []
    found = await session.scalars(
        select(DirectoryEntry).where(tuple_(DirectoryEntry.center_id, DirectoryEntry.id).in_(keys))
    )
    by_key = {(one.center_id, one.id): one for one in found}
    return [by_key[key] for key in keys if key in by_key]


async def count_due(session: AsyncSession, reader: Reader) -> tuple[int, date | None]:
    """How many entries ask to be confirmed, and when the longest waiting one last was."""
    due = entries_of(reader, Wanted(due=True)).subquery()
    row = (await session.execute(select(func.count(), func.min(due.c.confirmed_on)).select_from(due))).one()
    return row[0], row[1]
