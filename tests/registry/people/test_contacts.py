"""A resident has several contacts, each with its own reach, and is never left unreachable by mistake."""

from typing import Any

import pytest

from tests.registry.conftest import Mailbox
from tests.registry.making import Center, DatabaseOf, a_mail, a_phone, if_match, rows

Json = dict[str, Any]  # Any: JSON


def contacts(home: Center, person: Json) -> str:
    return f"{home.path}/residents/{person['id']}/contacts"


async def added(home: Center, person: Json, **body: object) -> Json:
    answer = await home.manager.post(
        contacts(home, person), json={"kind": "phone", "value": a_phone(), "ground": "сказала сама", **body}
    )
    assert answer.status_code == 201, answer.text
    made: Json = answer.json()
    return made


async def test_several_contacts_stand_beside_each_other_and_one_is_preferred(home: Center) -> None:
    person = await home.enter(phone=a_phone())
    second = await added(home, person, preferred=True)
    third = await added(home, person, kind="messenger", value="@anna_petrova")
    listed = (await home.resident(person["id"]).get(contacts(home, person))).json()["items"]
    assert [one["value"] for one in listed] == [
        second["value"],
        person["phone"],
        person["mail"],
        third["value"],
    ]
    assert [one["preferred"] for one in listed] == [True, False, False, False]
    card = (await home.manager.get(f"{home.path}/residents/{person['id']}")).json()
    assert card["phone"] == second["value"]


async def test_another_preferred_contact_takes_the_preference(home: Center) -> None:
    person = await home.enter()
    first = await added(home, person, preferred=True)
    await added(home, person, preferred=True)
    listed = (await home.manager.get(contacts(home, person))).json()["items"]
    assert [one["preferred"] for one in listed].count(True) == 1
    assert listed[0]["id"] != first["id"]


async def test_a_contact_of_somebody_else_is_refused(home: Center, foreign: Center) -> None:
    one, other = await home.enter(), await home.enter(phone=a_phone())
    taken = {"kind": "phone", "value": other["phone"], "ground": "сказала сама"}
    assert (await home.manager.post(contacts(home, one), json=taken)).status_code == 409
    assert (await foreign.manager.post(contacts(home, one), json=taken)).status_code == 404
    elsewhere = await foreign.enter()
    assert (await foreign.manager.post(contacts(foreign, elsewhere), json=taken)).status_code == 201


async def test_a_new_number_is_entered_by_a_manager_only(home: Center) -> None:
    one, other = await home.enter(), await home.enter()
    me = home.resident(one["id"])
    refused = await me.post(contacts(home, one), json={"kind": "phone", "value": a_phone()})
    assert (refused.status_code, refused.json()["code"]) == (403, "contacts.unproven")
    name = {"kind": "messenger", "value": "vk.com/anna"}
    assert (await me.post(contacts(home, one), json=name)).status_code == 201
    assert (await me.post(contacts(home, other), json=name)).status_code == 404
    assert (await me.get(contacts(home, other))).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"value": "12345"},
        {"kind": "mail", "value": "\u202e\x00@example.org"},
        {"kind": "mail", "value": "анна@"},
        {"kind": "messenger", "value": "\u202e\u200b"},
        {"kind": "pigeon"},
        {"open_to": "everybody"},
        {"value": "9" * 301},
    ],
    ids=str,
)
async def test_what_is_no_contact_is_refused_beside_its_field(home: Center, wrong: Json) -> None:
    person = await home.enter()
    body = {"kind": "phone", "value": a_phone(), "ground": "сказала сама", **wrong}
    answer = await home.manager.post(contacts(home, person), json=body)
    assert answer.status_code == 422, answer.text
    (field,) = [one["pointer"] for one in answer.json()["errors"]]
    assert field.removeprefix("/") in wrong


async def test_invisible_marks_of_a_copied_contact_are_left_out(home: Center) -> None:
    person, phone = await home.enter(), a_phone()
    assert (await added(home, person, value=f"\u202a{phone}\u202c\x00"))["value"] == phone
    mail = await added(home, person, kind="mail", value="\u202eanna.marks@example.org")
    assert mail["value"] == "anna.marks@example.org"
    again = {"kind": "mail", "value": "anna.marks@example.org", "ground": "сказала сама"}
    assert (await home.manager.post(contacts(home, await home.enter()), json=again)).status_code == 409


