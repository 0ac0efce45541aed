"""Wishes to take part: asked by a resident, answered by those who may, seen by nobody else."""

import asyncio
import json
from uuid import UUID

import pytest

from shared.contracts.registry import JoinRequestMadeV1
from shared.testing.running import Api
from tests.registry.making import Center, DatabaseOf, Json, if_match, rows
from tests.registry.organisations.making import a_council, enter, join
from tests.registry.people.test_guardians import child_of


async def a_circle(home: Center, **said: object) -> Json:
    return await enter(home, kind="group_interest", name="Домино", **said)


async def ask(home: Center, resident: Json, organisation: Json) -> Json:
    answer = await home.resident(resident["id"]).post(
        f"{home.path}/join-requests", json={"organisation_id": organisation["id"]}
    )
    assert answer.status_code == 201, answer.text
    made: Json = answer.json()
    return made


async def holder(home: Center, resident: Json, organisation: Json) -> Api:
    """A resident who holds a post in the organisation, and whose token says so."""
    await join(home, organisation, resident, "organiser")
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
    organiser, elsewhere = await holder(home, chair, circle), await holder(home, stranger, other)
    assert [one["name"] for one in await seen(organiser, home)] == [asked["name"]]
    for outsider in (home.resident(stranger["id"]), elsewhere):
        assert await seen(outsider, home) == []
    assert (await home.resident(stranger["id"]).post(f"{path}/accept")).status_code == 403
    assert (await elsewhere.post(f"{path}/accept")).status_code == 404
    assert (await home.resident(stranger["id"]).delete(path)).status_code == 404
    assert (await organiser.post(f"{path}/decline")).json()["answer"] == "declined"


async def test_whoever_holds_a_post_does_not_answer_their_own_wish(home: Center) -> None:
    circle, anna = await a_circle(home), await home.enter()
    asked = await ask(home, anna, circle)
    mine = await holder(home, anna, circle)
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


async def test_a_guardian_asks_for_their_child_and_the_log_says_who(home: Center) -> None:
    circle, mother = await a_circle(home), await home.enter()
    child = await child_of(home, mother)
    own, path = home.resident(mother["id"]), f"{home.path}/join-requests"
    body = {"organisation_id": circle["id"], "resident_id": child["id"]}
    asked = await own.post(path, json=body)
    assert (asked.status_code, asked.json()["name"]) == (201, child["name"])
    assert [one["id"] for one in await seen(own, home)] == [asked.json()["id"]]
    log = await home.manager.get(f"{home.path}/audit", params={"about": child["id"]})
    (line,) = [one for one in log.json()["items"] if one["action"] == "joining.asked"]
    assert line["actor_id"] == mother["id"]
    assert (await own.post(path, json=body)).json()["code"] == "joining.asked"
    assert (await own.delete(f"{path}/{asked.json()['id']}")).status_code == 204
    assert await seen(own, home) == []


async def test_nobody_asks_for_the_child_of_another_or_for_a_grown_up(home: Center) -> None:
    circle, mother, stranger = await a_circle(home), await home.enter(), await home.enter()
    child = await child_of(home, mother)
    path, body = f"{home.path}/join-requests", {"organisation_id": circle["id"], "resident_id": child["id"]}
    assert (await home.resident(stranger["id"]).post(path, json=body)).status_code == 404
    grown_up = {**body, "resident_id": stranger["id"]}
    assert (await home.resident(mother["id"]).post(path, json=grown_up)).status_code == 404
    asked = (await home.resident(mother["id"]).post(path, json=body)).json()
    assert await seen(home.resident(stranger["id"]), home) == []
    assert (await home.resident(stranger["id"]).delete(f"{path}/{asked['id']}")).status_code == 404


async def test_a_guardian_does_not_answer_the_wish_of_their_own_child(home: Center) -> None:
    circle, mother = await a_circle(home), await home.enter()
    child = await child_of(home, mother)
    organiser = await holder(home, mother, circle)
    body = {"organisation_id": circle["id"], "resident_id": child["id"]}
    asked = (await organiser.post(f"{home.path}/join-requests", json=body)).json()
    assert (await organiser.post(f"{home.path}/join-requests/{asked['id']}/accept")).status_code == 404


async def test_those_who_may_answer_are_told_and_nobody_is_named(
    home: Center, database_of: DatabaseOf
) -> None:
    circle, anna, chair, member = (
        await a_circle(home),
        await home.enter(),
        await home.enter(),
        await home.enter(),
    )
    await holder(home, chair, circle)
    await join(home, circle, member)
    asked = await ask(home, anna, circle)
    told = "select data from outbox where center_id = $1 and type = $2"
    (fact,) = await rows(await database_of("registry"), told, home.id, JoinRequestMadeV1.type)
    assert json.loads(fact["data"]) == {
        "join_request_id": asked["id"], "organisation_id": circle["id"], "answering": [chair["id"]],
    }  # fmt: skip


async def test_a_post_that_has_ended_opens_nothing_though_the_token_still_says_so(home: Center) -> None:
    circle, anna, chair = await a_circle(home), await home.enter(), await home.enter()
    asked = await ask(home, anna, circle)
    organiser = await holder(home, chair, circle)
    assert len(await seen(organiser, home)) == 1
    (post,) = (await home.manager.get(f"{home.path}/memberships?resident_id={chair['id']}")).json()["items"]
    ended = await home.manager.post(
        f"{home.path}/memberships/{post['id']}/end", json={"reason": "own_wish"}, headers=if_match(post)
    )
    assert ended.status_code == 200, ended.text
    assert await seen(organiser, home) == []
    assert (await organiser.post(f"{home.path}/join-requests/{asked['id']}/accept")).status_code == 404


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
