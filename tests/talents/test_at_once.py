"""Neighbors do things at the same moment: nothing is lost, doubled or broken."""

import asyncio
from typing import TYPE_CHECKING

from services.talents.matches.service import mend

if TYPE_CHECKING:
    from tests.talents.conftest import Json, Neighborhood


async def test_both_sides_may_say_yes_at_the_same_moment(neighborhood: "Neighborhood") -> None:
    match = await neighborhood.match()
    await asyncio.gather(
        neighborhood.do(match, "accept", "asking"), neighborhood.do(match, "accept", "helping")
    )
    assert [m["state"] for m in await neighborhood.candidates({"id": match["need_id"]})] == ["agreed"]
    said = [kind for kind, _ in await neighborhood.facts()]
    assert [said.count(kind) for kind in ("match.proposed", "match.accepted", "match.agreed")] == [1, 2, 1]


async def test_of_three_who_accept_at_once_one_is_asked(neighborhood: "Neighborhood") -> None:
    for _ in range(3):
        await neighborhood.offer()
    found = await neighborhood.candidates(await neighborhood.need())
    answers = await asyncio.gather(
        *(
            neighborhood.resident(match["helping"]["resident_id"]).post(
                neighborhood.path(f"matches/{match['id']}/accept")
            )
            for match in found
        )
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409]
    assert len(await neighborhood.facts("match.proposed")) == 1


async def test_help_is_given_once_even_if_both_say_so_at_once(neighborhood: "Neighborhood") -> None:
    match = await neighborhood.agreed()
    path = neighborhood.path(f"matches/{match['id']}/complete")
    answers = await asyncio.gather(
        *(neighborhood.resident(match[side]["resident_id"]).post(path) for side in ("asking", "helping"))
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert len(await neighborhood.facts("need.met")) == 1


async def test_a_busy_hour_breaks_nothing(neighborhood: "Neighborhood") -> None:
    needs = [await neighborhood.need() for _ in range(6)]
    await asyncio.gather(*(neighborhood.offer() for _ in range(12)))
    doing: list[tuple[Json, str]] = []
    for number, need in enumerate(needs):
        for match in await neighborhood.candidates(need):
            doing.append((match, ("accept", "decline", "withdraw", "close")[(number + len(doing)) % 4]))
    answers = await asyncio.gather(*(act(neighborhood, match, verb) for match, verb in doing))
    assert set(answers) <= {200, 404, 409}
    database = neighborhood.api.app.state.database
    async with database.transaction(neighborhood.center) as session:
        await mend(session)
    for need in needs:
        counted = (await neighborhood.manager.get(neighborhood.path(f"needs/{need['id']}"))).json()
        found = [m for m in await neighborhood.candidates(need) if m["state"] == "found"]
        assert counted["candidates"] == (len(found) if counted["state"] == "open" else 0)


async def act(neighborhood: "Neighborhood", match: "Json", verb: str) -> int:
    by = neighborhood.resident(match["helping"]["resident_id"])
    if verb == "withdraw":
        return (await by.post(neighborhood.path(f"offers/{match['offer_id']}/withdraw"))).status_code
    if verb == "close":
        body = {"reason": "withdrawn"}
        return (
            await neighborhood.manager.post(neighborhood.path(f"needs/{match['need_id']}/close"), json=body)
        ).status_code
    return (await by.post(neighborhood.path(f"matches/{match['id']}/{verb}"))).status_code
