"""What is known of a house besides its address, and how houses are found and removed."""

import pytest

from tests.registry.making import Center, Json, if_match, make_house

POINT = {"type": "Point", "coordinates": [37.6173, 55.7558]}
FIAS = "0c5b2444-70a0-4932-980c-b4dc0d3f02b5"
TWO = [{"number": 1, "first_flat": 1, "last_flat": 20}, {"number": 2, "first_flat": 21, "last_flat": 40}]
KNOWN: Json = {
    "storeys": 5, "built_year": 1968, "fias_id": FIAS, "kladr_code": "7700000000000", "total_area": "3120.50",
    "point": POINT, "entrances": TWO,
}  # fmt: skip


async def test_a_house_is_entered_with_everything_that_is_known(home: Center) -> None:
    house = await home.house(**KNOWN)
    assert {name: house[name] for name in KNOWN} == KNOWN
    assert (await home.api.get(f"{home.path}/houses/{house['id']}")).json() == house


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"fias_id": "12345"}, "/fias_id"),
        ({"kladr_code": "770000000000"}, "/kladr_code"),
        ({"kladr_code": "7700000000000x"}, "/kladr_code"),
        ({"storeys": 0}, "/storeys"),
        ({"built_year": 1234}, "/built_year"),
        ({"total_area": "10.005"}, "/total_area"),
        ({"total_area": "0"}, "/total_area"),
        ({"point": {"type": "Point", "coordinates": [55.7, 37.6]}}, "/point"),
        ({"entrances": [{"number": 1, "first_flat": 20, "last_flat": 1}]}, "/entrances/0/last_flat"),
        ({"entrances": [{"number": 1, "first_flat": 1, "last_flat": 41}]}, "/entrances/0/last_flat"),
        (
            {"entrances": [TWO[0], {"number": 2, "first_flat": 20, "last_flat": 40}]},
            "/entrances/1/first_flat",
        ),
        ({"entrances": [TWO[0], {**TWO[1], "number": 1}]}, "/entrances/1/number"),
        ({"yard_id": FIAS}, "/yard_id"),
    ],
)
async def test_what_cannot_be_known_of_a_house_is_refused_at_its_place(
    home: Center, wrong: Json, pointer: str
) -> None:
    answer = await home.manager.post(f"{home.path}/houses", json=make_house(**wrong))
    assert answer.status_code == 422, answer.text
    assert [one["pointer"] for one in answer.json()["errors"]] == [pointer]


async def test_swapped_coordinates_are_explained(home: Center) -> None:
    swapped = {"type": "Point", "coordinates": [55.7558, 37.6173]}
    answer = await home.manager.post(f"{home.path}/houses", json=make_house(point=swapped))
    assert answer.json()["errors"][0]["message"] == ("Похоже, широта и долгота переставлены местами")


async def test_what_was_known_is_emptied_by_null_and_kept_when_left_out(home: Center) -> None:
    house = await home.house(**KNOWN)
    path = f"{home.path}/houses/{house['id']}"
    changed = await home.manager.patch(path, json={"storeys": None, "address": None}, headers=if_match(house))
    assert changed.json() == house | {"storeys": None, "version": 2}


async def test_fewer_flats_than_the_entrances_say_are_refused(home: Center) -> None:
    house = await home.house(**KNOWN)
    path = f"{home.path}/houses/{house['id']}"
    answer = await home.manager.patch(path, json={"flats": 30}, headers=if_match(house))
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "houses.entrance-beyond")
    assert (await home.api.get(path)).json() == house


async def test_one_fias_number_belongs_to_one_house_of_a_center(home: Center, foreign: Center) -> None:
    await home.house(fias_id=FIAS)
    body = make_house(address="Садовая, 9", fias_id=FIAS)
    again = await home.manager.post(f"{home.path}/houses", json=body)
    assert (again.status_code, again.json()["code"]) == (409, "houses.fias-taken")
    assert (await foreign.manager.post(f"{foreign.path}/houses", json=body)).status_code == 201


async def test_houses_are_found_by_the_beginnings_of_words(home: Center) -> None:
    for address in ("ул. Берёзовая, 7", "ул. Берёзовая, 17", "Садовая, 70"):
        await home.house(address=address)
    found: dict[str, list[str]] = {}
    for asked in ("берез 7", "70 садов", "зовая", "(.*", ""):
        answer = await home.api.get(f"{home.path}/houses", params={"q": asked})
        found[asked] = [one["address"] for one in answer.json()["items"]]
    assert found["берез 7"] == ["ул. Берёзовая, 7"]
    assert found["70 садов"] == ["Садовая, 70"]
    assert found["зовая"] == []
    assert len(found["(.*"]) == len(found[""]) == 3


async def test_a_house_with_people_in_it_is_not_removed_and_says_why(home: Center) -> None:
    house = await home.house()
    await home.enter(house_id=house["id"], flat="7")
    path = f"{home.path}/houses/{house['id']}"
    answer = await home.manager.delete(path, headers=if_match(house))
    assert (answer.status_code, answer.json()["code"]) == (409, "houses.in-use")
    assert answer.json()["detail"] == "Сначала уберите: жителей — 1, помещений — 1"
    assert (await home.api.get(path)).status_code == 200


async def test_a_house_entered_by_mistake_goes_and_takes_its_flats_out_of_the_count(home: Center) -> None:
    house = await home.house()
    path = f"{home.path}/houses/{house['id']}"
    assert (await home.manager.delete(path)).status_code == 428
    assert (await home.manager.delete(path, headers={"if-match": '"7"'})).status_code == 412
    assert (await home.manager.delete(path, headers=if_match(house))).status_code == 204
    assert (await home.api.get(path)).status_code == 404
