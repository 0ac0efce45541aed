"""«Мне нужна помощь» over HTTP: stated, changed, closed with the reason."""

from typing import TYPE_CHECKING

import pytest

from shared.kit.ids import new_id

if TYPE_CHECKING:
    from tests.talents.conftest import Neighborhood


async def test_a_need_is_stated_and_said_as_a_fact_without_its_words(neighborhood: "Neighborhood") -> None:
    need = await neighborhood.need(details="течёт кран", free=["weekday_morning"])
    assert (need["state"], need["reason"], need["candidates"]) == ("open", None, 0)
    assert need["details"] == "течёт кран"
    assert await neighborhood.facts() == [
        (
            "need.stated",
            {
                "need_id": need["id"],
                "resident_id": need["resident_id"],
                "skill": "plumbing",
                "channel": "web",
            },
        )
    ]


async def test_residents_see_their_own_needs_and_managers_all(neighborhood: "Neighborhood") -> None:
    mine, other = await neighborhood.need(), await neighborhood.need()
    path = neighborhood.path("needs")
    answer = await neighborhood.resident(mine["resident_id"]).get(
        path, params={"resident_id": other["resident_id"]}
    )
    assert [item["id"] for item in answer.json()["items"]] == [mine["id"]]
    answer = await neighborhood.manager.get(path, params={"state": "open"})
    assert [item["id"] for item in answer.json()["items"]] == [other["id"], mine["id"]]


async def test_anothers_need_looks_like_no_need(neighborhood: "Neighborhood") -> None:
    path = neighborhood.path(f"needs/{(await neighborhood.need())['id']}")
    stranger = neighborhood.resident(new_id())
    for answer in (
        await stranger.get(path),
        await stranger.get(f"{path}/matches"),
        await stranger.patch(path, json={"details": "чужое"}, headers={"If-Match": '"1"'}),
        await stranger.post(f"{path}/close", json={"reason": "withdrawn"}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (404, "need.not-found")


async def test_a_need_is_closed_with_the_reason_why_nobody_helped(neighborhood: "Neighborhood") -> None:
    need = await neighborhood.need()
    path = neighborhood.path(f"needs/{need['id']}/close")
    closed = await neighborhood.manager.post(path, json={"reason": "nobody_can", "ground": "обзвонила всех"})
    assert closed.status_code == 200
    assert (closed.json()["state"], closed.json()["reason"]) == ("unmet", "nobody_can")
    assert closed.json()["closed_at"]
    said = {"need_id": need["id"], "resident_id": need["resident_id"], "reason": "nobody_can"}
    assert await neighborhood.facts("need.unmet") == [("need.unmet", said)]


@pytest.mark.parametrize("body", [{}, {"reason": "expired"}, {"reason": "lazy"}])
async def test_a_need_is_not_closed_without_a_reason_that_people_give(
    neighborhood: "Neighborhood", body: dict[str, str]
) -> None:
    need = await neighborhood.need()
    answer = await neighborhood.manager.post(neighborhood.path(f"needs/{need['id']}/close"), json=body)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/reason")


async def test_a_closed_need_is_neither_closed_again_nor_changed(neighborhood: "Neighborhood") -> None:
    need = await neighborhood.need()
    path, me = neighborhood.path(f"needs/{need['id']}"), neighborhood.resident(need["resident_id"])
    closed = await me.post(f"{path}/close", json={"reason": "withdrawn"})
    again = await me.post(f"{path}/close", json={"reason": "too_far"})
    assert (again.status_code, again.json()["code"]) == (409, "need.closed")
    changed = await me.patch(path, json={"details": "ещё"}, headers={"If-Match": closed.headers["etag"]})
    assert (changed.status_code, changed.json()["code"]) == (409, "need.closed")
    assert len(await neighborhood.facts("need.unmet")) == 1


async def test_closing_tells_the_neighbor_who_was_asked(neighborhood: "Neighborhood") -> None:
    match = await neighborhood.agreed()
    path = neighborhood.path(f"needs/{match['need_id']}/close")
    await neighborhood.resident(match["asking"]["resident_id"]).post(path, json={"reason": "withdrawn"})
    ((_, body),) = await neighborhood.facts("match.declined")
    assert (body["match_id"], body["side"]) == (match["id"], "asking")
    (after,) = await neighborhood.candidates({"id": match["need_id"]})
    assert (after["state"], after["declined_by"]) == ("declined", "asking")


async def test_closing_forgets_candidates_who_were_never_asked(neighborhood: "Neighborhood") -> None:
    match = await neighborhood.match()
    path = neighborhood.path(f"needs/{match['need_id']}/close")
    await neighborhood.manager.post(path, json={"reason": "too_far"})
    assert await neighborhood.candidates({"id": match["need_id"]}) == []
    assert await neighborhood.facts("match.declined") == []


async def test_a_need_for_another_skill_finds_other_neighbors(neighborhood: "Neighborhood") -> None:
    match = await neighborhood.match()
    seamstress = await neighborhood.offer(skill="sewing")
    path = neighborhood.path(f"needs/{match['need_id']}")
    tag = (await neighborhood.manager.get(path)).headers["etag"]
    changed = await neighborhood.manager.patch(path, json={"skill": "sewing"}, headers={"If-Match": tag})
    assert (changed.json()["skill"], changed.json()["candidates"]) == ("sewing", 1)
    (found,) = await neighborhood.candidates({"id": match["need_id"]})
    assert found["offer_id"] == seamstress["id"]


async def test_a_need_about_which_a_neighbor_was_asked_keeps_its_skill(neighborhood: "Neighborhood") -> None:
    match = await neighborhood.match()
    await neighborhood.do(match, "propose")
    path = neighborhood.path(f"needs/{match['need_id']}")
    tag = (await neighborhood.manager.get(path)).headers["etag"]
    refused = await neighborhood.manager.patch(path, json={"skill": "sewing"}, headers={"If-Match": tag})
    assert (refused.status_code, refused.json()["code"]) == (409, "need.agreed-upon")
    assert (await neighborhood.manager.get(path)).json()["skill"] == "plumbing"


async def test_what_was_agreed_is_not_changed_under_the_helper(neighborhood: "Neighborhood") -> None:
    match = await neighborhood.agreed()
    path = neighborhood.path(f"needs/{match['need_id']}")
    tag = (await neighborhood.manager.get(path)).headers["etag"]
    refused = await neighborhood.manager.patch(path, json={"free": []}, headers={"If-Match": tag})
    assert (refused.status_code, refused.json()["code"]) == (409, "need.agreed-upon")
