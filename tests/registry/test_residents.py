"""A resident's card: entered, seen, changed and erased by those who may."""

import json
from collections.abc import Mapping
from typing import Any

import asyncpg
import pytest

from tests.registry.making import (
    Center,
    DatabaseOf,
    a_mail,
    a_phone,
    if_match,
    make_resident,
    rows,
)

FACTS = "select type, data from outbox where center_id = $1 and type like 'registry.resident.%' order by id"
AUDIT = (
    "select id, action, actor_role, about_id, ground, evidence from audit where center_id = $1 order by id"
)


def card(home: Center, resident: Mapping[str, Any]) -> str:
    return f"{home.path}/residents/{resident['id']}"


async def test_a_manager_enters_a_resident_who_sees_their_own_card(home: Center) -> None:
    house = await home.house()
    made = await home.enter(
        family_name=" Петрова ", patronymic="Ильинична", phone="8 (916) 123-45-67", house_id=house["id"],
        flat="12а", birth_year=1950,
    )  # fmt: skip
    seen = await home.resident(made["id"]).get(card(home, made))
    assert seen.json() == made
    assert made["name"] == "Петрова Анна Ильинична"
    assert (made["phone"], made["flat"], made["adult"], made["way"]) == ("+79161234567", "12а", True, "mail")
    assert seen.headers["etag"] == '"1"'


async def test_only_managers_of_the_center_enter_residents(home: Center, foreign: Center) -> None:
    path, body = f"{home.path}/residents", make_resident()
    resident = await home.enter()
    assert (await home.api.post(path, json=body)).status_code == 401
    assert (await home.resident(resident["id"]).post(path, json=body)).status_code == 403
    assert (await home.api.as_(home.tokens.operator()).post(path, json=body)).status_code == 403
    assert (await foreign.manager.post(path, json=body)).status_code == 404


async def test_a_resident_sees_no_other_card(home: Center, foreign: Center) -> None:
    one, other = await home.enter(), await home.enter()
    assert (await home.resident(one["id"]).get(card(home, other))).status_code == 404
    assert (await foreign.manager.get(card(home, one))).status_code == 404
    assert (await foreign.manager.get(card(foreign, one))).status_code == 404
    assert (await home.api.as_(home.tokens.city()).get(card(home, one))).status_code == 403


async def test_a_contact_belongs_to_one_resident_of_a_center(home: Center, foreign: Center) -> None:
    mail = a_mail()
    await home.enter(mail=mail)
    again = await home.manager.post(f"{home.path}/residents", json=make_resident(mail=mail.upper()))
    assert (again.status_code, again.json()["code"]) == (409, "residents.contact-taken")
    assert (await foreign.enter(mail=mail))["mail"] == mail


async def test_a_person_without_contacts_is_entered_on_some_ground(
    home: Center, database_of: DatabaseOf
) -> None:
    body = make_resident(mail=None, channel="visit")
    answer = await home.manager.post(f"{home.path}/residents", json=body)
    assert answer.json()["errors"][0]["pointer"] == "/ground"
    made = await home.enter(mail=None, channel="visit", ground="попросила при обходе дома")
    assert (made["way"], made["phone"], made["mail"]) == ("visit", None, None)
    dsn = await database_of("registry")
    noted = await rows(dsn, AUDIT, home.id)
    (said,) = await rows(dsn, "select line, ground from audit_words", center=home.id)
    assert said == {"line": noted[-1]["id"], "ground": "попросила при обходе дома"}
    assert (noted[-1]["action"], noted[-1]["evidence"]) == ("resident.registered", "visit")


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"family_name": " \x00 "}, "/family_name"),
        ({"given_name": "А" * 61}, "/given_name"),
        ({"phone": "12345"}, "/phone"),
        ({"mail": "anna@"}, "/mail"),
        ({"way": "phone"}, "/way"),
        ({"flat": "12"}, "/flat"),
        ({"house_id": "01939d3e-0000-7000-8000-000000000000"}, "/house_id"),
        ({"birth_year": 1899}, "/birth_year"),
        ({"birth_year": 2099}, "/birth_year"),
        ({"birth_year": 1950, "adult": False}, "/adult"),
        ({"language": "de"}, "/language"),
        ({"channel": "telepathy"}, "/channel"),
    ],
)
async def test_what_cannot_be_is_refused_at_its_place(
    home: Center, wrong: dict[str, object], pointer: str
) -> None:
    answer = await home.manager.post(f"{home.path}/residents", json=make_resident(**wrong))
    assert answer.status_code == 422, answer.text
    assert [one["pointer"] for one in answer.json()["errors"]] == [pointer]


