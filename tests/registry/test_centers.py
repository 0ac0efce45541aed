"""Centers: opened by the operator, seen by everybody, corrected by their own managers."""

from uuid import UUID

import pytest

from shared.testing.running import Api
from shared.testing.tokens import Tokens
from tests.registry.making import Center, DatabaseOf, if_match, make_center, rows


async def test_the_operator_opens_a_center_that_everybody_sees(api: Api, tokens: Tokens) -> None:
    made = await api.as_(tokens.operator()).post("/centers", json=make_center())
    assert made.status_code == 201
    assert (await api.get(f"/centers/{made.json()['id']}")).json() == made.json()
    assert made.json() in (await api.get("/centers")).json()["items"]


async def test_a_manager_does_not_open_centers(api: Api, home: Center) -> None:
    assert (await home.manager.post("/centers", json=make_center())).status_code == 403
    assert (await api.post("/centers", json=make_center())).status_code == 401


async def test_a_short_name_belongs_to_one_center(api: Api, tokens: Tokens) -> None:
    operator, center = api.as_(tokens.operator()), make_center()
    assert (await operator.post("/centers", json=center)).status_code == 201
    again = await operator.post("/centers", json=center)
    assert (again.status_code, again.json()["code"]) == (409, "centers.slug-taken")


async def test_a_center_that_was_opened_is_told(home: Center, database_of: DatabaseOf) -> None:
    told = await rows(
        await database_of("registry"), "select type, data from outbox where center_id = $1", home.id
    )
    assert [one["type"] for one in told] == ["registry.center.opened.v1"]
    assert told[0]["data"] == f'{{"center_id":"{home.id}","host":"library"}}'


@pytest.mark.parametrize("slug", ["Center", "a", "two--dashes", "-edge", "a b", "центр", "a" * 41, "a\x00b"])
async def test_a_short_name_of_another_kind_is_refused(api: Api, tokens: Tokens, slug: str) -> None:
    answer = await api.as_(tokens.operator()).post("/centers", json=make_center(slug=slug))
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/slug"


async def test_a_manager_corrects_their_center(home: Center) -> None:
    seen = (await home.api.get(home.path)).json()
    answer = await home.manager.patch(home.path, json={"name": "Двор на Садовой"}, headers=if_match(seen))
    assert answer.json() == seen | {"name": "Двор на Садовой", "version": 2}
    assert answer.headers["etag"] == '"2"'


async def test_two_managers_do_not_overwrite_each_other(home: Center) -> None:
    seen = (await home.api.get(home.path)).json()
    await home.manager.patch(home.path, json={"name": "Первый"}, headers=if_match(seen))
    second = await home.manager.patch(home.path, json={"name": "Второй"}, headers=if_match(seen))
    assert second.status_code == 412
    assert (await home.manager.patch(home.path, json={"name": "Третий"})).status_code == 428
    assert (await home.api.get(home.path)).json()["name"] == "Первый"


async def test_a_foreign_center_looks_like_none(home: Center, foreign: Center) -> None:
    seen = (await home.api.get(foreign.path)).json()
    answer = await home.manager.patch(foreign.path, json={"name": "Чужой"}, headers=if_match(seen))
    assert answer.status_code == 404


async def test_an_unknown_center_is_not_found(api: Api, center: UUID) -> None:
    assert (await api.get(f"/centers/{center}")).status_code == 404
    assert (await api.get("/centers/not-an-id")).status_code == 404


async def test_repeating_with_the_same_key_opens_one_center(api: Api, tokens: Tokens) -> None:
    operator, center = api.as_(tokens.operator()), make_center()
    first, second = [
        await operator.post("/centers", json=center, headers={"idempotency-key": center["slug"]})
        for _ in range(2)
    ]
    assert (second.status_code, second.json()) == (201, first.json())
    other = await operator.post("/centers", json=make_center(), headers={"idempotency-key": center["slug"]})
    assert other.status_code == 422


async def test_lists_come_in_pages(api: Api, home: Center, foreign: Center) -> None:
    first = (await api.get("/centers", params={"limit": 1})).json()
    second = (await api.get("/centers", params={"limit": 1, "cursor": first["next"]})).json()
    assert [first["items"][0]["id"], second["items"][0]["id"]] == [str(foreign.id), str(home.id)]
    assert (await api.get("/centers", params={"limit": 101})).status_code == 422
