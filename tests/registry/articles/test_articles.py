"""The knowledge base: who writes, who reads, what stays readable, what came of trying."""

from uuid import uuid4

import pytest

from tests.registry.making import Center, Json, if_match


def make_article(**overrides: object) -> Json:
    return {
        "topic": "safety",
        "title": "Телефонное дерево нашего подъезда",
        "body": "# Как мы начали\n\nПозвонили **троим**.",
        "sources": ["Записала менеджер центра"],
        "true_on": "2026-10-01",
        **overrides,
    }


async def written(center: Center, **overrides: object) -> Json:
    answer = await center.manager.post("/articles", json=make_article(**overrides))
    assert answer.status_code == 201, answer.text
    made: Json = answer.json()
    return made


async def published(center: Center, **overrides: object) -> Json:
    made = await written(center, **overrides)
    answer = await center.manager.post(f"/articles/{made['id']}/publish")
    assert answer.status_code == 200, answer.text
    said: Json = answer.json()
    return said


async def shared(center: Center, **overrides: object) -> Json:
    made = await published(center, **overrides)
    answer = await center.manager.post(f"/articles/{made['id']}/share")
    assert answer.status_code == 200, answer.text
    said: Json = answer.json()
    return said


async def test_a_draft_is_for_those_who_write(home: Center) -> None:
    draft = await written(home)
    resident = home.resident(uuid4())
    assert draft["html"] == "<h2>Как мы начали</h2>\n<p>Позвонили <strong>троим</strong>.</p>"
    assert (draft["published"], draft["own"], draft["starting"]) == (False, True, False)
    assert (await resident.get(f"/articles/{draft['id']}")).status_code == 404
    await home.manager.post(f"/articles/{draft['id']}/publish")
    assert (await resident.get(f"/articles/{draft['id']}")).json()["title"] == draft["title"]
    hidden = await home.manager.post(f"/articles/{draft['id']}/hide")
    assert hidden.json()["published"] is False
    assert (await resident.get(f"/articles/{draft['id']}")).status_code == 404


async def test_others_do_not_write(home: Center, foreign: Center) -> None:
    made = await published(home)
    path = f"/articles/{made['id']}"
    assert (await home.api.post("/articles", json=make_article())).status_code == 401
    assert (await home.resident(uuid4()).post("/articles", json=make_article())).status_code == 403
    for call in (
        foreign.manager.get(path),
        foreign.manager.patch(path, json={"title": "x"}, headers=if_match(made)),
        foreign.manager.post(f"{path}/share"),
        foreign.manager.get(f"{path}/versions"),
        foreign.manager.delete(path, headers=if_match(made)),
    ):
        assert (await call).status_code == 404


async def test_every_version_stays_readable(home: Center) -> None:
    made = await written(home)
    path = f"/articles/{made['id']}"
    changed = await home.manager.patch(path, json={"body": "Иначе"}, headers=if_match(made))
    assert (changed.json()["html"], changed.json()["version"]) == ("<p>Иначе</p>", 2)
    same = await home.manager.patch(path, json={"body": "Иначе"}, headers=if_match(changed.json()))
    assert same.json()["version"] == 2
    versions = (await home.manager.get(f"{path}/versions")).json()["items"]
    assert [(one["version"], one["saved_by"]) for one in versions] == [
        (2, str(home.manager_id)),
        (1, str(home.manager_id)),
    ]
    first = (await home.manager.get(f"{path}/versions/1")).json()
    assert first["body"] == make_article()["body"]
    assert (await home.manager.get(f"{path}/versions/7")).status_code == 404


async def test_two_who_save_at_once_hear_of_each_other(home: Center) -> None:
    made = await written(home)
    path = f"/articles/{made['id']}"
    assert (await home.manager.patch(path, json={"title": "Раз"}, headers=if_match(made))).status_code == 200
    assert (await home.manager.patch(path, json={"title": "Два"}, headers=if_match(made))).status_code == 412
    assert (await home.manager.patch(path, json={"title": "Два"})).status_code == 428
    assert (await home.manager.delete(path, headers=if_match(made))).status_code == 412


