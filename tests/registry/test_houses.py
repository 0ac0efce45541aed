"""Houses of a center's territory."""

import asyncio
import json
from uuid import UUID

import pytest

from tests.registry.making import Center, DatabaseOf, if_match, make_house, rows


async def test_a_manager_enters_a_house_that_everybody_sees(home: Center) -> None:
    house = await home.house()
    assert (await home.api.get(f"{home.path}/houses")).json() == {"items": [house], "next": None}
    assert (await home.api.get(f"{home.path}/houses/{house['id']}")).json() == house


async def test_others_do_not_enter_houses(home: Center, foreign: Center) -> None:
    assert (await home.api.post(f"{home.path}/houses", json=make_house())).status_code == 401
    assert (await foreign.manager.post(f"{home.path}/houses", json=make_house())).status_code == 404
    resident = await home.enter()
    answer = await home.resident(resident["id"]).post(f"{home.path}/houses", json=make_house())
    assert answer.status_code == 403


async def test_a_house_of_one_center_is_unknown_in_another(home: Center, foreign: Center) -> None:
    house = await home.house()
    assert (await home.api.get(f"{foreign.path}/houses/{house['id']}")).status_code == 404
    assert (await home.api.get(f"{foreign.path}/houses")).json()["items"] == []


async def test_an_address_is_entered_once_in_a_center(home: Center, foreign: Center) -> None:
    await home.house()
    again = await home.manager.post(f"{home.path}/houses", json=make_house(address=" Садовая,  7 "))
    assert (again.status_code, again.json()["code"]) == (409, "houses.address-taken")
    await foreign.house()


async def test_another_spelling_of_an_address_is_the_same_house_and_the_refusal_says_which(
    home: Center, foreign: Center
) -> None:
    await home.house(address="ул. Судейская, 1")
    body = make_house(address="улица Судейская, д. 1")
    again = await home.manager.post(f"{home.path}/houses", json=body)
    assert (again.status_code, again.json()["code"]) == (409, "houses.address-taken")
    assert again.json()["errors"] == [
        {
            "pointer": "/address",
            "code": "houses.address-taken",
            "message": "Этот дом уже внесён: «ул. Судейская, 1»",
        }
    ]
    assert len((await home.api.get(f"{home.path}/houses")).json()["items"]) == 1
    assert (await foreign.manager.post(f"{foreign.path}/houses", json=body)).status_code == 201


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ул. Садовая, 1", "ул. Садовая, 1А"),
        ("ул. Садовая, 1", "ул. Садовая, 1, корп. 2"),
        ("ул. Садовая, 1, корп. 2", "ул. Садовая, 1, стр. 2"),
        ("ул. Садовая, д. 1/2", "ул. Садовая, д. 1, корп. 2"),
        ("ул. Садовая, 1/2", "ул. Садовая, 2/1"),
        ("ул. Садовая, 1/2", "ул. Садовая, 12"),
        ("ул. Садовая, 1", "ул. Судейская, 1"),
        ("ул. Садовая, 1", "пер. Садовый, 1"),
        ("1-я Садовая, 2", "2-я Садовая, 1"),
    ],
)
async def test_neighboring_addresses_stay_two_houses(home: Center, one: str, other: str) -> None:
    await home.house(address=one)
    await home.house(address=other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ул. Садовая, д. 1/2", "Садовая, 1 / 2"),
        ("ул. Садовая, 1А/2", "Садовая ул., дом 1 а/2"),
        ("ул. Садовая, 1/2А", "Садовая, 1/2 А"),
    ],
)
async def test_a_house_at_a_corner_is_entered_once_however_its_number_is_spelt(
    home: Center, one: str, other: str
) -> None:
    await home.house(address=one)
    again = await home.manager.post(f"{home.path}/houses", json=make_house(address=other))
    assert (again.status_code, again.json()["code"]) == (409, "houses.address-taken")


async def test_an_address_is_not_corrected_into_that_of_another_house(home: Center) -> None:
    await home.house(address="ул. Садовая, 1")
    house = await home.house(address="ул. Садовая, 2")
    path = f"{home.path}/houses/{house['id']}"
    refused = await home.manager.patch(path, json={"address": "Садовая, д. 1"}, headers=if_match(house))
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (409, "/address")
    assert (await home.api.get(path)).json() == house
    respelt = await home.manager.patch(path, json={"address": "Садовая, д. 2"}, headers=if_match(house))
    assert (respelt.status_code, respelt.json()["address"]) == (200, "Садовая, д. 2")


async def test_of_managers_who_enter_one_house_at_once_one_succeeds(home: Center) -> None:
    spelt = ("ул. Садовая, 1", "улица Садовая, д. 1", "Садовая ул., 1", "Садовая, дом 1")
    bodies = [make_house(address=address) for address in spelt]
    answers = await asyncio.gather(*(home.manager.post(f"{home.path}/houses", json=one) for one in bodies))
    assert sorted(one.status_code for one in answers) == [201, 409, 409, 409]


@pytest.mark.parametrize("wrong", [{"flats": 0}, {"flats": 5001}, {"kind": "tent"}, {"address": " "}])
async def test_what_is_no_house_is_refused(home: Center, wrong: dict[str, object]) -> None:
    answer = await home.manager.post(f"{home.path}/houses", json=make_house(**wrong))
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == f"/{next(iter(wrong))}"


async def test_a_corrected_number_of_flats_is_told_without_the_address(
    home: Center, database_of: DatabaseOf
) -> None:
    house = await home.house()
    path = f"{home.path}/houses/{house['id']}"
    answer = await home.manager.patch(path, json={"flats": 41}, headers=if_match(house))
    assert answer.json() == house | {"flats": 41, "version": 2}
    told = await rows(
        await database_of("registry"),
        "select data from outbox where center_id = $1 and type = 'registry.house.entered.v1' order by id",
        home.id,
    )
    assert [json.loads(one["data"]) for one in told] == [
        {"house_id": house["id"], "kind": "apartment", "flats": flats} for flats in (40, 41)
    ]


async def test_a_house_seen_long_ago_is_not_overwritten(home: Center) -> None:
    house = await home.house()
    path = f"{home.path}/houses/{house['id']}"
    await home.manager.patch(path, json={"flats": 41}, headers=if_match(house))
    assert (await home.manager.patch(path, json={"flats": 42}, headers=if_match(house))).status_code == 412
    assert (await home.manager.patch(path, json={"flats": 42})).status_code == 428


async def test_a_center_that_nobody_opened_has_no_houses(home: Center, center: UUID) -> None:
    assert (await home.api.get(f"/centers/{center}/houses")).status_code == 404
    stranger = home.api.as_(home.tokens.manager(center))
    assert (await stranger.post(f"/centers/{center}/houses", json=make_house())).status_code == 404
