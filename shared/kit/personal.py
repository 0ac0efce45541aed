"""What a service holds about people: how each table forgets a person, how long it may keep them, what a copy shows.

Every table of a service's database is named here once: as a holding where it can lead to a person, or in `nobody` with
the reason why it cannot. A test walks the database and fails for a table that is not named.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from shared.kit.audit_words import forget_words

Fate = Literal["cascade", "delete", "unlink", "own", "keep"]
"""What becomes of the rows of an erased person: gone with the person's own row by a foreign key; deleted; their
`columns` and `blank` emptied; handled by the service's own use case; kept for the reason in `why`."""


@dataclass(frozen=True, slots=True)
class Holding:
    """One table with the columns that hold a resident's id."""

    table: str
    columns: tuple[str, ...]
    fate: Fate
    why: str = ""
    blank: tuple[str, ...] = ()
    """Further columns that are emptied together with the id, because they may speak of the person."""

    @property
    def about(self) -> str:
        """The condition that finds a person's rows."""
        return "(" + " or ".join(f"{column} = :resident" for column in self.columns) + ")"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the copy that a person gets: `rows` is a query whose columns are named as the person reads them."""

    title: str
    rows: str
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What the coded values of a column are called."""


@dataclass(frozen=True, slots=True)
class Personal:
    """The declaration of one service."""

    holdings: Sequence[Holding]
    nobody: Mapping[str, str]
    sections: Sequence[Section] = ()

    @property
    def named(self) -> frozenset[str]:
        """Every table that is accounted for."""
        return frozenset(one.table for one in self.holdings) | self.nobody.keys() | KIT.keys()


MERGED = Holding(
    "merged_residents",
    ("gone_id", "kept_id"),
    "keep",
    "bare opaque ids of one person, so that late facts are followed",
)
JOURNAL = "the journal of merges, erased with the person and when undoing is over"

KIT: Mapping[str, str] = {
    "alembic_version": "which migrations ran",
    "outbox": "facts on their way and sent ones for some days: opaque ids and coded values",
    "inbox": "ids of applied facts",
    "parked": "facts that wait for another attempt: opaque ids and coded values",
    "active_worker": "which copy of the service works",
    "idempotency": "answers kept for two days for repetition; those in which an erased person stands go at once",
    "audit": "who saw or changed what: ids, codes and salted digests of words; kept as proof of lawful handling"
    " (152-ФЗ art. 18.1, 22.1)",
    "audit_words": "the words of the log; those about an erased person go with their salt at once",
    "audit_seal": "hashes over the log",
}
"""The tables that every service has."""


async def count(session: AsyncSession, personal: Personal, resident: UUID) -> dict[str, int]:
    """How many rows of each kind lead to the resident, kinds without any left out; what is kept is not counted."""
    found: dict[str, int] = {}
    for holding in personal.holdings:
        if holding.fate != "keep":
            rows = await session.scalar(
                text(f"select count(*) from {holding.table} where {holding.about}"), {"resident": resident}
            )
            found[holding.table] = found.get(holding.table, 0) + (rows or 0)
    return {table: rows for table, rows in found.items() if rows}


async def forget(session: AsyncSession, personal: Personal, resident: UUID) -> None:
    """Deletes and unlinks as declared, and drops what the kit's own tables say of the person."""
    asked = {"resident": resident}
    for holding in personal.holdings:
        if holding.fate == "delete":
            await session.execute(text(f"delete from {holding.table} where {holding.about}"), asked)
        elif holding.fate == "unlink":
            for column in holding.columns:
                emptied = ", ".join(f"{name} = null" for name in (column, *holding.blank))
                await session.execute(
                    text(f"update {holding.table} set {emptied} where {column} = :resident"), asked
                )
    await forget_traces(session, resident)


async def forget_traces(session: AsyncSession, resident: UUID) -> None:
    """Deletes the log's words about the person, and answers kept for repeated requests that they made or stand in."""
    await forget_words(session, resident)
    await session.execute(
        text(
            "delete from idempotency where position(convert_to(:id, 'UTF8') in body) > 0"
            " or position(:id in caller) > 0 or position(:id in headers) > 0"
        ),
        {"id": str(resident)},
    )
