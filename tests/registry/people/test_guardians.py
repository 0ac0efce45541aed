"""A child is entered by a grown-up who answers for them, who sees and changes the child's card."""

import asyncio
from typing import Any
from uuid import UUID

from services.registry.people.guardians.repository import wards_of
from services.registry.people.guardians.use_cases.come_of_age import grow_up
from services.registry.people.residents.repository import get_resident
from shared.kit.clock import now
from tests.registry.conftest import Mailbox
from tests.registry.making import Center, DatabaseOf, a_mail, if_match, make_resident, rows

Json = dict[str, Any]  # Any: JSON


def wards(home: Center, guardian: Json) -> str:
    return f"{home.path}/residents/{guardian['id']}/wards"


async def child_of(home: Center, guardian: Json, **body: object) -> Json:
    answer = await home.resident(guardian["id"]).post(
        wards(home, guardian),
        json={"family_name": "Петров", "given_name": "Миша", "birth_year": 2016, **body},
    )
    assert answer.status_code == 201, answer.text
    made: Json = answer.json()
    return made


async def test_a_guardian_enters_a_child_and_keeps_their_card(home: Center) -> None:
    house = (await home.house())["id"]
    mother = await home.enter(house_id=house, flat="7")
    child = await child_of(home, mother)
    assert (child["adult"], child["premises_id"]) == (False, mother["premises_id"])
    me, path = home.resident(mother["id"]), f"{home.path}/residents/{child['id']}"
    assert (await me.get(path)).json() == child
    changed = await me.patch(path, json={"given_name": "Михаил"}, headers=if_match(child))
    assert changed.json()["given_name"] == "Михаил"
    listed = (await me.get(wards(home, mother))).json()["items"]
    assert [(one["name"], one["bond"]) for one in listed] == [("Петров Михаил", "parent")]
    async with home.api.app.state.database.transaction(home.id) as session:
        assert await wards_of(session, home.id, UUID(mother["id"])) == [UUID(child["id"])]


async def test_a_child_alone_is_refused(home: Center) -> None:
    body = make_resident(birth_year=2016, ground="пришёл сам")
    alone = await home.manager.post(f"{home.path}/residents", json=body)
    assert (alone.status_code, alone.json()["errors"][0]["pointer"]) == (422, "/guardian_id")
    mother = await home.enter()
    groundless = make_resident(birth_year=2016, guardian_id=mother["id"])
    refused = await home.manager.post(f"{home.path}/residents", json=groundless)
    assert refused.json()["errors"][0]["pointer"] == "/ground"
    child = await child_of(home, mother)
    by_child = make_resident(birth_year=2017, guardian_id=child["id"], ground="брат")
    refused = await home.manager.post(f"{home.path}/residents", json=by_child)
    assert refused.json()["errors"][0]["code"] == "residents.guardian-a-child"


async def test_nobody_else_sees_the_child(home: Center, foreign: Center) -> None:
    mother, neighbor = await home.enter(), await home.enter()
    child = await child_of(home, mother)
    path = f"{home.path}/residents/{child['id']}"
    assert (await home.resident(neighbor["id"]).get(path)).status_code == 404
    assert (await home.resident(neighbor["id"]).get(wards(home, mother))).status_code == 404
    assert (await foreign.manager.get(wards(home, mother))).status_code == 404


async def test_a_child_is_never_left_without_a_grown_up(home: Center) -> None:
    mother, father = await home.enter(), await home.enter(given_name="Пётр")
    child = await child_of(home, mother)
    path = f"{home.path}/residents/{child['id']}/guardians"
    alone = await home.manager.delete(f"{path}/{mother['id']}")
    assert (alone.status_code, alone.json()["code"]) == (409, "guardians.last")
    assert (await home.manager.delete(f"{path}/{father['id']}")).status_code == 404
    shared = await home.manager.put(
        f"{path}/{father['id']}", json={"bond": "parent", "ground": "со слов матери"}
    )
    assert shared.status_code == 200, shared.text
    assert (await home.manager.delete(f"{path}/{mother['id']}")).status_code == 204
    left = (await home.manager.get(path)).json()["items"]
    assert [one["resident_id"] for one in left] == [father["id"]]
    assert (await home.resident(mother["id"]).get(f"{home.path}/residents/{child['id']}")).status_code == 404


