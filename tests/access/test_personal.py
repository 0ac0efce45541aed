"""Every table says how it forgets a person; a table that nobody has thought about fails."""

from importlib import import_module

import asyncpg
import pytest

from shared.kit.personal import KIT, Personal
from tests.access.catalog import NAMES
from tests.registry.making import DatabaseOf

_TABLES = """
select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
"""
_COLUMNS = """
select c.relname as table, a.attname as column from pg_class c
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
"""
_REFERRING = """
select r.relname as table, k.confdeltype as on_delete,
  (select attname from pg_attribute a where a.attrelid = r.oid and a.attnum = k.conkey[cardinality(k.conkey)])
    as column
from pg_constraint k join pg_class r on r.oid = k.conrelid
where k.contype = 'f' and k.confrelid = 'residents'::regclass
"""
_PERSONAL_NAMES = {"resident_id", "asking_id", "helping_id", "organiser_id", "guardian_id", "ward_id"}
_HOW = (
    "say in services/{service}/personal/model.py how it forgets a person: a Holding with the columns that hold the"
    " resident's id and its fate (cascade, delete, unlink, own, keep with the reason), and a Section that shows the"
    " person what stands there; or name the table in `nobody` with the reason why it leads to no person"
)


def personal_of(service: str) -> Personal:
    """The declaration of a service."""
    found: Personal = import_module(f"services.{service}.personal.model").PERSONAL
    return found


@pytest.mark.parametrize("service", NAMES)
async def test_every_table_says_how_it_forgets_a_person(service: str, database_of: DatabaseOf) -> None:
    there = {row["relname"] for row in await _fetch(await database_of(service), _TABLES)}
    silent = there - personal_of(service).named
    assert not silent, f"{', '.join(sorted(silent))}: {_HOW.format(service=service)}"


@pytest.mark.parametrize("service", NAMES)
async def test_only_tables_that_are_there_are_named(service: str, database_of: DatabaseOf) -> None:
    there = {row["relname"] for row in await _fetch(await database_of(service), _TABLES)}
    assert personal_of(service).named - KIT.keys() <= there


@pytest.mark.parametrize("service", NAMES)
async def test_every_column_that_holds_a_residents_id_is_named(service: str, database_of: DatabaseOf) -> None:
    dsn = await database_of(service)
    named = {
        (holding.table, column) for holding in personal_of(service).holdings for column in holding.columns
    }
    columns = {(row["table"], row["column"]) for row in await _fetch(dsn, _COLUMNS)}
    found = {one for one in columns if one[1] in _PERSONAL_NAMES}
    if ("residents", "id") in columns:
        found |= {(row["table"], row["column"]) for row in await _fetch(dsn, _REFERRING)}
    assert not found - named, f"{sorted(found - named)}: {_HOW.format(service=service)}"
    assert named <= columns


async def test_what_is_said_to_go_with_the_person_does(database_of: DatabaseOf) -> None:
    referring = await _fetch(await database_of("registry"), _REFERRING)
    cascading = {(row["table"], row["column"]) for row in referring if row["on_delete"] == b"c"}
    for holding in personal_of("registry").holdings:
        if holding.fate == "cascade":
            assert {(holding.table, column) for column in holding.columns} <= cascading, holding.table
        if holding.fate == "keep":
            assert len(holding.why) > 20, holding.table


@pytest.mark.parametrize("service", NAMES)
def test_whoever_keeps_or_leaves_out_a_table_says_why(service: str) -> None:
    personal = personal_of(service)
    assert all(len(reason) > 5 for reason in personal.nobody.values())
    assert all(holding.why for holding in personal.holdings if holding.fate == "keep")


async def _fetch(dsn: str, query: str) -> list[asyncpg.Record]:
    connection = await asyncpg.connect(dsn)
    try:
        return list(await connection.fetch(query))
    finally:
        await connection.close()
