"""«Я могу помочь» over HTTP: whose word it is, who sees it, how it changes."""

import asyncio
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from shared.kit.ids import new_id

if TYPE_CHECKING:
    from tests.talents.conftest import Neighborhood


async def test_a_resident_offers_help_in_their_own_name(neighborhood: "Neighborhood") -> None:
    me = new_id()
    offer = await neighborhood.offer(me, skill="knitting", details=" свяжу варежки ", free=["weekend"])
    assert offer["resident_id"] == str(me)
    assert (offer["skill"], offer["details"], offer["free"]) == ("knitting", "свяжу варежки", ["weekend"])
    assert (offer["channel"], offer["state"]) == ("web", "standing")


async def test_an_offer_is_said_as_a_fact_without_its_words(neighborhood: "Neighborhood") -> None:
    offer = await neighborhood.offer(details="кран на кухне")
    ((kind, body),) = await neighborhood.facts()
    assert kind == "offer.made"
    assert body == {
        "offer_id": offer["id"], "resident_id": offer["resident_id"], "skill": "plumbing", "channel": "web",
    }  # fmt: skip


async def test_a_manager_enters_what_somebody_said_by_phone_and_the_log_keeps_the_ground(
    neighborhood: "Neighborhood",
) -> None:
    whose = new_id()
    await neighborhood.lives(whose, new_id())
    said = {"skill": "pets", "resident_id": str(whose), "channel": "phone", "ground": "звонила сама"}
    answer = await neighborhood.manager.post(neighborhood.path("offers"), json=said)
    assert answer.status_code == 201
    assert (answer.json()["resident_id"], answer.json()["channel"]) == (str(whose), "phone")
    (line,) = await neighborhood.sql(
        "select actor_role, action, w.ground from audit a join audit_words w on w.line = a.id"
        " where a.center_id = $1 and a.about_id = $2",
        neighborhood.center, whose,
    )  # fmt: skip
    assert tuple(line) == ("manager", "offer.made-for", "звонила сама")


@pytest.mark.parametrize(
    ("said", "pointer"),
    [
        ({}, "/resident_id"),
        ({"resident_id": str(new_id()), "channel": "web"}, "/channel"),
        ({"resident_id": str(new_id()), "channel": "phone"}, "/resident_id"),
        ({"resident_id": str(new_id()), "channel": "phone", "details": "ж" * 501}, "/details"),
        ({"resident_id": str(new_id()), "channel": "phone", "skill": "magic"}, "/skill"),
        ({"resident_id": str(new_id()), "channel": "phone", "free": ["at night"]}, "/free/0"),
    ],
)
async def test_a_manager_is_told_what_is_wrong_and_where(
    neighborhood: "Neighborhood", said: dict[str, object], pointer: str
) -> None:
    answer = await neighborhood.manager.post(neighborhood.path("offers"), json={"skill": "pets", **said})
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


async def test_a_newcomer_may_be_spoken_for_while_the_registry_is_still_telling(
    neighborhood: "Neighborhood",
) -> None:
    newcomer = new_id()
    said = {"skill": "pets", "resident_id": str(newcomer), "channel": "visit"}
    answer, _ = await asyncio.gather(
        neighborhood.manager.post(neighborhood.path("offers"), json=said),
        neighborhood.lives(newcomer, new_id()),
    )
    assert answer.status_code == 201


@pytest.mark.parametrize(
    ("said", "pointer"),
    [({"resident_id": str(new_id())}, "/resident_id"), ({"channel": "paper"}, "/channel")],
)
async def test_a_resident_speaks_for_nobody_else_and_only_on_the_web(
    neighborhood: "Neighborhood", said: dict[str, object], pointer: str
) -> None:
    me = neighborhood.resident(new_id())
    answer = await me.post(neighborhood.path("offers"), json={"skill": "pets", **said})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == pointer


async def test_residents_see_their_own_offers_and_managers_all(neighborhood: "Neighborhood") -> None:
    mine, other = await neighborhood.offer(), await neighborhood.offer()
    me = neighborhood.resident(mine["resident_id"])
    asked_for_other = {"resident_id": other["resident_id"]}
    assert ids(await me.get(neighborhood.path("offers"))) == [mine["id"]]
    assert ids(await me.get(neighborhood.path("offers"), params=asked_for_other)) == [mine["id"]]
    assert ids(await neighborhood.manager.get(neighborhood.path("offers"))) == [other["id"], mine["id"]]
    assert ids(await neighborhood.manager.get(neighborhood.path("offers"), params=asked_for_other)) == [
        other["id"]
    ]


