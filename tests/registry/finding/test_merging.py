"""Two cards of one person become one, and two again, in the registry itself."""

import asyncio
import json
from typing import Any
from uuid import uuid4

import asyncpg

from services.registry.finding.merges.service import settle_merges
from shared.kit.clock import now
from tests.registry.making import Center, DatabaseOf, Json, a_mail, a_phone, if_match, rows

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


async def merge(home: Center, kept: Json, gone: Json, expect: int = 201, **body: object) -> Json:
    answer = await home.manager.post(
        f"{home.path}/residents/{kept['id']}/merge",
        json={"other_id": gone["id"], "reason": "один телефон", **body},
        headers=if_match(kept),
    )
    assert answer.status_code == expect, answer.text
    said: Json = answer.json()
    return said


async def undo(home: Center, made: Json, expect: int = 200) -> Json:
    answer = await home.manager.post(f"{home.path}/merges/{made['id']}/undo")
    assert answer.status_code == expect, answer.text
    said: Json = answer.json()
    return said


async def card(home: Center, person: Json) -> Json:
    answer = await home.manager.get(f"{home.path}/residents/{person['id']}")
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


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


async def two(home: Center) -> tuple[Json, Json]:
    """One person twice: with a mail at home, and with a telephone under a name with a slip."""
    house = (await home.house())["id"]
    kept = await home.enter(
        family_name="Кузнецова", given_name="Мария", house_id=house, flat="5", mail=a_mail()
    )
    gone = await home.enter(
        family_name="Кузницова",
        given_name="Мария",
        patronymic="Петровна",
        birth_year=1948,
        mail=None,
        phone=a_phone(),
    )
    return kept, gone


async def test_of_two_merged_with_each_other_at_once_one_is_kept(home: Center) -> None:
    kept, gone = await two(home)
    answers = await asyncio.gather(
        *(
            home.manager.post(
                f"{home.path}/residents/{one['id']}/merge",
                json={"other_id": other["id"], "reason": "один телефон"},
                headers=if_match(one),
            )
            for one, other in ((kept, gone), (gone, kept))
        )
    )
    assert sorted(answer.status_code for answer in answers) == [201, 404]


async def test_the_one_card_has_what_was_chosen_and_what_it_lacked(home: Center) -> None:
    kept, gone = await two(home)
    made = await merge(home, kept, gone, take=["family_name"])
    one = await card(home, kept)
    assert (one["family_name"], one["given_name"], one["patronymic"]) == ("Кузницова", "Мария", "Петровна")
    assert (one["birth_year"], one["flat"], one["phone"], one["mail"]) == (
        1948,
        "5",
        gone["phone"],
        kept["mail"],
    )
    assert (made["kept_id"], made["gone_id"], made["undone_at"]) == (kept["id"], gone["id"], None)
    assert one["version"] > kept["version"]


async def test_what_is_not_chosen_stays(home: Center) -> None:
    kept, gone = await two(home)
    await merge(home, kept, gone)
    assert (await card(home, kept))["family_name"] == "Кузнецова"


async def test_the_other_card_is_gone_and_its_words_find_the_one_that_stays(home: Center) -> None:
    kept, gone = await two(home)
    await merge(home, kept, gone)
    answer = await home.manager.get(f"{home.path}/residents/{gone['id']}")
    assert (answer.status_code, answer.json()["code"], answer.json()["kept_id"]) == (
        404, "residents.merged", kept["id"],
    )  # fmt: skip
    listed = (await home.manager.get(f"{home.path}/search", params={"q": gone["phone"]})).json()["items"]
    assert [one["id"] for one in listed] == [kept["id"]]


async def test_whoever_holds_a_token_of_the_gone_card_does_nothing_with_it(home: Center) -> None:
    kept, gone = await two(home)
    await merge(home, kept, gone)
    ghost = home.resident(gone["id"])
    for path in (f"{home.path}/residents/{gone['id']}", f"{home.path}/residents/{kept['id']}"):
        answer = await ghost.get(path)
        assert (answer.status_code, "kept_id" in answer.json()) == (404, False)
        assert (
            await ghost.patch(path, json={"language": "en"}, headers={"if-match": '"1"'})
        ).status_code == 404


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


