"""From found to given: who may say what, what the other side sees, what is told."""

from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from shared.kit.ids import new_id

if TYPE_CHECKING:
    from tests.talents.conftest import Json, Neighborhood


async def test_the_whole_way_is_told_fact_by_fact(neighborhood: "Neighborhood") -> None:
    match = await neighborhood.match()
    assert (await neighborhood.do(match, "propose"))["state"] == "proposed"
    assert (await neighborhood.do(match, "accept", "helping"))["state"] == "proposed"
    assert (await neighborhood.do(match, "accept", "asking"))["state"] == "agreed"
    assert (await neighborhood.do(match, "complete", "asking"))["state"] == "completed"
    said = await neighborhood.facts()
    assert [kind for kind, _ in said] == [
        "offer.made", "need.stated", "match.proposed", "match.accepted", "match.accepted", "match.agreed",
        "match.completed", "need.met",
    ]  # fmt: skip
    assert said[3][1] == {"match_id": match["id"], "side": "helping", "channel": "web"}
    assert said[6][1] == {
        "match_id": match["id"], "need_id": match["need_id"], "offer_id": match["offer_id"],
        "asking_id": match["asking"]["resident_id"], "helping_id": match["helping"]["resident_id"],
    }  # fmt: skip
    need = await neighborhood.manager.get(neighborhood.path(f"needs/{match['need_id']}"))
    assert (need.json()["state"], need.json()["candidates"]) == ("met", 0)


async def test_a_resident_may_accept_what_was_only_found_which_proposes_it(
    neighborhood: "Neighborhood",
) -> None:
    match = await neighborhood.match()
    accepted = await neighborhood.do(match, "accept", "asking")
    assert accepted["state"] == "proposed"
    assert [kind for kind, _ in await neighborhood.facts("match.proposed", "match.accepted")] == [
        "match.proposed", "match.accepted",
    ]  # fmt: skip


async def test_the_other_side_stays_unnamed_until_both_agree(neighborhood: "Neighborhood") -> None:
    await neighborhood.offer(details="слесарь с двадцатилетним стажем")
    (match,) = await neighborhood.candidates(await neighborhood.need(details="Мария Петровна, кв. 5"))
    asking, helping = (match[side]["resident_id"] for side in ("asking", "helping"))
    for me, you, other in ((asking, "asking", "helping"), (helping, "helping", "asking")):
        seen = (await neighborhood.resident(me).get(neighborhood.path(f"matches/{match['id']}"))).json()
        assert seen["you"] == you
        assert seen[you]["resident_id"] == me
        assert (seen[other]["resident_id"], seen[other]["details"]) == (None, None)
        assert seen["reasons"][0]["code"] == "same_skill"
    await neighborhood.do(match, "accept", "asking")
    seen = await neighborhood.do(match, "accept", "helping")
    assert seen["asking"]["resident_id"] == asking
    assert seen["asking"]["details"] == "Мария Петровна, кв. 5"


async def test_a_match_between_others_looks_like_no_match(neighborhood: "Neighborhood") -> None:
    match = await neighborhood.agreed()
    stranger, path = neighborhood.resident(new_id()), neighborhood.path(f"matches/{match['id']}")
    answers = [await stranger.get(path)]
    answers += [await stranger.post(f"{path}/{verb}") for verb in ("accept", "decline", "complete")]
    assert {(a.status_code, a.json()["code"]) for a in answers} == {(404, "match.not-found")}
    assert (await stranger.get(neighborhood.path("matches"))).json()["items"] == []


async def test_only_managers_propose(neighborhood: "Neighborhood") -> None:
    match = await neighborhood.match()
    refused = await neighborhood.do(match, "propose", "asking", expected=403)
    assert refused["code"] == "access.role-refused"


async def test_a_manager_hears_an_answer_by_phone_and_the_log_keeps_the_ground(
    neighborhood: "Neighborhood",
) -> None:
    match = await neighborhood.match()
    path = neighborhood.path(f"matches/{match['id']}/accept")
    said = {"side": "helping", "channel": "phone", "ground": "ответил по телефону"}
    answer = await neighborhood.manager.post(path, json=said)
    assert answer.status_code == 200
    assert (answer.json()["helping"]["accepted"], answer.json()["asking"]["accepted"]) == (True, False)
    ((_, body),) = await neighborhood.facts("match.accepted")
    assert (body["side"], body["channel"]) == ("helping", "phone")
    (line,) = await neighborhood.sql(
        "select action, w.ground, a.evidence from audit a join audit_words w on w.line = a.id"
        " where a.center_id = $1 and a.about_id = $2",
        neighborhood.center, UUID(match["helping"]["resident_id"]),
    )  # fmt: skip
    assert tuple(line) == ("match.accepted-for", "ответил по телефону", "phone")


