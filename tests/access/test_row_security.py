"""Every table is under row-level security, also for its owner, or is listed with the reason why not."""

from collections.abc import AsyncIterator

import asyncpg
import pytest

from tests.access.catalog import NAMES, Connection, reasons_of, tables, unguarded
from tests.registry.making import DatabaseOf

_POLICIES = """
select tablename as table, policyname as name, cmd, roles::text[] as roles, permissive,
  coalesce(qual, '') as seen, coalesce(with_check, '') as written
from pg_policies where schemaname = 'public'
"""
_KEYS = """
select r.relname as table, c.conname as name,
  (select array_agg(a.attname::text) from pg_attribute a where a.attrelid = r.oid and a.attnum = any(c.conkey))
    as columns
from pg_constraint c join pg_class r on r.oid = c.conrelid
where c.contype in ('p', 'u', 'f') and r.relnamespace = 'public'::regnamespace
union all
select r.relname, i.relname,
  (select array_agg(a.attname::text) from pg_attribute a
    where a.attrelid = r.oid and a.attnum = any(x.indkey::int2[]))
from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class r on r.oid = x.indrelid
where x.indisunique and r.relnamespace = 'public'::regnamespace
"""
_AROUND = """
select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')
union all
select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef
"""
PERSONAL = {
    "accounts", "sessions", "sign_in_requests", "sign_ins", "passkeys", "identities", "challenges",
}  # fmt: skip
"""Guarded by purpose and not by center; the registry's migrations 0001 and 0008 say why."""
READ_BY_ALL = {"directory_entries", "directory_words", "directory_spellings", "articles", "article_trials"}
"""Written by their owner alone, and read by every center where the owner shares them (migration 0007)."""


@pytest.fixture
async def connection(service: str, database_of: DatabaseOf) -> AsyncIterator[Connection]:
    """The service's database under its own role."""
    found = await asyncpg.connect(await database_of(service))
    yield found
    await found.close()


@pytest.mark.parametrize("service", NAMES)
async def test_every_table_is_guarded_or_listed(service: str, connection: Connection) -> None:
    found = await tables(connection)
    listed = reasons_of(service)
    bare = {table.name for table in found if not (table.guarded and table.forced)}
    assert bare == {table.name for table in found} & listed.keys()
    assert all(len(reason) > 5 for reason in listed.values())


@pytest.mark.parametrize("service", NAMES)
async def test_a_listed_table_exists(service: str, connection: Connection) -> None:
    assert unguarded().get(service, {}).keys() <= {table.name for table in await tables(connection)}


@pytest.mark.parametrize("service", NAMES)
async def test_rows_of_a_center_are_seen_and_written_in_its_context_only(
    service: str, connection: Connection
) -> None:
    policies = await connection.fetch(_POLICIES)
    of_center = {
        table.name for table in await tables(connection) if table.forced and table.name not in PERSONAL
    }
    by_center = [one for one in policies if one["name"] == "center_only"]
    assert {one["table"] for one in by_center} == of_center
    for one in by_center:
        assert (one["cmd"], one["roles"]) == ("ALL", ["public"])
        assert "app.center" in one["seen"]
        assert one["written"] == one["seen"]
    others = {(one["table"], one["name"]) for one in policies if one not in by_center}
    if service != "registry":
        assert others == set()
    else:
        assert {table for table, _ in others} == {
            *PERSONAL,
            *READ_BY_ALL,
            "resident_cards",
            "resident_contacts",
        }


@pytest.mark.parametrize("service", NAMES)
async def test_keys_of_guarded_tables_contain_the_center(service: str, connection: Connection) -> None:
    guarded = {table.name for table in await tables(connection) if table.forced} - PERSONAL
    without = [
        f"{key['table']}.{key['name']}"
        for key in await connection.fetch(_KEYS)
        if key["table"] in guarded and "center_id" not in key["columns"]
    ]
    assert without == []


@pytest.mark.parametrize("service", NAMES)
async def test_nothing_leads_around_the_guard(service: str, connection: Connection) -> None:
    assert [row[0] for row in await connection.fetch(_AROUND)] == []
