"""Two cards of one person become one, and two again, in the registry itself."""

import asyncio
import json
from uuid import uuid4

from tests.registry.making import Center, DatabaseOf, Json, a_mail, a_phone, if_match, rows


async def merge(home: Center, kept: Json, gone: Json, expect: int = 201, **body: object) -> Json:
    answer = await home.manager.post(
        f"{home.path}/residents/{kept['id']}/merge",
        json={"other_id": gone["id"], "reason": "один телефон", **body},
        headers=if_match(kept),
    )
    assert answer.status_code == expect, answer.text
    said: Json = answer.json()
    return said


async def card(home: Center, person: Json) -> Json:
    answer = await home.manager.get(f"{home.path}/residents/{person['id']}")
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


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