async def test_a_house_of_another_center_is_unknown(home: Center, foreign: Center) -> None:
    house = await foreign.house()
    answer = await home.manager.post(f"{home.path}/residents", json=make_resident(house_id=house["id"]))
    assert answer.json()["errors"][0]["pointer"] == "/house_id"


async def test_neighbors_of_one_flat_share_its_id(home: Center) -> None:
    house = (await home.house())["id"]
    first, second, third = [await home.enter(house_id=house, flat=flat) for flat in ("12", " 12 ", "13")]
    assert first["premises_id"] == second["premises_id"] != third["premises_id"]


async def test_a_resident_changes_their_own_card(home: Center) -> None:
    made = await home.enter(patronymic="Ильинична")
    answer = await home.resident(made["id"]).patch(
        card(home, made),
        json={"family_name": "Ёлкина", "patronymic": None, "language": "en"},
        headers=if_match(made),
    )
    assert answer.json() == made | {
        "name": "Ёлкина Анна", "family_name": "Ёлкина", "patronymic": None, "language": "en", "version": 2
    }  # fmt: skip


async def test_a_resident_does_not_change_contacts_or_others(home: Center, foreign: Center) -> None:
    made, other = await home.enter(), await home.enter()
    me = home.resident(made["id"])
    taken = await me.patch(card(home, made), json={"phone": a_phone()}, headers=if_match(made))
    assert (taken.status_code, taken.json()["code"]) == (403, "residents.contacts-by-manager")
    assert (
        await me.patch(card(home, other), json={"language": "en"}, headers=if_match(other))
    ).status_code == 404
    stranger = foreign.manager
    assert (await stranger.patch(card(home, made), json={}, headers=if_match(made))).status_code == 404


async def test_a_manager_changes_contacts_and_the_way_follows(home: Center) -> None:
    made = await home.enter()
    phone = a_phone()
    changed = await home.manager.patch(
        card(home, made),
        json={"phone": phone, "mail": None, "ground": "сказала сама"},
        headers=if_match(made),
    )
    assert changed.json() == made | {
        "phone": phone, "mail": None, "way": "phone", "ground": "сказала сама", "version": 2,
    }  # fmt: skip
    other = await home.enter()
    taken = await home.manager.patch(
        card(home, other), json={"phone": phone, "ground": "сказала"}, headers=if_match(other)
    )
    assert taken.status_code == 409
    lacking = await home.manager.patch(
        card(home, other), json={"way": "messenger", "channel": "visit"}, headers=if_match(other)
    )
    assert lacking.json()["errors"][0]["pointer"] == "/way"


async def test_a_card_seen_long_ago_is_not_overwritten(home: Center) -> None:
    made = await home.enter()
    await home.manager.patch(
        card(home, made), json={"mail": a_mail(), "ground": "сказала"}, headers=if_match(made)
    )
    late = await home.manager.patch(
        card(home, made), json={"language": "en", "channel": "visit"}, headers=if_match(made)
    )
    assert late.status_code == 412
    assert (
        await home.manager.patch(card(home, made), json={"language": "en", "channel": "visit"})
    ).status_code == 428
    assert (await home.manager.delete(card(home, made), headers=if_match(made))).status_code == 412
    assert (await home.manager.delete(card(home, made))).status_code == 428


async def test_facts_carry_ids_and_codes_only(home: Center, database_of: DatabaseOf) -> None:
    house = (await home.house())["id"]
    made = await home.enter(channel="paper", house_id=house, flat="12", phone=a_phone())
    moved = await home.manager.patch(
        card(home, made), json={"flat": "13", "channel": "visit"}, headers=if_match(made)
    )
    renamed = await home.manager.patch(
        card(home, made), json={"given_name": "Инна", "channel": "visit"}, headers=if_match(moved.json())
    )
    await home.manager.delete(card(home, made), headers=if_match(renamed.json()))
    told = await rows(await database_of("registry"), FACTS, home.id)
    where = {"resident_id": made["id"], "house_id": house, "adult": True}
    assert [(one["type"], json.loads(one["data"])) for one in told] == [
        ("registry.resident.joined.v1", where | {"premises_id": made["premises_id"], "channel": "paper"}),
        ("registry.resident.changed.v1", where | {"premises_id": moved.json()["premises_id"]}),
        ("registry.resident.erased.v1", {"resident_id": made["id"]}),
    ]