async def test_erasing_a_guardian_says_what_becomes_of_the_children(home: Center) -> None:
    mother = await home.enter()
    child = await child_of(home, mother)
    card = f"{home.path}/residents/{mother['id']}"
    refused = await home.manager.delete(card, headers=if_match(mother))
    assert (refused.status_code, refused.json()["code"]) == (409, "residents.wards-left")
    gone = await home.manager.delete(card, params={"wards": "erase"}, headers=if_match(mother))
    assert gone.status_code == 204, gone.text
    assert (await home.manager.get(f"{home.path}/residents/{child['id']}")).status_code == 404


async def test_a_child_with_another_guardian_stays_when_one_is_erased(home: Center) -> None:
    mother, father = await home.enter(), await home.enter()
    child = await child_of(home, mother)
    path = f"{home.path}/residents/{child['id']}"
    await home.manager.put(f"{path}/guardians/{father['id']}", json={"ground": "оба пришли"})
    gone = await home.manager.delete(f"{home.path}/residents/{mother['id']}", headers=if_match(mother))
    assert gone.status_code == 204
    assert (await home.resident(father["id"]).get(path)).status_code == 200


async def test_somebody_who_came_of_age_is_nobodys_ward(home: Center) -> None:
    mother, grown = await home.enter(), await home.enter(birth_year=1990)
    put = await home.manager.put(
        f"{home.path}/residents/{grown['id']}/guardians/{mother['id']}", json={"ground": "сын"}
    )
    assert put.json()["errors"][0]["code"] == "residents.ward-grown-up"
    assert (await home.resident(mother["id"]).get(wards(home, mother))).json()["items"] == []


async def test_whoever_comes_of_age_speaks_for_themselves(home: Center, database_of: DatabaseOf) -> None:
    mother = await home.enter()
    grown, small = await child_of(home, mother), await child_of(home, mother, given_name="Маша")
    database = home.api.app.state.database
    async with database.transaction(home.id) as session:
        (await get_resident(session, home.id, UUID(grown["id"]))).birth_year = now().year - 18
    async with database.transaction(home.id) as session:
        await grow_up(session, home.id)
    listed = (await home.resident(mother["id"]).get(wards(home, mother))).json()["items"]
    assert [one["resident_id"] for one in listed] == [small["id"]]
    path = f"{home.path}/residents/{grown['id']}"
    assert (await home.resident(mother["id"]).get(path)).status_code == 404
    assert (await home.manager.get(path)).json()["adult"] is True
    told = await rows(
        await database_of("registry"),
        "select subject from outbox where center_id = $1 and type = 'registry.resident.changed.v1'",
        home.id,
    )
    assert [
        grown["id"] in one["subject"] or grown["id"].replace("-", "") in one["subject"] for one in told
    ] == [True]


async def test_a_household_is_gone_with_its_last_member(home: Center, database_of: DatabaseOf) -> None:
    house = (await home.house())["id"]
    alone = await home.enter(house_id=house, flat="7")
    await home.resident(alone["id"]).post(f"{home.path}/residents/{alone['id']}/household", json={})
    gone = await home.manager.delete(f"{home.path}/residents/{alone['id']}", headers=if_match(alone))
    assert gone.status_code == 204
    assert await rows(await database_of("registry"), "select * from households", center=home.id) == []


