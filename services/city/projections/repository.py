"""Writes runs of facts into the projections, one statement a run."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.city.projections.model import PERSON_COLUMNS, Column, Writing
from shared.contracts.fact import Fact
from shared.kit.reactions import Told

F = TypeVar("F", bound=Fact)

_HEARD = """
insert into heard as kept (facts, occurred_at, applied_at) values ($1, $2::timestamptz, clock_timestamp())
on conflict (one) do update set facts = kept.facts + excluded.facts, occurred_at = excluded.occurred_at,
  applied_at = excluded.applied_at
"""

_FORGET = """
insert into forgotten (mark) select sha256(uuid_send(id)) from unnest($1::uuid[]) as id on conflict do nothing
"""


async def note_heard(session: AsyncSession, facts: int, occurred_at: datetime) -> None:
    """Notes how far the city has heard."""
    driver = await _driver(session)
    await driver.execute(_HEARD, facts, occurred_at)


async def write(session: AsyncSession, writing: Writing, told: Sequence[Told[F]]) -> None:
    """Writes what `told` says; facts that are older than what is there change nothing."""
    driver = await _driver(session)
    facts = [one.fact for one in told]
    ids = [getattr(fact, writing.id_field) if writing.id_field else fact.aggregate_id for fact in facts]
    keys = [[one.center for one in told], ids][: len(writing.key)]
    columns = [[_value(fact, column) for fact in facts] for column in writing.columns]
    await driver.execute(_sql(writing), *keys, *columns, [one.occurred_at for one in told])


def _value(fact: Fact, column: Column) -> object:
    said: object = getattr(fact, column.said)
    if column.is_list and isinstance(said, list):
        return "{" + ",".join(str(one) for one in said) + "}"
    return said


async def forget(session: AsyncSession, people: Sequence[UUID]) -> None:
    """Removes every trace of `people`; what they did still counts, and stands for nobody."""
    driver = await _driver(session)
    await driver.execute(_FORGET, people)
    for table in ("residents", "merged"):
        await driver.execute(f"delete from {table} where id = any($1::uuid[])", people)
    for table, column in PERSON_COLUMNS:
        await driver.execute(f"update {table} set {column} = null where {column} = any($1::uuid[])", people)


async def _driver(session: AsyncSession) -> Any:  # Any: the asyncpg connection under SQLAlchemy's
    connection = await session.connection()
    return (await connection.get_raw_connection()).driver_connection


@cache
def _sql(writing: Writing) -> str:
    return writing.sql()
