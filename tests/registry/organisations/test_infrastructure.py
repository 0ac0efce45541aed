"""The infrastructure map of a community: six parts, links, what was counted on its day, and the years side by side."""

from datetime import timedelta

import pytest

from services.registry.communities.infrastructure.model import PARTS
from shared.kit.clock import today
from tests.registry.making import Center, Json, if_match
from tests.registry.organisations.making import a_council, enter, join


def a_map(**overrides: object) -> Json:
    return {
        "name": "Садовая улица",
        "parts": [{"part": part, "strength": "weak", "existing": "кое-что"} for part in PARTS],
        "links": [{"one": "residents", "other": "organisation", "strength": "strong", "words": "встречи"}],
        **overrides,
    }


async def draw(home: Center, **overrides: object) -> Json:
    answer = await home.manager.post(f"{home.path}/infrastructure-maps", json=a_map(**overrides))
    assert answer.status_code == 201, answer.text
    made: Json = answer.json()
    return made


async def test_a_map_keeps_what_was_counted_on_its_day(home: Center) -> None:
    house = await home.house()
    await home.house(address="Мира, 3")
    council, person = await enter(home, **a_council(house)), await home.enter(house_id=house["id"], flat="1")
    circle = await enter(home, kind="group_interest", name="Домино")
    await join(home, council, person, "chair")
    await join(home, circle, person)
    last_year = await draw(home)
    await home.enter()
    counted = last_year["evidence"]
    assert (counted["houses"], counted["houses_organised"], counted["flats"]) == (2, 1, 80)
    assert (counted["residents"], counted["flats_known"]) == (1, 1)
    assert (counted["organisations"], counted["chaired"], counted["informal"]) == (1, 1, 1)
    assert (counted["activists"], counted["bridging"]) == (1, 1)
    kept = (await home.manager.get(f"{home.path}/infrastructure-maps/{last_year['id']}")).json()
    assert kept == last_year
    assert (await draw(home))["evidence"]["residents"] == 2


async def test_a_community_counts_its_own_houses(home: Center) -> None:
    house = await home.house()
    await home.house(address="Мира, 3")
    council = await enter(home, **a_council(house))
    counted = (await draw(home, organisation_id=council["id"]))["evidence"]
    assert (counted["houses"], counted["flats"], counted["organisations"]) == (1, 40, 1)
    path = f"{home.path}/infrastructure-evidence?organisation_id={council['id']}"
    assert (await home.manager.get(path)).json() == counted


@pytest.mark.parametrize(
    "wrong",
    [
        {"parts": a_map()["parts"][:5]},
        {"parts": [a_map()["parts"][0]] * 6},
        {"links": [{"one": "space", "other": "space", "strength": "weak"}]},
        {"links": [{"one": "space", "other": "moon", "strength": "weak"}]},
        {"drawn_on": str(today() + timedelta(days=1))},
        {"organisation_id": "3f0d2c7e-0000-4000-8000-000000000001"},
    ],
)
async def test_what_is_no_map_is_refused(home: Center, wrong: Json) -> None:
    answer = await home.manager.post(f"{home.path}/infrastructure-maps", json=a_map(**wrong))
    assert answer.status_code == 422


async def test_a_map_is_redrawn_by_whoever_has_seen_it_last(home: Center, foreign: Center) -> None:
    drawn = await draw(home)
    path = f"{home.path}/infrastructure-maps/{drawn['id']}"
    body = a_map(name="Садовая и Мира")
    redrawn = await home.manager.put(path, json=body, headers=if_match(drawn))
    assert (redrawn.json()["name"], redrawn.json()["drawn_on"]) == ("Садовая и Мира", drawn["drawn_on"])
    assert (await home.manager.put(path, json=body, headers=if_match(drawn))).status_code == 412
    assert (await foreign.manager.get(f"{foreign.path}/infrastructure-maps/{drawn['id']}")).status_code == 404
    resident = home.resident((await home.enter())["id"])
    assert (await resident.get(path)).status_code == 403
    assert (await home.manager.delete(path)).status_code == 204
    assert (await home.manager.get(path)).status_code == 404


async def test_maps_are_listed_last_drawn_first(home: Center) -> None:
    first, second = await draw(home, drawn_on="2025-11-20"), await draw(home)
    found = (await home.manager.get(f"{home.path}/infrastructure-maps")).json()["items"]
    assert [one["id"] for one in found] == [second["id"], first["id"]]
