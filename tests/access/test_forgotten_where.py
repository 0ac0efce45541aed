"""A statement without `where` reaches the rows of one's own center only, in every guarded table.

For each table the superuser puts a row of either center in, with its checks taken off, inside a transaction that
is undone; then the service's own role does what a careless programmer would.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

import asyncpg
import pytest

from shared.kit.ids import new_id
from shared.testing.running import City
from tests.access.catalog import NAMES, Connection, tables
from tests.access.test_row_security import PERSONAL

_COLUMNS = """
select attname as name, format_type(atttypid, null) as type, typelem <> 0 and typcategory = 'A' as listed
from pg_attribute join pg_type on pg_type.oid = atttypid
where attrelid = $1::regclass and attnum > 0 and not attisdropped and attnotnull and not atthasdef
  and attidentity = '' and attgenerated = ''
"""
_CHECKS = "select conname from pg_constraint where conrelid = $1::regclass and contype = 'c'"
_VALUES = {
    "uuid": "gen_random_uuid()", "text": "'x'", "boolean": "true", "jsonb": "'{}'", "bytea": "'x'",
    "timestamp with time zone": "now()", "date": "current_date",
}  # fmt: skip


@asynccontextmanager
async def two_centers(city: City, service: str, table: str) -> AsyncIterator[tuple[Connection, UUID, UUID]]:
    """A connection of the service's role in the context of the first center; both have one row in `table`."""
    await city.databases.of(service)
    connection = await asyncpg.connect(city.databases.as_admin(service))
    ours, theirs = new_id(), new_id()
    transaction = connection.transaction()
    await transaction.start()
    try:
        await connection.execute(
            "set local session_replication_role = replica; set local lock_timeout = '10s'"
        )
        for check in await connection.fetch(_CHECKS, table):
            await connection.execute(f'alter table {table} drop constraint "{check[0]}"')
        await connection.execute(f"delete from {table}")
        for center in (ours, theirs):
            await _put(connection, table, center)
        await connection.execute(f"set local role {service}")
        await _enter(connection, ours)
        yield connection, ours, theirs
    finally:
        await transaction.rollback()
        await connection.close()


async def guarded_tables(city: City, service: str) -> list[str]:
    """The tables that belong to centers."""
    connection = await asyncpg.connect(await city.databases.of(service))
    try:
        return [
            table.name for table in await tables(connection) if table.forced and table.name not in PERSONAL
        ]
    finally:
        await connection.close()


@pytest.mark.parametrize("service", NAMES)
async def test_a_forgotten_where_reaches_no_foreign_row(service: str, city_of_tests: City) -> None:
    for table in await guarded_tables(city_of_tests, service):
        async with two_centers(city_of_tests, service, table) as (connection, ours, theirs):
            seen = [row[0] for row in await connection.fetch(f"select center_id from {table}")]
            assert seen == [ours], table
            assert await connection.fetch(f"select 1 from {table} where center_id = $1", theirs) == []
            assert await connection.execute(f"update {table} set center_id = center_id") == "UPDATE 1", table
            assert await connection.execute(f"delete from {table}") == "DELETE 1", table
            await _enter(connection, theirs)
            assert len(await connection.fetch(f"select 1 from {table}")) == 1, table


@pytest.mark.parametrize("service", NAMES)
async def test_without_a_center_nothing_is_seen(service: str, city_of_tests: City) -> None:
    for table in await guarded_tables(city_of_tests, service):
        async with two_centers(city_of_tests, service, table) as (connection, _, __):
            await _enter(connection, None)
            assert await connection.fetch(f"select 1 from {table}") == [], table
            assert await connection.execute(f"delete from {table}") == "DELETE 0", table


@pytest.mark.parametrize("service", NAMES)
async def test_no_row_is_put_into_another_center(service: str, city_of_tests: City) -> None:
    for table in await guarded_tables(city_of_tests, service):
        async with two_centers(city_of_tests, service, table) as (connection, _, theirs):
            for smuggle in (_put(connection, table, theirs), _move(connection, table, theirs)):
                with pytest.raises(asyncpg.InsufficientPrivilegeError, match="row-level security"):
                    async with connection.transaction():
                        await smuggle


async def _enter(connection: Connection, center: UUID | None) -> None:
    await connection.execute("select set_config('app.center', $1, true)", str(center or ""))


async def _put(connection: Connection, table: str, center: UUID) -> None:
    columns = await connection.fetch(_COLUMNS, table)
    values = [f"'{center}'" if one["name"] == "center_id" else _value(one) for one in columns]
    names = ", ".join(f'"{one["name"]}"' for one in columns)
    await connection.execute(f"insert into {table} ({names}) values ({', '.join(values)})")


async def _move(connection: Connection, table: str, center: UUID) -> None:
    await connection.execute(f"update {table} set center_id = '{center}'")


def _value(column: asyncpg.Record) -> str:
    return "'{}'" if column["listed"] else _VALUES.get(column["type"], "1")