async def test_every_reading_by_another_is_logged(home: Center, database_of: DatabaseOf) -> None:
    made = await home.enter()
    await home.resident(made["id"]).get(card(home, made))
    await home.manager.get(card(home, made))
    await home.manager.get(f"{home.path}/residents")
    noted = await rows(await database_of("registry"), AUDIT, home.id)
    assert [(one["action"], one["actor_role"]) for one in noted[-3:]] == [
        ("resident.registered", "manager"), ("resident.read", "manager"), ("residents.listed", "manager")
    ]  # fmt: skip
    assert str(noted[-2]["about_id"]) == made["id"]
    assert noted[-1]["evidence"] == made["id"]


async def test_the_log_cannot_be_rewritten(home: Center, database_of: DatabaseOf) -> None:
    dsn = await database_of("registry")
    for statement in ("update audit set action = 'x'", "delete from audit", "truncate audit"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await rows(dsn, statement)


async def test_an_erased_resident_is_gone_everywhere_here(home: Center, database_of: DatabaseOf) -> None:
    body = make_resident(family_name="Канарейкина")
    entered = await home.manager.post(
        f"{home.path}/residents", json=body, headers={"idempotency-key": body["mail"]}
    )
    made = entered.json()
    gone = await home.resident(made["id"]).delete(card(home, made), headers=if_match(made))
    assert (gone.status_code, gone.content) == (204, b"")
    assert (await home.manager.get(card(home, made))).status_code == 404
    assert (await home.manager.delete(card(home, made), headers=if_match(made))).status_code == 404
    dsn = await database_of("registry")
    for table in ("residents", "resident_contacts", "search_words", "search_entries", "twin_keys"):
        assert await rows(dsn, f"select * from {table}", center=home.id) == []
    kept = await rows(dsn, "select convert_from(body, 'UTF8') as body from idempotency")
    assert not [one for one in kept if made["id"] in one["body"] or "Канарейкина" in one["body"]]
    assert (await home.enter(mail=body["mail"]))["id"] != made["id"]


async def test_a_resident_erases_nobody_else(home: Center, foreign: Center) -> None:
    one, other = await home.enter(), await home.enter()
    assert (
        await home.resident(one["id"]).delete(card(home, other), headers=if_match(other))
    ).status_code == 404
    assert (await foreign.manager.delete(card(home, other), headers=if_match(other))).status_code == 404
    assert (await home.manager.get(card(home, other))).status_code == 200


async def test_the_same_key_enters_one_resident(home: Center, database_of: DatabaseOf) -> None:
    body = make_resident()
    headers = {"idempotency-key": body["mail"]}
    first, second = [
        await home.manager.post(f"{home.path}/residents", json=body, headers=headers) for _ in range(2)
    ]
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    joined = await rows(await database_of("registry"), FACTS, home.id)
    assert len(joined) == 1


async def test_those_who_are_named_are_listed_in_one_answer(home: Center, foreign: Center) -> None:
    one, other, _ = [await home.enter() for _ in range(3)]
    stranger = await foreign.enter()
    wanted = {"ids": [one["id"], other["id"], stranger["id"]]}
    listed = await home.manager.get(f"{home.path}/residents", params=wanted)
    assert {each["id"] for each in listed.json()["items"]} == {one["id"], other["id"]}
    many = {"ids": [one["id"]] * 101}
    assert (await home.manager.get(f"{home.path}/residents", params=many)).status_code == 422


async def test_those_of_one_flat_are_listed_whatever_their_house_holds(home: Center) -> None:
    house = (await home.house())["id"]
    one, other = [await home.enter(house_id=house, flat="7") for _ in range(2)]
    await home.enter(house_id=house, flat="8")
    listed = await home.manager.get(f"{home.path}/residents", params={"premises_id": one["premises_id"]})
    assert [each["id"] for each in listed.json()["items"]] == [other["id"], one["id"]]
    nowhere = await home.manager.get(f"{home.path}/residents", params={"premises_id": house})
    assert nowhere.json()["items"] == []