async def test_what_cannot_be_merged_is_refused(home: Center, foreign: Center) -> None:
    kept, gone = await two(home)
    assert (await merge(home, kept, kept, 422))["errors"][0]["code"] == "merges.itself"
    assert (await merge(home, kept, {"id": str(uuid4())}, 404))["code"] == "not-found"
    assert (await merge(home, {**kept, "version": 7}, gone, 412))["code"] == "outdated"
    elsewhere = await foreign.enter()
    await merge(home, kept, elsewhere, 404)
    assert (await merge(home, kept, gone, 422, reason=" "))["errors"][0]["pointer"] == "/reason"
    await merge(home, kept, gone, 422, take=["shoe_size"])
    without = await home.manager.post(
        f"{home.path}/residents/{kept['id']}/merge", json={"other_id": gone["id"], "reason": "x"}
    )
    assert without.status_code == 428


async def test_a_double_click_merges_once(home: Center) -> None:
    kept, gone = await two(home)
    body = {"other_id": gone["id"], "reason": "один телефон"}
    headers = {**if_match(kept), "idempotency-key": "twice"}
    path = f"{home.path}/residents/{kept['id']}/merge"
    first = await home.manager.post(path, json=body, headers=headers)
    second = await home.manager.post(path, json=body, headers=headers)
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()


async def test_the_preview_changes_nothing_and_says_what_each_field_becomes(home: Center) -> None:
    kept, gone = await two(home)
    answer = await home.manager.get(
        f"{home.path}/residents/{kept['id']}/merge-preview/{gone['id']}",
        params={"take": ["family_name"]},
    )
    assert answer.status_code == 200, answer.text
    said = {one["field"]: (one["kept"], one["other"], one["result"]) for one in answer.json()["fields"]}
    assert said["family_name"] == ("Кузнецова", "Кузницова", "Кузницова")
    assert said["given_name"] == ("Мария", "Мария", "Мария")
    assert said["home"] == ("Садовая, 7, кв. 5", None, "Садовая, 7, кв. 5")
    assert said["birth_year"] == (None, "1948", "1948")
    assert answer.json()["contacts"] == [kept["mail"], gone["phone"]]
    assert answer.headers["etag"] == f'"{kept["version"]}"'
    assert (await card(home, gone))["version"] == gone["version"]


async def test_erasing_forgets_the_journal_and_tells_of_both_ids(
    home: Center, database_of: DatabaseOf
) -> None:
    kept, gone = await two(home)
    await merge(home, kept, gone)
    one = await card(home, kept)
    assert (
        await home.manager.delete(f"{home.path}/residents/{kept['id']}", headers=if_match(one))
    ).status_code == 204
    dsn = await database_of("registry")
    for table in ("merge_moves", "merges", "search_entries", "twin_keys", "residents", "resident_contacts"):
        left = await rows(dsn, f"select * from {table}", center=home.id)
        assert [row for row in left if row.get("kind") != "house"] == [], table
    told = await rows(
        dsn, "select data from outbox where center_id = $1 and type = 'registry.resident.erased.v1'", home.id
    )
    assert {json.loads(row["data"])["resident_id"] for row in told} == {kept["id"], gone["id"]}


async def test_merges_are_listed_to_the_manager_with_their_reason(home: Center, foreign: Center) -> None:
    kept, gone = await two(home)
    made = await merge(home, kept, gone)
    listed = (await home.manager.get(f"{home.path}/merges")).json()
    assert [(one["id"], one["reason"], one["gone_name"]) for one in listed["items"]] == [
        (made["id"], "один телефон", "Кузницова Мария Петровна")
    ]
    assert (await home.manager.get(f"{home.path}/merges", params={"resident_id": gone["id"]})).json()[
        "items"
    ] == []
    assert (await foreign.manager.get(f"{foreign.path}/merges/{made['id']}")).status_code == 404
    assert (
        await foreign.manager.post(f"{foreign.path}/merges/{made['id']}/undo", json={})
    ).status_code == 404


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
