"""What is not findable yet becomes so by itself, and every look is answered by an index under row-level security."""

import asyncpg
import pytest

from services.registry.finding.search.use_cases.keep_up import keep_up, keep_up_in
from tests.registry.making import Center, DatabaseOf, Json, rows

LOOKS = {
    "the beginning": "select word from search_vocabulary where center_id = $1 and word >= 'ел' and word < 'ем'",
    "another form": "select word from search_vocabulary where center_id = $1 and stem = 'елкин'",
    "the sound": "select word from search_vocabulary where center_id = $1 and sound >= 'елк' and sound < 'елл'",
    "a slip": "select word from search_spellings where center_id = $1 and spelling = 'лкина'",
    "the end of a telephone": "select id from search_words where center_id = $1 and word >= '~765' and word < '~766'",
    "who may be the same": "select resident_id from twin_keys where center_id = $1 and key = 'c|+79001234567'",
}


async def found(home: Center, q: str) -> list[str]:
    items: list[Json] = (await home.manager.get(f"{home.path}/search", params={"q": q})).json()["items"]
    return [one["title"] for one in items]


async def by_hand(home: Center, statement: str) -> None:
    connection = await asyncpg.connect(home.api.app.state.database.dsn)
    async with connection.transaction():
        await connection.execute("select set_config('app.center', $1, true)", str(home.id))
        await connection.execute(statement)
    await connection.close()


async def test_whoever_was_there_before_the_search_is_found_after_a_while(home: Center) -> None:
    await home.enter(family_name="Давняя", given_name="Анна")
    await home.house(address="Давняя, 3")
    await by_hand(home, "delete from search_entries")
    await by_hand(home, "delete from search_words")
    assert await found(home, "давняя") == []
    await keep_up(home.api.app.state.database)
    assert sorted(await found(home, "давняя")) == ["Давняя Анна", "Давняя, 3"]


async def test_words_of_older_rules_are_made_anew(home: Center, database_of: DatabaseOf) -> None:
    await home.enter(family_name="Давняя", given_name="Анна")
    await by_hand(home, "update search_entries set rules = 0")
    await by_hand(home, "delete from search_words where word = 'давняя'")
    await keep_up_in(home.api.app.state.database, home.id)
    assert await found(home, "давняя") == ["Давняя Анна"]
    kept = await rows(await database_of("registry"), "select rules from search_entries", center=home.id)
    assert all(row["rules"] > 0 for row in kept)


async def test_keeping_up_changes_nothing_that_is_kept(home: Center, database_of: DatabaseOf) -> None:
    await home.enter(family_name="Давняя", given_name="Анна")
    dsn = await database_of("registry")
    query = "select word, kind, id, xmin::text from search_words order by word"
    before = await rows(dsn, query, center=home.id)
    await keep_up_in(home.api.app.state.database, home.id)
    assert await rows(dsn, query, center=home.id) == before


@pytest.mark.parametrize("look", LOOKS)
async def test_each_look_goes_by_its_index_under_row_level_security(
    home: Center, database_of: DatabaseOf, look: str
) -> None:
    connection = await asyncpg.connect(await database_of("registry"))
    async with connection.transaction():
        await connection.execute("select set_config('app.center', $1, true)", str(home.id))
        await connection.execute("set local enable_seqscan = off; set local enable_bitmapscan = off")
        plan = [row[0] for row in await connection.fetch(f"explain {LOOKS[look]}", home.id)]
    await connection.close()
    condition = next(line for line in plan if "Index Cond" in line)
    assert condition.count("AND") >= 1, plan
    column = LOOKS[look].partition(" and ")[2].split()[0]
    assert column in condition.replace("center_id", ""), plan
