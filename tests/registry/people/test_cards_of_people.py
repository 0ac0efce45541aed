"""What a card may hold: flats that are there, names as people bear them, languages, how somebody came."""

import asyncio
from typing import Any

import pytest

from tests.registry.making import Center, if_match, make_resident

Json = dict[str, Any]  # Any: JSON


async def test_a_flat_beyond_the_house_is_refused_beside_its_field(home: Center) -> None:
    house = await home.house(flats=40)
    for flat in ("41", "0041а", "9999999999"):
        body = make_resident(house_id=house["id"], flat=flat)
        refused = await home.manager.post(f"{home.path}/residents", json=body)
        (error,) = refused.json()["errors"]
        assert (error["pointer"], error["code"]) == ("/flat", "residents.flat-beyond")
        assert "с 1 по 40" in error["message"]
    made = await home.enter(house_id=house["id"], flat="40")
    moved = await home.manager.patch(
        f"{home.path}/residents/{made['id']}", json={"flat": "41", "channel": "visit"}, headers=if_match(made)
    )
    assert moved.json()["errors"][0]["pointer"] == "/flat"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"family_name": "О’Хара-Салтыкова"}, "О’Хара-Салтыкова"),
        ({"family_name": "Ш" * 40}, "Ш" * 40),
        ({"family_name": "\u202eПетрова\u202c"}, "Петрова"),
        ({"family_name": "Пет\x00рова"}, "Петрова"),
        ({"family_name": "Петрова\U0001f33b"}, "Петрова\U0001f33b"),
        ({"family_name": "  Д'Артаньян   де  Бац "}, "Д'Артаньян де Бац"),
    ],
    ids=["apostrophe", "forty", "right-to-left", "nul", "emoji", "spaces"],
)
async def test_names_are_kept_as_people_bear_them(home: Center, typed: Json, kept: str) -> None:
    made = await home.enter(**typed)
    assert made["family_name"] == kept


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"languages": ["klingon"]}, "/languages/0"),
        ({"languages": ["ru"] * 11}, "/languages"),
        ({"source": "telepathy"}, "/source"),
        ({"family_name": "А" * 100_000}, "/family_name"),
        ({"family_name": "\u202e\u200b"}, "/family_name"),
        ({"birth_year": 19999}, "/birth_year"),
        ({"birth_year": "тысяча"}, "/birth_year"),
    ],
)
async def test_what_cannot_be_is_refused_at_its_place(home: Center, wrong: Json, pointer: str) -> None:
    answer = await home.manager.post(f"{home.path}/residents", json=make_resident(**wrong))
    assert answer.status_code == 422, answer.text
    assert [one["pointer"] for one in answer.json()["errors"]] == [pointer]


async def test_languages_and_source_are_kept_and_changed(home: Center) -> None:
    made = await home.enter(languages=["tt", "ru", "tt"], source="friend")
    assert (made["languages"], made["source"]) == (["tt", "ru"], "friend")
    path = f"{home.path}/residents/{made['id']}"
    changed = await home.resident(made["id"]).patch(path, json={"languages": []}, headers=if_match(made))
    assert (changed.json()["languages"], changed.json()["source"]) == ([], "friend")
    refused = await home.resident(made["id"]).patch(
        path, json={"source": "event"}, headers=if_match(changed.json())
    )
    assert refused.status_code == 403


async def test_moving_to_another_flat_leaves_the_household(home: Center) -> None:
    house = (await home.house())["id"]
    one, other = [await home.enter(house_id=house, flat="7") for _ in range(2)]
    path = f"{home.path}/residents/{one['id']}/household"
    begun = await home.resident(one["id"]).post(path, json={})
    word = begun.json()["word"]
    joined = await home.resident(other["id"]).post(
        f"{home.path}/residents/{other['id']}/household", json={"word": f" {word.lower()} "}
    )
    assert [one["name"] for one in joined.json()["members"]] == ["Анна", "Анна"]
    assert {one["resident_id"] for one in joined.json()["members"]} == {None}
    moved = await home.manager.patch(
        f"{home.path}/residents/{other['id']}",
        json={"flat": "8", "channel": "visit"},
        headers=if_match(other),
    )
    assert moved.status_code == 200
    assert len((await home.manager.get(path)).json()["members"]) == 1


async def test_a_household_is_joined_only_from_its_own_flat(home: Center) -> None:
    house = (await home.house())["id"]
    one, other = await home.enter(house_id=house, flat="7"), await home.enter(house_id=house, flat="8")
    homeless = await home.enter()
    word = (
        await home.resident(one["id"]).post(f"{home.path}/residents/{one['id']}/household", json={})
    ).json()["word"]
    path = f"{home.path}/residents/{other['id']}/household"
    assert (await home.resident(other["id"]).post(path, json={"word": word})).status_code == 422
    assert (await home.resident(one["id"]).get(path)).status_code == 404
    refused = await home.manager.post(path, json={"with_resident": one["id"], "ground": "сказали обе"})
    assert refused.json()["errors"][0]["pointer"] == "/with_resident"
    alone = f"{home.path}/residents/{homeless['id']}/household"
    assert (await home.resident(homeless["id"]).post(alone, json={})).json()[
        "code"
    ] == "households.flat-missing"


async def test_a_manager_enters_that_two_belong_together_with_a_ground(home: Center) -> None:
    house = (await home.house())["id"]
    one, other = [await home.enter(house_id=house, flat="7") for _ in range(2)]
    path = f"{home.path}/residents/{one['id']}/household"
    body = {"with_resident": other["id"]}
    assert (await home.manager.post(path, json=body)).json()["errors"][0]["pointer"] == "/ground"
    assert (await home.manager.post(path, json={"ground": "сама"})).status_code == 403
    together = await home.manager.post(path, json=body | {"ground": "сказали обе"})
    assert {member["resident_id"] for member in together.json()["members"]} == {one["id"], other["id"]}
    assert together.json()["word"] is None
    assert (await home.resident(other["id"]).delete(path)).status_code == 404
    assert (await home.resident(one["id"]).delete(path)).status_code == 204
    assert (await home.manager.get(path)).status_code == 404


async def test_of_two_put_together_with_each_other_at_once_one_says_it_and_one_hears_it_is_said(
    home: Center,
) -> None:
    house = (await home.house())["id"]
    for flat in range(1, 6):
        one, other = [await home.enter(house_id=house, flat=str(flat)) for _ in range(2)]
        answers = await asyncio.gather(
            *(
                home.manager.post(
                    f"{home.path}/residents/{who['id']}/household",
                    json={"with_resident": whom["id"], "ground": "сказали обе"},
                )
                for who, whom in ((one, other), (other, one))
            )
        )
        assert sorted(answer.status_code for answer in answers) == [201, 409]