async def test_a_contact_for_sign_in_alone_is_seen_by_its_owner_only(home: Center) -> None:
    person = await home.enter(mail=a_mail())
    (mail,) = (await home.resident(person["id"]).get(contacts(home, person))).json()["items"]
    path = f"{contacts(home, person)}/{mail['id']}"
    closed = await home.resident(person["id"]).patch(
        path, json={"open_to": "sign_in"}, headers=if_match(mail)
    )
    assert closed.json()["value"] == person["mail"]
    (seen,) = (await home.manager.get(contacts(home, person))).json()["items"]
    assert seen["value"] is None
    card = (await home.manager.get(f"{home.path}/residents/{person['id']}")).json()
    assert (card["mail"], card["way"]) == (None, "visit")
    found = await home.manager.get(f"{home.path}/residents", params={"q": person["mail"]})
    assert found.json()["items"] == []
    force = {"open_to": "center", "ground": "сказала сама"}
    forced = await home.manager.patch(path, json=force, headers=if_match(closed.json()))
    assert (forced.status_code, forced.json()["code"]) == (403, "contacts.closed")
    opened = await home.resident(person["id"]).patch(
        path, json={"open_to": "center"}, headers=if_match(closed.json())
    )
    assert opened.status_code == 200


async def test_a_changed_value_is_unproven_again_and_versions_are_kept(
    home: Center, database_of: DatabaseOf
) -> None:
    person = await home.enter()
    contact = await added(home, person)
    path = f"{contacts(home, person)}/{contact['id']}"
    said = {"value": a_phone(), "ground": "позвонила", "channel": "phone"}
    changed = await home.manager.patch(path, json=said, headers=if_match(contact))
    assert (changed.json()["verified_at"], changed.json()["version"]) == (None, 2)
    late = await home.manager.patch(path, json=said, headers=if_match(contact))
    assert late.status_code == 412
    assert (await home.manager.patch(path, json=said)).status_code == 428
    noted = await rows(
        await database_of("registry"),
        "select action, ground, evidence from audit where about_id = $1 order by id",
        person["id"],
    )
    assert (noted[-1]["action"], noted[-1]["evidence"]) == ("contact.changed", "phone")
    assert noted[-1]["ground"]


async def test_the_last_contact_goes_only_where_a_ground_is_written(home: Center) -> None:
    person = await home.enter()
    card = f"{home.path}/residents/{person['id']}"
    (mail,) = (await home.manager.get(contacts(home, person))).json()["items"]
    path = f"{contacts(home, person)}/{mail['id']}"
    refused = await home.manager.delete(path, headers=if_match(mail))
    assert refused.json()["errors"][0]["pointer"] == "/ground"
    refused = await home.manager.patch(card, json={"mail": None}, headers=if_match(person))
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "contacts.ground-missing")
    kept = await home.manager.patch(
        card, json={"mail": None, "ground": "почту закрыла, телефона нет"}, headers=if_match(person)
    )
    assert (kept.json()["mail"], kept.json()["way"]) == (None, "visit")
    assert kept.json()["ground"] == "почту закрыла, телефона нет"


async def test_signing_in_proves_the_contact_that_was_used(home: Center, mailbox: Mailbox) -> None:
    person = await home.enter(phone=a_phone())
    proof = await asked(home, mailbox, person["mail"])
    assert (await home.api.post("/sign-in/tokens", json=proof)).status_code == 200
    listed = (await home.manager.get(contacts(home, person))).json()["items"]
    assert {one["kind"]: one["verified_at"] is not None for one in listed} == {"mail": True, "phone": False}


async def test_an_own_contact_is_added_with_the_code_that_arrived_there(
    home: Center, mailbox: Mailbox
) -> None:
    person, mail = await home.enter(), a_mail()
    me = home.resident(person["id"])
    proof = await asked(home, mailbox, mail)
    other = {"kind": "mail", "value": a_mail(), **proof}
    assert (await me.post(contacts(home, person), json=other)).status_code == 403
    wrong = {"kind": "mail", "value": mail, **proof, "code": "no code"}
    assert (await me.post(contacts(home, person), json=wrong)).json()["errors"][0]["pointer"] == "/code"
    made = await me.post(contacts(home, person), json={"kind": "mail", "value": mail, **proof})
    assert (made.status_code, made.json()["value"]) == (201, mail)
    assert made.json()["verified_at"]
    again = await me.post(contacts(home, person), json={"kind": "mail", "value": mail, **proof})
    assert (again.status_code, again.json()["code"]) == (409, "sign-in.request-over")


async def asked(home: Center, mailbox: Mailbox, contact: str) -> Json:
    """A request for a code, and the code that arrived."""
    answer = await home.api.post("/sign-in/codes", json={"contact": contact})
    assert answer.status_code == 202, answer.text
    return {"request_id": answer.json()["request_id"], "code": mailbox.to(contact)[-1].code}


