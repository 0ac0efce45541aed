"""Wishes to take part: asked by a resident, answered by those who may, seen by nobody else."""

import asyncio
from uuid import UUID

import pytest

from shared.testing.running import Api
from tests.registry.making import Center, DatabaseOf, Json, if_match, rows
from tests.registry.organisations.making import a_council, enter, join


async def a_circle(home: Center, **said: object) -> Json:
    return await enter(home, kind="group_interest", name="Домино", **said)


async def ask(home: Center, resident: Json, organisation: Json) -> Json:
    answer = await home.resident(resident["id"]).post(
        f"{home.path}/join-requests", json={"organisation_id": organisation["id"]}
    )
    assert answer.status_code == 201, answer.text
    made: Json = answer.json()
    return made


def holder(home: Center, resident: Json, organisation: Json) -> Api:
    """A resident whose token says that they hold a post in the organisation."""
    return home.api.as_(home.tokens.activist(home.id, UUID(resident["id"]), UUID(organisation["id"])))


async def seen(api: Api, home: Center, **query: str) -> list[Json]:
    answer = await api.get(f"{home.path}/join-requests", params=query)
    assert answer.status_code == 200, answer.text
    items: list[Json] = answer.json()["items"]
    return items


async def test_a_manager_lets_somebody_in_who_has_asked(home: Center) -> None:
    circle, anna = await a_circle(home), await home.enter()
    asked = await ask(home, anna, circle)
    assert (asked["answer"], asked["organisation_name"]) == (None, "Домино")
    assert [one["id"] for one in await seen(home.manager, home, waiting="true")] == [asked["id"]]
    accepted = await home.manager.post(f"{home.path}/join-requests/{asked['id']}/accept")
    assert accepted.json()["answer"] == "accepted"
    read = await home.resident(anna["id"]).get(f"{home.path}/organisations/{circle['id']}")
    assert (read.json()["is_member"], read.json()["members"]) == (True, 1)
    again = await home.manager.post(f"{home.path}/join-requests/{asked['id']}/decline")
    assert (again.status_code, again.json()["code"]) == (409, "joining.answered")
    assert await seen(home.manager, home, waiting="true") == []


async def test_nobody_asks_twice_or_for_what_they_have(home: Center) -> None:
    circle, anna = await a_circle(home), await home.enter()
    await ask(home, anna, circle)
    body = {"organisation_id": circle["id"]}
    twice = await home.resident(anna["id"]).post(f"{home.path}/join-requests", json=body)
    assert (twice.status_code, twice.json()["code"]) == (409, "joining.asked")
    boris = await home.enter()
    await join(home, circle, boris)
    inside = await home.resident(boris["id"]).post(f"{home.path}/join-requests", json=body)
    assert (inside.status_code, inside.json()["code"]) == (409, "joining.in")


@pytest.mark.parametrize("kind", ["council_mkd", "tszh", "ktos", "management_company"])
async def test_nobody_asks_to_be_in_what_is_chosen_by_a_meeting(home: Center, kind: str) -> None:
    house, anna = await home.house(), await home.enter()
    chosen = await enter(home, **a_council(house, kind=kind, scale="house"))
    answer = await home.resident(anna["id"]).post(
        f"{home.path}/join-requests", json={"organisation_id": chosen["id"]}
    )
    assert (answer.status_code, answer.json()["code"]) == (409, "joining.chosen")


async def test_nobody_asks_for_what_is_not_there(home: Center) -> None:
    anna = await home.enter()
    answer = await home.resident(anna["id"]).post(
        f"{home.path}/join-requests", json={"organisation_id": str(home.id)}
    )
    assert answer.status_code == 422
    circle = await a_circle(home)
    gone = await home.manager.patch(
        f"{home.path}/organisations/{circle['id']}",
        json={"state": "dissolved"},
        headers={"if-match": f'"{circle["version"]}"'},
    )
    assert gone.status_code == 200
    closed = await home.resident(anna["id"]).post(
        f"{home.path}/join-requests", json={"organisation_id": circle["id"]}
    )
    assert closed.status_code == 409