@pytest.mark.parametrize(
    ("said", "pointer"),
    [
        ({}, "/side"),
        ({"side": "helping"}, "/ground"),
        ({"side": "helping", "channel": "phone"}, "/ground"),
        ({"side": "helping", "channel": "web", "ground": "видно"}, "/ground"),
        ({"side": "both"}, "/side"),
    ],
)
async def test_a_manager_answers_for_nobody_without_a_ground(
    neighborhood: "Neighborhood", said: dict[str, str], pointer: str
) -> None:
    match = await neighborhood.match()
    for verb in ("accept", "decline"):
        answer = await neighborhood.manager.post(
            neighborhood.path(f"matches/{match['id']}/{verb}"), json=said
        )
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)


async def test_a_resident_does_not_answer_for_the_other_side(neighborhood: "Neighborhood") -> None:
    match = await neighborhood.match()
    me = neighborhood.resident(match["asking"]["resident_id"])
    answer = await me.post(neighborhood.path(f"matches/{match['id']}/accept"), json={"side": "helping"})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/side")


async def test_neighbors_are_asked_one_at_a_time(neighborhood: "Neighborhood") -> None:
    await neighborhood.offer()
    await neighborhood.offer()
    one, other = await neighborhood.candidates(await neighborhood.need())
    await neighborhood.do(one, "propose")
    refused = await neighborhood.do(other, "propose", expected=409)
    assert refused["code"] == "match.another-proposed"
    await neighborhood.do(other, "accept", "helping", expected=409)
    await neighborhood.do(one, "decline", "helping")
    assert (await neighborhood.do(other, "propose"))["state"] == "proposed"


async def test_when_one_agrees_the_other_candidates_are_forgotten(neighborhood: "Neighborhood") -> None:
    await neighborhood.offer()
    await neighborhood.offer()
    one, _ = await neighborhood.candidates(await neighborhood.need())
    await neighborhood.do(one, "accept", "asking")
    await neighborhood.do(one, "accept", "helping")
    assert [m["id"] for m in await neighborhood.candidates({"id": one["need_id"]})] == [one["id"]]


async def test_after_a_refusal_another_neighbor_is_found_and_never_the_same(
    neighborhood: "Neighborhood",
) -> None:
    for _ in range(4):
        await neighborhood.offer()
    need = await neighborhood.need()
    first, *others = await neighborhood.candidates(need)
    await neighborhood.do(first, "propose")
    await neighborhood.do(first, "decline", "helping")
    ((_, body),) = await neighborhood.facts("match.declined")
    assert (body["match_id"], body["side"]) == (first["id"], "helping")
    after = await neighborhood.candidates(need)
    found = {match["helping"]["resident_id"] for match in after if match["state"] == "found"}
    assert len(found) == 3
    assert first["helping"]["resident_id"] not in found
    await neighborhood.offer(UUID(first["helping"]["resident_id"]))
    after = await neighborhood.candidates(need)
    assert sum(m["helping"]["resident_id"] == first["helping"]["resident_id"] for m in after) == 1
    assert [m["state"] for m in after].count("declined") == 1
    assert len(others) == 2


async def test_a_candidate_who_was_never_asked_is_passed_over_in_silence(
    neighborhood: "Neighborhood",
) -> None:
    match = await neighborhood.match()
    await neighborhood.do(match, "decline", "asking")
    assert await neighborhood.facts("match.declined") == []


async def test_who_has_agreed_may_still_fall_out_and_the_need_is_open_again(
    neighborhood: "Neighborhood",
) -> None:
    match = await neighborhood.agreed()
    spare = await neighborhood.offer()
    await neighborhood.do(match, "decline", "helping")
    need = await neighborhood.manager.get(neighborhood.path(f"needs/{match['need_id']}"))
    assert (need.json()["state"], need.json()["candidates"]) == ("open", 1)
    first, _ = await neighborhood.candidates({"id": match["need_id"]})
    assert first["offer_id"] == spare["id"]


