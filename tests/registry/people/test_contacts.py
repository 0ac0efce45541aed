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
        contacts(home, person), json={"kind": "phone", "value": a_phone(), **body}
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
    taken = {"kind": "phone", "value": other["phone"]}
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
    body = {"kind": "phone", "value": a_phone(), **wrong}
    answer = await home.manager.post(contacts(home, person), json=body)
    assert answer.status_code == 422, answer.text
    (field,) = [one["pointer"] for one in answer.json()["errors"]]
    assert field.removeprefix("/") in wrong


async def test_invisible_marks_of_a_copied_contact_are_left_out(home: Center) -> None:
    person, phone = await home.enter(), a_phone()
    assert (await added(home, person, value=f"\u202a{phone}\u202c\x00"))["value"] == phone
    mail = await added(home, person, kind="mail", value="\u202eanna.marks@example.org")
    assert mail["value"] == "anna.marks@example.org"
    again = {"kind": "mail", "value": "anna.marks@example.org"}
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
    forced = await home.manager.patch(path, json={"open_to": "center"}, headers=if_match(closed.json()))
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
    changed = await home.manager.patch(path, json={"value": a_phone()}, headers=if_match(contact))
    assert (changed.json()["verified_at"], changed.json()["version"]) == (None, 2)
    late = await home.manager.patch(path, json={"preferred": True}, headers=if_match(contact))
    assert late.status_code == 412
    assert (await home.manager.patch(path, json={"preferred": True})).status_code == 428
    noted = await rows(
        await database_of("registry"),
        "select action from audit where about_id = $1 order by id",
        person["id"],
    )
    assert [one["action"] for one in noted][-1] == "contact.changed"


async def test_the_last_contact_goes_only_where_a_ground_is_written(home: Center) -> None:
    person = await home.enter()
    card = f"{home.path}/residents/{person['id']}"
    (mail,) = (await home.manager.get(contacts(home, person))).json()["items"]
    path = f"{contacts(home, person)}/{mail['id']}"
    refused = await home.manager.delete(path, headers=if_match(mail))
    assert refused.json()["errors"][0]["pointer"] == "/ground"
    refused = await home.manager.patch(card, json={"mail": None}, headers=if_match(person))
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/ground")
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