async def test_one_telephone_for_two_opens_the_card_of_its_holder_alone(
    home: Center, mailbox: Mailbox
) -> None:
    wife, mail = await home.enter(mail=None, phone=(phone := a_phone())), a_mail()
    taken = {"kind": "phone", "value": phone, "ground": "сказали оба"}
    husband = await home.enter(mail=mail, given_name="Пётр")
    assert (await home.manager.post(contacts(home, husband), json=taken)).status_code == 409
    shared = await added(home, husband, **taken, shared=True)
    assert (shared["shared"], shared["open_to"]) == (True, "center")
    card = (await home.manager.get(f"{home.path}/residents/{husband['id']}")).json()
    assert card["phone"] == phone
    signed = await home.api.post("/sign-in/tokens", json=await asked(home, mailbox, phone))
    assert signed.json()["resident_id"] == wife["id"]
    path = f"{contacts(home, husband)}/{shared['id']}"
    own = {"shared": False, "ground": "сказал, что теперь его"}
    assert (await home.manager.patch(path, json=own, headers=if_match(shared))).status_code == 409
    (hers,) = (await home.manager.get(contacts(home, wife))).json()["items"]
    gone = await home.manager.delete(
        f"{contacts(home, wife)}/{hers['id']}",
        params={"ground": "отдала номер мужу"},
        headers=if_match(hers),
    )
    assert gone.status_code == 204, gone.text
    assert (await home.manager.patch(path, json=own, headers=if_match(shared))).status_code == 200
    signed = await home.api.post("/sign-in/tokens", json=await asked(home, mailbox, phone))
    assert signed.json()["resident_id"] == husband["id"]


async def test_two_who_share_a_telephone_are_no_duplicates_of_each_other(
    home: Center, database_of: DatabaseOf
) -> None:
    phone, lone = a_phone(), {"mail": None, "ground": "один телефон на двоих"}
    wife = await home.enter(phone=phone, **lone)
    refused = await home.manager.post(
        f"{home.path}/residents",
        json={"family_name": "Петров", "given_name": "Пётр", "phone": phone, "shared": True},
    )
    assert refused.json()["errors"][0]["pointer"] == "/ground"
    husband = await home.enter(family_name="Петров", given_name="Пётр", phone=phone, shared=True, **lone)
    keys = await rows(
        await database_of("registry"),
        "select resident_id from twin_keys where center_id = $1 and key = $2",
        home.id,
        f"c|{phone}",
        center=home.id,
    )
    assert [str(one["resident_id"]) for one in keys] == [wife["id"]]
    found = await home.manager.get(f"{home.path}/residents", params={"q": phone})
    assert {one["id"] for one in found.json()["items"]} == {wife["id"], husband["id"]}


async def test_those_of_one_household_share_a_telephone_by_its_code(home: Center, mailbox: Mailbox) -> None:
    house = (await home.house())["id"]
    one, other = [await home.enter(house_id=house, flat="7") for _ in range(2)]
    proof = await asked(home, mailbox, one["mail"])
    body = {"kind": "mail", "value": one["mail"], **proof}
    me = home.resident(other["id"])
    assert (await me.post(contacts(home, other), json=body)).status_code == 409
    together = {"with_resident": one["id"], "ground": "сказали оба"}
    joined = await home.manager.post(f"{home.path}/residents/{other['id']}/household", json=together)
    assert joined.status_code == 201, joined.text
    made = await me.post(contacts(home, other), json=body | await asked(home, mailbox, one["mail"]))
    assert (made.status_code, made.json()["shared"]) == (201, True), made.text
    assert made.json()["verified_at"]


async def test_a_manager_says_on_whose_word_a_contact_is_changed(home: Center) -> None:
    person = await home.enter(phone=a_phone())
    silent = {"kind": "mail", "value": a_mail()}
    refused = await home.manager.post(contacts(home, person), json=silent)
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "contacts.ground-missing")
    contact = (await home.manager.get(contacts(home, person))).json()["items"][0]
    path = f"{contacts(home, person)}/{contact['id']}"
    assert (
        await home.manager.patch(path, json={"preferred": True}, headers=if_match(contact))
    ).status_code == 422
    assert (await home.manager.delete(path, headers=if_match(contact))).status_code == 422
    told = {"preferred": True, "ground": "попросила на встрече"}
    assert (await home.manager.patch(path, json=told, headers=if_match(contact))).status_code == 200
    log = await home.resident(person["id"]).get(f"{home.path}/audit", params={"about": person["id"]})
    (line,) = [one for one in log.json()["items"] if one["action"] == "contact.changed"]
    assert (line["deed"], line["ground"]) == (True, "попросила на встрече")
