"""What was said in the audit log about a person goes with them, in every service; codes and ids stay."""

from uuid import UUID

import asyncpg
import pytest

from shared.kit import audit
from shared.kit.database import Database
from shared.kit.ids import new_id
from shared.kit.personal import forget_traces
from tests.access.catalog import NAMES
from tests.registry.making import DatabaseOf

_TEXTS = """
select c.relname as table, a.attname as column from pg_class c
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
"""
_CODES = ("paper", str(new_id()))


async def _note(dsn: str, center: UUID, about: UUID, ground: str, evidence: str | None = None) -> None:
    database = Database(dsn, pool=1)
    try:
        async with database.transaction(center) as session:
            audit.note(session, "thing.entered", about, ground, evidence)
    finally:
        await database.close()


async def _forget(dsn: str, center: UUID, person: UUID) -> None:
    database = Database(dsn, pool=1)
    try:
        async with database.transaction(center) as session:
            await forget_traces(session, person)
    finally:
        await database.close()


async def _where(dsn: str, center: UUID, words: str) -> set[str]:
    """Every column of the database in which these words stand, as the center sees it."""
    connection = await asyncpg.connect(dsn)
    found = set()
    try:
        await connection.execute("select set_config('app.center', $1, false)", str(center))
        for one in await connection.fetch(_TEXTS):
            name = f'{one["table"]}."{one["column"]}"'
            query = f"select exists (select from {one['table']} where position($1 in {name}::text) > 0)"
            if await connection.fetchval(query, words):
                found.add(f"{one['table']}.{one['column']}")
    finally:
        await connection.close()
    return found


@pytest.mark.parametrize("service", NAMES)
async def test_words_about_an_erased_person_stand_nowhere(service: str, database_of: DatabaseOf) -> None:
    dsn, center, person = await database_of(service), new_id(), new_id()
    await _note(dsn, center, person, f"ключи у соседки {person.hex}", f"Anna {person.hex}")
    assert await _where(dsn, center, person.hex) == {"audit_words.ground", "audit_words.evidence"}
    await _forget(dsn, center, person)
    assert await _where(dsn, center, person.hex) == set()


async def test_words_about_somebody_else_stay(database_of: DatabaseOf) -> None:
    dsn, center, person = await database_of("talents"), new_id(), new_id()
    await _note(dsn, center, person, f"мобильного нет {person.hex}")
    await _forget(dsn, center, new_id())
    await _forget(dsn, new_id(), person)
    assert await _where(dsn, center, person.hex) == {"audit_words.ground"}


async def test_codes_and_ids_stay_in_the_line(database_of: DatabaseOf) -> None:
    dsn, center, person = await database_of("talents"), new_id(), new_id()
    await _note(dsn, center, person, *_CODES)
    await _forget(dsn, center, person)
    connection = await asyncpg.connect(dsn)
    line = await connection.fetchrow("select ground, evidence from audit where about_id = $1", person)
    await connection.close()
    assert line is not None
    assert tuple(line) == _CODES


@pytest.mark.parametrize("words", ["ivanova", "+7 912 000-00-00", "words:0", "paper "])
async def test_words_that_look_like_a_code_are_words(words: str, database_of: DatabaseOf) -> None:
    dsn, center, person = await database_of("talents"), new_id(), new_id()
    await _note(dsn, center, person, words)
    connection = await asyncpg.connect(dsn)
    kept = str(await connection.fetchval("select ground from audit where about_id = $1", person))
    await connection.close()
    assert kept.startswith("words:")
    assert kept != words