async def test_a_grown_up_becomes_no_child_by_a_slip_of_the_pen(home: Center) -> None:
    person = await home.enter(birth_year=1990)
    path = f"{home.path}/residents/{person['id']}"
    slip = {"birth_year": now().year - 10, "channel": "visit"}
    refused = await home.manager.patch(path, json=slip, headers=if_match(person))
    assert refused.json()["errors"][0]["code"] == "residents.guardian-missing"
    assert (
        await home.manager.patch(path, json={"adult": False, "channel": "visit"}, headers=if_match(person))
    ).status_code == 422
    assert (await home.manager.get(path)).json()["birth_year"] == 1990


async def test_a_child_joins_no_center_alone(home: Center, mailbox: Mailbox) -> None:
    mail = a_mail()
    asked = (await home.api.post("/sign-in/codes", json={"contact": mail})).json()
    body = {
        "request_id": asked["request_id"], "code": mailbox.to(mail)[-1].code,
        "family_name": "Петров", "given_name": "Миша", "adult": False,
    }  # fmt: skip
    alone = await home.api.post(f"{home.path}/join", json=body)
    assert (alone.status_code, alone.json()["errors"][0]["pointer"]) == (422, "/adult")
    grown = await home.api.post(f"{home.path}/join", json=body | {"adult": True})
    assert grown.status_code == 201
    contacts = f"{home.path}/residents/{grown.json()['id']}/contacts"
    (joined,) = (await home.manager.get(contacts)).json()["items"]
    assert joined["verified_at"]


async def test_a_guardian_who_has_asked_to_be_forgotten_is_not_counted_on(home: Center) -> None:
    mother, father = await home.enter(), await home.enter()
    child = await child_of(home, mother)
    guardians = f"{home.path}/residents/{child['id']}/guardians"
    await home.manager.put(f"{guardians}/{father['id']}", json={"ground": "оба пришли"})
    erasures = f"{home.path}/residents/{mother['id']}/erasures"
    asked = await home.resident(mother["id"]).post(erasures, json={})
    assert asked.status_code == 201, asked.text
    released = await home.manager.delete(f"{guardians}/{father['id']}")
    assert (released.status_code, released.json()["code"]) == (409, "guardians.last")
    own = home.resident(father["id"])
    erased = await own.post(f"{home.path}/residents/{father['id']}/erasures", json={})
    assert (erased.status_code, erased.json()["code"]) == (409, "residents.wards-left")
    card = f"{home.path}/residents/{father['id']}"
    gone = await home.manager.delete(card, headers=if_match(father))
    assert (gone.status_code, gone.json()["code"]) == (409, "residents.wards-left")


async def test_two_guardians_erased_at_once_do_not_leave_the_child_to_each_other(home: Center) -> None:
    mother, father = await home.enter(), await home.enter()
    child = await child_of(home, mother)
    path = f"{home.path}/residents/{child['id']}"
    await home.manager.put(f"{path}/guardians/{father['id']}", json={"ground": "оба пришли"})
    answers = await asyncio.gather(
        *(
            home.manager.delete(f"{home.path}/residents/{one['id']}", headers=if_match(one))
            for one in (mother, father)
        )
    )
    assert sorted(one.status_code for one in answers) == [204, 409]
    assert len((await home.manager.get(f"{path}/guardians")).json()["items"]) == 1


async def test_who_answers_for_a_child_is_changed_only_soon_after_signing_in(home: Center) -> None:
    mother, father = await home.enter(), await home.enter()
    bond = f"{home.path}/residents/{(await child_of(home, mother))['id']}/guardians/{father['id']}"
    long_ago = home.api.as_(home.tokens.of("manager", home.manager_id, [home.id], auth_time=1))
    for refused in (await long_ago.put(bond, json={"ground": "оба пришли"}), await long_ago.delete(bond)):
        assert (refused.status_code, refused.json()["code"]) == (403, "access.sign-in-again-needed")
    assert (await home.resident(father["id"]).get(bond.split("/guardians")[0])).status_code == 404