async def test_anothers_offer_looks_like_no_offer(neighborhood: "Neighborhood") -> None:
    offer = await neighborhood.offer()
    stranger = neighborhood.resident(new_id())
    path = neighborhood.path(f"offers/{offer['id']}")
    unknown = await stranger.get(neighborhood.path(f"offers/{new_id()}"))
    for answer in (
        await stranger.get(path),
        await stranger.patch(path, json={"details": "чужое"}, headers={"If-Match": '"1"'}),
        await stranger.post(f"{path}/withdraw"),
    ):
        assert (answer.status_code, answer.json()) == (404, unknown.json())


async def test_a_list_goes_on_where_it_stopped(neighborhood: "Neighborhood") -> None:
    made = [(await neighborhood.offer())["id"] for _ in range(5)]
    seen: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        asked = {"limit": "2", **({"cursor": cursor} if cursor else {})}
        answer = await neighborhood.manager.get(neighborhood.path("offers"), params=asked)
        seen += ids(answer)
        cursor = answer.json()["next"]
    assert seen == made[::-1]


async def test_a_list_is_narrowed_by_skill_and_state(neighborhood: "Neighborhood") -> None:
    sewing = await neighborhood.offer(skill="sewing")
    plumbing = await neighborhood.offer()
    withdrawn = await neighborhood.manager.post(neighborhood.path(f"offers/{plumbing['id']}/withdraw"))
    assert withdrawn.json()["state"] == "withdrawn"
    for asked, found in (
        ({"skill": "sewing"}, sewing),
        ({"state": "standing"}, sewing),
        ({"state": "withdrawn"}, plumbing),
    ):
        answer = await neighborhood.manager.get(neighborhood.path("offers"), params=asked)
        assert ids(answer) == [found["id"]]


async def test_a_change_needs_the_version_that_was_read(neighborhood: "Neighborhood") -> None:
    offer = await neighborhood.offer()
    me, path = neighborhood.resident(offer["resident_id"]), neighborhood.path(f"offers/{offer['id']}")
    tag = (await me.get(path)).headers["etag"]
    changed = await me.patch(
        path, json={"details": "есть ключ", "free": ["weekend"]}, headers={"If-Match": tag}
    )
    assert changed.status_code == 200
    assert (changed.json()["details"], changed.json()["free"]) == ("есть ключ", ["weekend"])
    assert changed.headers["etag"] != tag
    lost = await neighborhood.manager.patch(path, json={"details": "поздно"}, headers={"If-Match": tag})
    assert (lost.status_code, lost.json()["code"]) == (412, "outdated")
    assert (await me.patch(path, json={"details": "без версии"})).status_code == 428


async def test_withdrawing_is_said_once(neighborhood: "Neighborhood") -> None:
    offer = await neighborhood.offer()
    me, path = (
        neighborhood.resident(offer["resident_id"]),
        neighborhood.path(f"offers/{offer['id']}/withdraw"),
    )
    assert (await me.post(path)).status_code == 200
    again = await me.post(path)
    assert (again.status_code, again.json()["code"]) == (409, "offer.withdrawn")
    assert len(await neighborhood.facts("offer.withdrawn")) == 1


async def test_the_same_key_makes_one_offer(neighborhood: "Neighborhood") -> None:
    me, said = neighborhood.resident(new_id()), {"skill": "games"}
    path, key = neighborhood.path("offers"), {"Idempotency-Key": str(new_id())}
    first = await me.post(path, json=said, headers=key)
    again = await me.post(path, json=said, headers=key)
    assert (again.status_code, again.json()) == (201, first.json())
    other = await me.post(path, json={"skill": "music"}, headers=key)
    assert other.status_code == 422
    assert len(await neighborhood.facts("offer.made")) == 1


async def test_another_center_is_not_there(neighborhood: "Neighborhood", center: UUID) -> None:
    offer = await neighborhood.offer()
    foreign = neighborhood.api.as_(neighborhood.tokens.manager(new_id()))
    assert (await foreign.get(f"/centers/{center}/offers")).status_code == 404
    assert (await foreign.get(f"/centers/{center}/offers/{offer['id']}")).status_code == 404
    elsewhere = new_id()
    manager_of_both = neighborhood.api.as_(neighborhood.tokens.manager(center, elsewhere))
    assert (await manager_of_both.get(f"/centers/{elsewhere}/offers/{offer['id']}")).status_code == 404
    assert ids(await manager_of_both.get(f"/centers/{elsewhere}/offers")) == []


@pytest.mark.parametrize("role", ["city", "operator", "partner", "company"])
async def test_other_roles_have_no_business_here(neighborhood: "Neighborhood", role: str) -> None:
    token = neighborhood.tokens.of(role, new_id(), (neighborhood.center,))  # type: ignore[arg-type]  # a role's name
    answer = await neighborhood.api.as_(token).get(neighborhood.path("offers"))
    assert (answer.status_code, answer.json()["code"]) == (403, "access.role-refused")


def ids(answer: object) -> list[str]:
    body = answer.json()  # type: ignore[attr-defined]  # an httpx response
    return [item["id"] for item in body["items"]]