async def test_help_is_not_given_before_both_agreed(neighborhood: "Neighborhood") -> None:
    match = await neighborhood.match()
    for _ in ("found", "proposed"):
        refused = await neighborhood.do(match, "complete", "asking", expected=409)
        assert refused["code"] == "match.not-agreed"
        if _ == "found":
            await neighborhood.do(match, "propose")
    assert await neighborhood.facts("match.completed", "need.met") == []


async def test_what_is_over_is_over(neighborhood: "Neighborhood") -> None:
    match = await neighborhood.agreed()
    await neighborhood.do(match, "complete")
    for verb in ("accept", "decline", "complete"):
        refused = await neighborhood.do(match, verb, "asking", expected=409)
        assert refused["code"] == "match.over"
    assert (await neighborhood.do(match, "propose", expected=409))["code"] == "match.over"


async def test_a_side_accepts_once(neighborhood: "Neighborhood") -> None:
    match = await neighborhood.match()
    await neighborhood.do(match, "accept", "asking")
    refused = await neighborhood.do(match, "accept", "asking", expected=409)
    assert refused["code"] == "match.already-accepted"
    assert len(await neighborhood.facts("match.accepted")) == 1


async def test_an_accepting_with_the_same_key_is_one_accepting(neighborhood: "Neighborhood") -> None:
    match = await neighborhood.match()
    me, path = (
        neighborhood.resident(match["asking"]["resident_id"]),
        neighborhood.path(f"matches/{match['id']}/accept"),
    )
    key = {"Idempotency-Key": str(new_id())}
    first, again = await me.post(path, headers=key), await me.post(path, headers=key)
    assert (again.status_code, again.json()) == (200, first.json())


async def test_withdrawing_an_offer_frees_the_need_that_waited_for_it(neighborhood: "Neighborhood") -> None:
    match = await neighborhood.agreed()
    spare = await neighborhood.offer()
    await neighborhood.resident(match["helping"]["resident_id"]).post(
        neighborhood.path(f"offers/{match['offer_id']}/withdraw")
    )
    assert [kind for kind, _ in await neighborhood.facts("match.declined", "offer.withdrawn")] == [
        "match.declined", "offer.withdrawn",
    ]  # fmt: skip
    first, _ = await neighborhood.candidates({"id": match["need_id"]})
    assert (first["state"], first["offer_id"]) == ("found", spare["id"])


async def test_the_desk_lists_matches_by_state_and_by_person(neighborhood: "Neighborhood") -> None:
    found, agreed = await neighborhood.match(), None
    neighborhood_skill = await neighborhood.offer(skill="music")
    (agreed,) = await neighborhood.candidates(await neighborhood.need(skill="music"))
    await neighborhood.do(agreed, "accept", "asking")
    await neighborhood.do(agreed, "accept", "helping")
    assert await listed(neighborhood, state="found") == [found["id"]]
    assert await listed(neighborhood, state="agreed") == [agreed["id"]]
    assert await listed(neighborhood, resident_id=neighborhood_skill["resident_id"]) == [agreed["id"]]
    assert await listed(neighborhood, need_id=found["need_id"]) == [found["id"]]
    mine = neighborhood.resident(found["helping"]["resident_id"])
    answer = await mine.get(
        neighborhood.path("matches"), params={"resident_id": agreed["asking"]["resident_id"]}
    )
    assert [item["id"] for item in answer.json()["items"]] == [found["id"]]


async def test_a_foreign_manager_finds_no_match(neighborhood: "Neighborhood") -> None:
    match = await neighborhood.match()
    elsewhere = new_id()
    foreign = neighborhood.api.as_(neighborhood.tokens.manager(elsewhere))
    for center in (neighborhood.center, elsewhere):
        answer = await foreign.post(f"/centers/{center}/matches/{match['id']}/propose")
        assert answer.status_code == 404


async def listed(neighborhood: "Neighborhood", **asked: str) -> list[str]:
    answer = await neighborhood.manager.get(neighborhood.path("matches"), params=asked)
    items: list[Json] = answer.json()["items"]
    return [item["id"] for item in items]
