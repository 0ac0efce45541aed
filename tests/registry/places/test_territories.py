"""Yards, streets and microdistricts, and the whole map as one GeoJSON."""

import pytest

from tests.registry.making import Center, Json, if_match, make_house

SQUARE = [[37.60, 55.75], [37.61, 55.75], [37.61, 55.76], [37.60, 55.76], [37.60, 55.75]]
YARD: Json = {
    "kind": "yard",
    "name": "Двор у библиотеки",
    "geometry": {"type": "Polygon", "coordinates": [SQUARE]},
}


async def entered(home: Center, **overrides: object) -> Json:
    answer = await home.manager.post(f"{home.path}/territories", json={**YARD, **overrides})
    assert answer.status_code == 201, answer.text
    found: Json = answer.json()
    return found


async def test_a_yard_is_drawn_and_everybody_sees_it(home: Center) -> None:
    yard = await entered(home)
    assert yard["geometry"] == YARD["geometry"]
    listed = (await home.api.get(f"{home.path}/territories", params={"kind": "yard", "q": "библиот"})).json()
    assert listed == {"items": [yard], "next": None}
    assert (await home.api.get(f"{home.path}/territories", params={"kind": "street"})).json()["items"] == []


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"kind": "district"}, "/kind"),
        ({"geometry": {"type": "Point", "coordinates": [37.6, 55.7]}}, "/geometry"),
        ({"geometry": {"type": "Polygon", "coordinates": [SQUARE[:-1]]}}, "/geometry"),
        ({"name": "\u200b"}, "/name"),
    ],
)
async def test_what_is_no_territory_is_refused(home: Center, wrong: Json, pointer: str) -> None:
    answer = await home.manager.post(f"{home.path}/territories", json={**YARD, **wrong})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)


async def test_a_name_is_taken_once_for_a_kind(home: Center) -> None:
    await entered(home)
    again = await home.manager.post(f"{home.path}/territories", json=YARD)
    assert (again.status_code, again.json()["code"]) == (409, "territories.name-taken")
    await entered(home, kind="microdistrict")


async def test_a_yard_with_houses_is_not_removed(home: Center) -> None:
    yard = await entered(home)
    house = await home.house(yard_id=yard["id"])
    found = (await home.api.get(f"{home.path}/houses", params={"yard_id": yard["id"]})).json()["items"]
    assert found == [house]
    path = f"{home.path}/territories/{yard['id']}"
    answer = await home.manager.delete(path, headers=if_match(yard))
    assert (answer.status_code, answer.json()["code"]) == (409, "territories.in-use")
    await home.manager.patch(
        f"{home.path}/houses/{house['id']}", json={"yard_id": None}, headers=if_match(house)
    )
    assert (await home.manager.delete(path, headers=if_match(yard))).status_code == 204


async def test_a_house_belongs_to_a_yard_of_its_own_center_and_no_street_is_a_yard(
    home: Center, foreign: Center
) -> None:
    street, theirs = await entered(home, kind="street", geometry=None), await entered(foreign)
    for wrong in (street["id"], theirs["id"]):
        answer = await home.manager.post(f"{home.path}/houses", json=make_house(yard_id=wrong))
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "territories.unknown")


async def test_the_map_holds_what_has_a_place_and_nothing_of_another_center(
    home: Center, foreign: Center
) -> None:
    yard = await entered(home)
    await entered(home, name="Без контура", geometry=None)
    point = {"type": "Point", "coordinates": [37.605, 55.755]}
    house = await home.house(point=point)
    await home.house(address="Без места, 1")
    await entered(foreign)
    answer = await home.api.get(f"{home.path}/places.geojson")
    assert answer.headers["content-type"] == "application/geo+json"
    found = {one["id"]: one for one in answer.json()["features"]}
    assert found.keys() == {yard["id"], house["id"]}
    assert found[house["id"]]["geometry"] == point
    assert found[house["id"]]["properties"] == {
        "kind": "house", "address": house["address"], "house_kind": "apartment", "flats": 40,
    }  # fmt: skip


async def test_an_outline_seen_long_ago_is_not_overwritten(home: Center) -> None:
    yard = await entered(home)
    path = f"{home.path}/territories/{yard['id']}"
    changed = await home.manager.patch(path, json={"geometry": None}, headers=if_match(yard))
    assert changed.json() == yard | {"geometry": None, "version": 2}
    assert (await home.manager.patch(path, json={"name": "Двор"}, headers=if_match(yard))).status_code == 412
