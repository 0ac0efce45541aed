"""Who is found for whom, at once and never more than a handful."""

from typing import TYPE_CHECKING

from shared.kit.ids import new_id

if TYPE_CHECKING:
    from tests.talents.conftest import Json, Neighborhood


async def test_a_need_finds_the_neighbor_who_offers_the_skill(neighborhood: "Neighborhood") -> None:
    offer = await neighborhood.offer(free=["weekend", "weekday_morning"])
    need = await neighborhood.need(free=["weekday_morning"])
    (match,) = await neighborhood.candidates(need)
    assert need["candidates"] == 1
    assert (match["state"], match["need_id"], match["offer_id"]) == ("found", need["id"], offer["id"])
    assert match["reasons"] == [
        {"code": "same_skill", "times": [], "since": None},
        {"code": "common_time", "times": ["weekday_morning"], "since": None},
        {"code": "never_asked", "times": [], "since": None},
    ]


async def test_an_offer_finds_the_needs_that_waited_for_it(neighborhood: "Neighborhood") -> None:
    need = await neighborhood.need(free=["weekend"])
    offer = await neighborhood.offer(free=["weekend"])
    (match,) = await neighborhood.candidates(need)
    assert (match["offer_id"], match["state"]) == (offer["id"], "found")


async def test_neither_another_skill_nor_oneself_is_found(neighborhood: "Neighborhood") -> None:
    me = new_id()
    await neighborhood.offer(skill="sewing")
    await neighborhood.offer(me)
    need = await neighborhood.need(me)
    assert await neighborhood.candidates(need) == []
    await neighborhood.offer(me)
    assert await neighborhood.candidates(need) == []


async def test_a_withdrawn_offer_finds_nobody_and_is_not_found(neighborhood: "Neighborhood") -> None:
    match = await neighborhood.match()
    await neighborhood.manager.post(neighborhood.path(f"offers/{match['offer_id']}/withdraw"))
    assert await neighborhood.candidates({"id": match["need_id"]}) == []
    assert await neighborhood.candidates(await neighborhood.need()) == []


async def test_a_handful_is_enough_and_each_neighbor_counts_once(neighborhood: "Neighborhood") -> None:
    one = new_id()
    for resident in (one, one, new_id(), new_id(), new_id(), new_id()):
        await neighborhood.offer(resident)
    need = await neighborhood.need()
    found = await neighborhood.candidates(need)
    assert len(found) == 3
    assert len({match["helping"]["resident_id"] for match in found}) == 3
    await neighborhood.offer()
    assert len(await neighborhood.candidates(need)) == 3


async def test_the_longest_waiting_needs_are_served_first(neighborhood: "Neighborhood") -> None:
    needs = [await neighborhood.need() for _ in range(4)]
    await neighborhood.offer()
    assert [len(await neighborhood.candidates(need)) for need in needs] == [1, 1, 1, 0]


async def test_those_free_at_another_time_are_found_only_where_nobody_else_is(
    neighborhood: "Neighborhood",
) -> None:
    await neighborhood.offer(free=["weekend"])
    lonely = await neighborhood.need(free=["weekday_day"])
    assert lonely["candidates"] == 0
    assert codes(*await neighborhood.candidates(lonely)) == ["same_skill", "no_common_time", "never_asked"]
    better = await neighborhood.offer(free=["weekday_day"])
    first, _ = await neighborhood.candidates(lonely)
    assert first["offer_id"] == better["id"]
    (only,) = await neighborhood.candidates(await neighborhood.need(free=["weekday_day"]))
    assert only["offer_id"] == better["id"]


async def test_a_neighbor_from_the_same_house_goes_first(neighborhood: "Neighborhood") -> None:
    house, asking, near = new_id(), new_id(), new_id()
    await neighborhood.lives(asking, house)
    await neighborhood.lives(near, house)
    for _ in range(8):
        await neighborhood.offer()
    await neighborhood.offer(near)
    first, second, _ = await neighborhood.candidates(await neighborhood.need(asking))
    assert first["helping"]["resident_id"] == str(near)
    assert first["same_house"]
    assert codes(first)[1] == "same_house"
    assert "same_house" not in codes(second)


async def test_where_somebody_lives_may_be_told_after_they_spoke(neighborhood: "Neighborhood") -> None:
    match, house = await neighborhood.match(), new_id()
    await neighborhood.lives(match["asking"]["resident_id"], house)
    await neighborhood.lives(match["helping"]["resident_id"], house)
    (now_near,) = await neighborhood.candidates({"id": match["need_id"]})
    assert now_near["same_house"]


async def test_whoever_was_asked_lately_goes_after_the_rested(neighborhood: "Neighborhood") -> None:
    first = await neighborhood.match()
    await neighborhood.do(first, "propose")
    await neighborhood.offer()
    await neighborhood.offer()
    *rested, tired = await neighborhood.candidates(await neighborhood.need())
    assert tired["helping"]["resident_id"] == first["helping"]["resident_id"]
    assert "asked_lately" in codes(tired)
    assert all("never_asked" in codes(one) for one in rested)


async def test_whoever_has_helped_is_known_for_it(neighborhood: "Neighborhood") -> None:
    await neighborhood.do(await neighborhood.agreed(), "complete")
    (tried,) = await neighborhood.candidates(await neighborhood.need())
    assert "helped_before" in codes(tried)


async def test_another_center_is_never_searched(neighborhood: "Neighborhood") -> None:
    await neighborhood.offer()
    neighborhood.center = new_id()
    assert await neighborhood.candidates(await neighborhood.need()) == []


async def test_an_offer_of_other_times_finds_other_needs(neighborhood: "Neighborhood") -> None:
    offer = await neighborhood.offer(free=["weekend"])
    at_weekend = await neighborhood.need(free=["weekend"])
    in_the_morning = await neighborhood.need(free=["weekday_morning"])
    assert [len(await neighborhood.candidates(n)) for n in (at_weekend, in_the_morning)] == [1, 1]
    changed = await neighborhood.resident(offer["resident_id"]).patch(
        neighborhood.path(f"offers/{offer['id']}"),
        json={"free": ["weekday_morning"]},
        headers={"If-Match": f'"{offer["version"]}"'},
    )
    assert changed.status_code == 200, changed.text
    (match,) = await neighborhood.candidates(in_the_morning)
    assert "common_time" in codes(match)
    assert [codes(m)[1] for m in await neighborhood.candidates(at_weekend)] == ["no_common_time"]


def codes(match: "Json") -> list[str]:
    return [reason["code"] for reason in match["reasons"]]