async def test_the_name_is_seen_by_the_organisation_and_by_nobody_else(home: Center) -> None:
    circle, other = await a_circle(home), await a_circle(home)
    anna, chair, stranger = await home.enter(), await home.enter(family_name="Орлов"), await home.enter()
    asked = await ask(home, anna, circle)
    path = f"{home.path}/join-requests/{asked['id']}"
    assert [one["name"] for one in await seen(holder(home, chair, circle), home)] == [asked["name"]]
    for outsider in (home.resident(stranger["id"]), holder(home, stranger, other)):
        assert await seen(outsider, home) == []
    assert (await home.resident(stranger["id"]).post(f"{path}/accept")).status_code == 403
    assert (await holder(home, stranger, other).post(f"{path}/accept")).status_code == 404
    assert (await home.resident(stranger["id"]).delete(path)).status_code == 404
    assert (await holder(home, chair, circle).post(f"{path}/decline")).json()["answer"] == "declined"


async def test_whoever_holds_a_post_does_not_answer_their_own_wish(home: Center) -> None:
    circle, anna = await a_circle(home), await home.enter()
    asked = await ask(home, anna, circle)
    mine = holder(home, anna, circle)
    assert (await mine.post(f"{home.path}/join-requests/{asked['id']}/accept")).status_code == 404


async def test_a_wish_is_taken_back_without_a_trace(home: Center, database_of: DatabaseOf) -> None:
    circle, anna = await a_circle(home), await home.enter()
    asked = await ask(home, anna, circle)
    path = f"{home.path}/join-requests/{asked['id']}"
    assert (await home.manager.delete(path)).status_code == 403
    assert (await home.resident(anna["id"]).delete(path)).status_code == 204
    found = await rows(await database_of("registry"), "select id from join_requests", center=home.id)
    assert found == []
    await ask(home, anna, circle)


async def test_a_child_too_young_for_a_tos_is_not_let_in(home: Center) -> None:
    tos = await enter(home, kind="tos", scale="microdistrict", name="ТОС «Заречье»")
    guardian = await home.enter()
    child = await home.enter(birth_year=2016, guardian_id=guardian["id"], ground="записала мама")
    asked = await ask(home, child, tos)
    refused = await home.manager.post(f"{home.path}/join-requests/{asked['id']}/accept")
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "memberships.too-young")
    assert [one["id"] for one in await seen(home.manager, home, waiting="true")] == [asked["id"]]


async def test_two_cards_that_both_asked_have_one_wish_when_they_are_one(home: Center) -> None:
    circle, kept, other = await a_circle(home), await home.enter(), await home.enter()
    asked = await ask(home, kept, circle)
    await ask(home, other, circle)
    merged = await home.manager.post(
        f"{home.path}/residents/{kept['id']}/merge",
        json={"other_id": other["id"], "reason": "один человек"},
        headers=if_match(kept),
    )
    assert merged.status_code == 201, merged.text
    assert [one["id"] for one in await seen(home.manager, home)] == [asked["id"]]


async def test_a_wish_is_answered_once_however_many_answer(home: Center) -> None:
    circle, anna = await a_circle(home), await home.enter()
    path = f"{home.path}/join-requests/{(await ask(home, anna, circle))['id']}"
    answers = await asyncio.gather(
        *(home.manager.post(f"{path}/{said}") for said in ("accept", "decline") * 3)
    )
    assert sorted(one.status_code for one in answers) == [200, *[409] * 5]
    assert len(await seen(home.manager, home, waiting="false")) == 1


async def test_a_wish_goes_with_the_person(home: Center, database_of: DatabaseOf) -> None:
    circle, anna = await a_circle(home), await home.enter()
    await ask(home, anna, circle)
    gone = await home.manager.delete(f"{home.path}/residents/{anna['id']}", headers=if_match(anna))
    assert gone.status_code == 204, gone.text
    assert await rows(await database_of("registry"), "select id from join_requests", center=home.id) == []
