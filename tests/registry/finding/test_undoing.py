"""A merge is undone within thirty days, and everything is as it was; after that it stands."""

import json
from typing import Any

import asyncpg

from services.registry.finding.merges.service import settle_merges
from shared.kit.clock import now
from tests.registry.finding.test_merging import card, merge, two
from tests.registry.making import Center, DatabaseOf, Json, a_mail, if_match, rows

JOURNAL = {
    "merges",
    "merged_residents",
    "merge_moves",
    "twins",
    "twins_to_look_for",
    "audit",
    "audit_words",
    "outbox",
}
"""What says that something happened; everything else of a center must be as it was."""


async def undo(home: Center, made: Json, expect: int = 200) -> Json:
    answer = await home.manager.post(f"{home.path}/merges/{made['id']}/undo")
    assert answer.status_code == expect, answer.text
    said: Json = answer.json()
    return said


async def whole(dsn: str, home: Center) -> dict[str, list[str]]:
    """Everything that the database holds of a center, table by table; versions and moments of change aside."""
    connection = await asyncpg.connect(dsn)
    try:
        async with connection.transaction():
            await connection.execute("select set_config('app.center', $1, true)", str(home.id))
            tables = await connection.fetch(
                """
                select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'center_id'
                where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
                """
            )
            found = {}
            for (table,) in tables:
                if table not in JOURNAL:
                    read = await connection.fetch(
                        f"select to_jsonb(t) as row from {table} t where center_id = $1", home.id
                    )
                    found[table] = sorted(_steady(row["row"]) for row in read)
            return found
    finally:
        await connection.close()


def _steady(row: str) -> str:
    read: dict[str, Any] = json.loads(row)
    return json.dumps({k: v for k, v in read.items() if k not in ("version", "changed_at")}, sort_keys=True)


async def test_undoing_brings_back_exactly_what_was(home: Center, database_of: DatabaseOf) -> None:
    kept, gone = await two(home)
    await home.manager.post(
        f"{home.path}/residents/{gone['id']}/contacts",
        json={"kind": "mail", "value": a_mail(), "preferred": True, "ground": "сказала"},
    )
    await home.manager.post(
        f"{home.path}/residents/{kept['id']}/contacts",
        json={"kind": "mail", "value": a_mail(), "preferred": True, "ground": "сказала"},
    )
    dsn = await database_of("registry")
    before = await whole(dsn, home)
    made = await merge(
        home,
        await card(home, kept),
        gone,
        take=["family_name", "given_name", "patronymic", "home", "birth_year"],
    )
    assert await whole(dsn, home) != before
    await undo(home, made)
    assert await whole(dsn, home) == before
    assert await rows(dsn, "select 1 from merge_moves", center=home.id) == []


async def test_what_was_changed_after_the_merge_survives_its_undoing(home: Center) -> None:
    kept, gone = await two(home)
    made = await merge(home, kept, gone, take=["family_name"])
    one = await card(home, kept)
    await home.manager.patch(
        f"{home.path}/residents/{kept['id']}",
        json={"given_name": "Марина", "channel": "visit"},
        headers=if_match(one),
    )
    await undo(home, made)
    one = await card(home, kept)
    assert (one["family_name"], one["given_name"]) == ("Кузнецова", "Марина")
    assert (await card(home, gone))["given_name"] == "Мария"


async def test_a_merge_is_undone_once_and_within_thirty_days(home: Center, database_of: DatabaseOf) -> None:
    kept, gone = await two(home)
    made = await merge(home, kept, gone)
    await undo(home, made)
    assert (await undo(home, made, 409))["code"] == "merges.undone-already"
    again = await merge(home, await card(home, kept), await card(home, gone))
    admin = await asyncpg.connect(home.api.app.state.database.dsn)
    async with admin.transaction():
        await admin.execute("select set_config('app.center', $1, true)", str(home.id))
        await admin.execute("update merges set until = $1 where undone_at is null", now())
    await admin.close()
    assert (await undo(home, again, 409))["code"] == "merges.too-late"


async def test_of_two_merges_in_a_row_the_later_is_undone_first(
    home: Center, database_of: DatabaseOf
) -> None:
    kept, gone = await two(home)
    third = await home.enter(family_name="Кузнецова", given_name="Маша")
    dsn = await database_of("registry")
    before = await whole(dsn, home)
    first = await merge(home, kept, gone)
    second = await merge(home, third, await card(home, kept))
    answer = await home.manager.get(f"{home.path}/residents/{gone['id']}")
    assert answer.json()["kept_id"] == third["id"]
    assert (await undo(home, first, 409))["code"] == "merges.merged-on"
    await undo(home, second)
    await undo(home, first)
    assert await whole(dsn, home) == before


async def test_what_hangs_on_both_is_one_and_comes_back(home: Center, database_of: DatabaseOf) -> None:
    kept, gone = await two(home)
    house = (await home.house(address="Липовая, 1"))["id"]
    flat = await home.manager.post(
        f"{home.path}/premises", json={"house_id": house, "number": "3", "kind": "flat"}
    )
    assert flat.status_code == 201, flat.text
    for person, share in ((kept, "1/3"), (gone, "1/6")):
        owner = await home.manager.post(
            f"{home.path}/owners",
            json={
                "premises_id": flat.json()["id"],
                "kind": "resident",
                "resident_id": person["id"],
                "share": share,
            },
        )
        assert owner.status_code == 201, owner.text
        mark = await home.manager.post(
            f"{home.path}/residents/{person['id']}/marks", json={"kind": "activist", "what_for": "лавочки"}
        )
        assert mark.status_code == 201, mark.text
    dsn = await database_of("registry")
    before = await whole(dsn, home)
    made = await merge(home, await card(home, kept), gone)
    (owner_row,) = await rows(dsn, "select resident_id, numerator, denominator from owners", center=home.id)
    assert (str(owner_row["resident_id"]), owner_row["numerator"], owner_row["denominator"]) == (
        kept["id"],
        1,
        2,
    )
    marks = (await home.manager.get(f"{home.path}/residents/{kept['id']}/marks")).json()["items"]
    assert len(marks) == 2
    await undo(home, made)
    assert await whole(dsn, home) == before


async def test_after_thirty_days_nobody_keeps_what_was_moved(home: Center, database_of: DatabaseOf) -> None:
    kept, gone = await two(home)
    made = await merge(home, kept, gone)
    await settle_merges(home.api.app.state.database)
    dsn = await database_of("registry")
    assert await rows(dsn, "select 1 from merge_moves", center=home.id) != []
    admin = await asyncpg.connect(dsn)
    async with admin.transaction():
        await admin.execute("select set_config('app.center', $1, true)", str(home.id))
        await admin.execute("update merges set until = $1", now())
    await admin.close()
    for _ in range(2):
        await settle_merges(home.api.app.state.database)
    assert await rows(dsn, "select 1 from merge_moves", center=home.id) == []
    assert (await home.manager.get(f"{home.path}/merges/{made['id']}")).json()["gone_name"] == ""
    told = await rows(
        dsn, "select data from outbox where center_id = $1 and type = 'registry.merge.settled.v1'", home.id
    )
    assert [json.loads(row["data"]) for row in told] == [{"merge_id": made["id"]}]
    answer = await home.manager.get(f"{home.path}/residents/{gone['id']}")
    assert answer.json()["kept_id"] == kept["id"]