async def test_with_consent_all_centers_read_until_it_is_taken_back(home: Center, foreign: Center) -> None:
    draft = await written(home)
    path = f"/articles/{draft['id']}"
    early = await home.manager.post(f"{path}/share")
    assert (early.status_code, early.json()["code"]) == (409, "articles.not-published")
    await home.manager.post(f"{path}/publish")
    assert (await home.manager.post(f"{path}/share")).json()["shared"] is True
    seen = (await foreign.resident(uuid4()).get(path)).json()
    assert (seen["shared"], seen["own"]) == (True, False)
    refused = await foreign.manager.patch(path, json={"title": "x"}, headers=if_match(seen))
    assert (refused.status_code, refused.json()["code"]) == (403, "articles.not-the-author")
    assert (await foreign.manager.get(f"{path}/versions")).status_code == 403
    assert (await home.manager.post(f"{path}/unshare")).json()["shared"] is False
    assert (await foreign.manager.get(path)).status_code == 404
    again = await home.manager.post(f"{path}/unshare")
    assert (again.status_code, again.json()["code"]) == (409, "articles.not-shared")


async def test_what_was_tried_is_told_once_a_center_and_can_be_mended(home: Center, foreign: Center) -> None:
    article = await shared(home)
    path = f"/articles/{article['id']}"
    body = {"outcome": "partly", "result": "Двое не ответили", "tried_on": "2026-10-20"}
    assert (await foreign.manager.put(f"{path}/trial", json=body)).status_code == 200
    better = body | {"outcome": "worked", "result": "Теперь отвечают все"}
    assert (await foreign.manager.put(f"{path}/trial", json=better)).json()["version"] == 2
    told = (await home.resident(uuid4()).get(f"{path}/trials")).json()["items"]
    assert [(one["center"], one["outcome"], one["own"]) for one in told] == [
        ("Соседи у библиотеки", "worked", False)
    ]
    assert (await home.resident(uuid4()).put(f"{path}/trial", json=body)).status_code == 403
    for wrong in ({"outcome": "magic"}, {"result": " "}, {"tried_on": "2999-01-01"}):
        assert (await foreign.manager.put(f"{path}/trial", json=body | wrong)).status_code == 422


async def test_what_is_tried_at_home_is_not_told_elsewhere(home: Center, foreign: Center) -> None:
    article = await published(home)
    path = f"/articles/{article['id']}"
    body = {"outcome": "worked", "result": "У нас вышло", "tried_on": "2026-10-20"}
    assert (await foreign.manager.put(f"{path}/trial", json=body)).status_code == 404
    await home.manager.put(f"{path}/trial", json=body)
    assert len((await home.manager.get(f"{path}/trials")).json()["items"]) == 1
    await home.manager.post(f"{path}/share")
    assert len((await foreign.manager.get(f"{path}/trials")).json()["items"]) == 1


async def test_a_word_in_any_form_finds_an_article(home: Center) -> None:
    made = await published(home, title="Чай во дворе «У Ёлки»", body="Пирогами угощали всех соседей.")
    for question in ("пирог", "елка", "чаем угостить", "ДВОРЫ"):
        found = (await home.manager.get("/articles", params={"q": question, "own": True})).json()["items"]
        assert [one["id"] for one in found] == [made["id"]], question
    for question in ("космодром", "и на в", "'; drop table articles; --"):
        found = (await home.manager.get("/articles", params={"q": question, "own": True})).json()["items"]
        assert found == [], question


async def test_an_operator_writes_for_the_whole_city(home: Center, foreign: Center) -> None:
    operator = home.api.as_(home.tokens.operator())
    made = (await operator.post("/articles", json=make_article(title="От города"))).json()
    path = f"/articles/{made['id']}"
    assert (made["shared"], made["starting"]) == (True, True)
    assert (await foreign.manager.get(path)).status_code == 404
    await operator.post(f"{path}/publish")
    seen = (await foreign.manager.get(path)).json()
    assert (await foreign.manager.patch(path, json={"title": "x"}, headers=if_match(seen))).status_code == 403
    assert (await foreign.manager.get(f"{path}/versions")).status_code == 200
    assert (await operator.delete(path, headers=if_match(seen))).status_code == 204


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"title": "\x00\u202e"}, "/title"),
        ({"body": " \n "}, "/body"),
        ({"body": "а" * 30_001}, "/body"),
        ({"topic": "cooking"}, "/topic"),
        ({"true_on": "2999-01-01"}, "/true_on"),
        ({"sources": ["а" * 301]}, "/sources/0"),
    ],
)
async def test_what_is_no_article_is_refused(home: Center, wrong: Json, pointer: str) -> None:
    answer = await home.manager.post("/articles", json=make_article(**wrong))
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)


async def test_tricks_in_a_text_are_gone_and_emoji_stay(home: Center) -> None:
    made = await written(home, body="Раз\x00\r\n\u202eдва <b>три</b> 👨‍👩‍👧")
    assert made["body"] == "Раз\nдва <b>три</b> 👨‍👩‍👧"
    assert "<b>" not in made["html"]
