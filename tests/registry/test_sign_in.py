"""Signing in by a one-time code that was sent to a contact."""

from typing import Any
from uuid import UUID

import pytest

from shared.testing.running import Api
from shared.testing.statements import statements
from shared.testing.tokens import Tokens
from tests.registry.conftest import Mailbox
from tests.registry.making import Center, DatabaseOf, a_mail, a_phone, if_match, rows

CODES, TOKENS = "/sign-in/codes", "/sign-in/tokens"


async def ask(api: Api, mailbox: Mailbox, contact: str, **more: object) -> dict[str, Any]:
    """A request with the code that arrived for it."""
    answer = await api.post(CODES, json={"contact": contact, **more})
    assert answer.status_code == 202, answer.text
    return {"request_id": answer.json()["request_id"], "code": mailbox.to(contact)[-1].code}


async def test_a_resident_signs_in_with_the_code_that_was_sent(home: Center, mailbox: Mailbox) -> None:
    made = await home.enter()
    proof = await ask(home.api, mailbox, made["mail"])
    signed = (await home.api.post(TOKENS, json=proof)).json()
    assert (signed["role"], signed["resident_id"], signed["expires_in"]) == ("resident", made["id"], 900)
    assert [one["id"] for one in signed["centers"]] == [str(home.id)]
    me = await home.api.as_(signed["access_token"]).get(f"{home.path}/residents/{made['id']}")
    assert me.json() == made


async def test_a_telephone_is_the_same_however_it_is_written(home: Center, mailbox: Mailbox) -> None:
    phone = a_phone()
    made = await home.enter(phone=phone, mail=None)
    answer = await home.api.post(CODES, json={"contact": f"8 ({phone[2:5]}) {phone[5:8]}-{phone[8:]}"})
    sent = mailbox.to(phone)[-1]
    assert (sent.way, sent.language) == ("phone", "ru")
    spaced = f" {sent.code[:3]} {sent.code[3:]} ".replace("0", "О").replace("3", "З")
    signed = await home.api.post(TOKENS, json={"request_id": answer.json()["request_id"], "code": spaced})
    assert signed.json()["resident_id"] == made["id"]


async def test_known_and_unknown_contacts_are_answered_alike(home: Center, mailbox: Mailbox) -> None:
    known, unknown = (await home.enter())["mail"], a_mail()
    answers = [await home.api.post(CODES, json={"contact": contact}) for contact in (known, unknown)]
    assert [one.status_code for one in answers] == [202, 202]
    assert [sorted(one.json()) for one in answers] == [["expires_at", "request_id"]] * 2
    assert [len(mailbox.to(contact)) for contact in (known, unknown)] == [1, 1]
    wrong = [
        await home.api.post(TOKENS, json={"request_id": one.json()["request_id"], "code": "no"})
        for one in answers
    ]
    assert wrong[0].status_code == wrong[1].status_code == 422
    assert wrong[0].json() == wrong[1].json()


async def test_asking_for_a_code_never_looks_the_contact_up(home: Center, mailbox: Mailbox) -> None:
    mail = (await home.enter())["mail"]
    with statements() as asked:
        await home.api.post(CODES, json={"contact": mail})
    assert [one for one in asked if "sign_in_limits" in one]
    assert not [one for one in asked if "resident_contacts" in one or "accounts" in one]


async def test_somebody_of_two_centers_chooses(home: Center, foreign: Center, mailbox: Mailbox) -> None:
    mail = a_mail()
    here, there = await home.enter(mail=mail), await foreign.enter(mail=mail)
    proof = await ask(home.api, mailbox, mail)
    asked = (await home.api.post(TOKENS, json=proof)).json()
    assert (asked["access_token"], asked["may_join"]) == (None, False)
    assert {one["id"] for one in asked["choices"]} == {here["id"], there["id"]}
    wrong = await home.api.post(TOKENS, json=proof | {"choice": str(home.id)})
    assert wrong.json()["errors"][0]["pointer"] == "/choice"
    signed = (await home.api.post(TOKENS, json=proof | {"choice": there["id"]})).json()
    assert signed["resident_id"] == there["id"]
    assert (
        await home.api.as_(signed["access_token"]).get(f"{home.path}/residents/{here['id']}")
    ).status_code == 404


async def test_a_named_center_answers_which_card_is_meant(
    home: Center, foreign: Center, mailbox: Mailbox
) -> None:
    mail = a_mail()
    await home.enter(mail=mail)
    there = await foreign.enter(mail=mail)
    proof = await ask(home.api, mailbox, mail, center=str(foreign.id))
    assert (await home.api.post(TOKENS, json=proof)).json()["resident_id"] == there["id"]


async def test_an_unknown_center_is_refused(home: Center, mailbox: Mailbox, center: UUID) -> None:
    answer = await home.api.post(CODES, json={"contact": a_mail(), "center": str(center)})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/center")


async def test_staff_sign_in_by_the_same_code(home: Center, mailbox: Mailbox, tokens: Tokens) -> None:
    mail = a_mail()
    operator = home.api.as_(tokens.operator())
    account = {
        "role": "manager",
        "family_name": "Ким",
        "given_name": "Вера",
        "contact": mail,
        "centers": [str(home.id)],
    }
    assert (await operator.post("/staff", json=account)).status_code == 201
    signed = (await home.api.post(TOKENS, json=await ask(home.api, mailbox, mail))).json()
    assert (signed["role"], signed["resident_id"]) == ("manager", None)
    listed = await home.api.as_(signed["access_token"]).get(f"{home.path}/residents")
    assert listed.status_code == 200


async def test_a_person_who_lives_and_works_here_chooses_a_role(
    home: Center, mailbox: Mailbox, tokens: Tokens
) -> None:
    made = await home.enter()
    account = {
        "role": "manager", "family_name": "Ким", "given_name": "Вера", "contact": made["mail"],
        "centers": [str(home.id)],
    }  # fmt: skip
    await home.api.as_(tokens.operator()).post("/staff", json=account)
    asked = (await home.api.post(TOKENS, json=await ask(home.api, mailbox, made["mail"]))).json()
    assert [one["role"] for one in asked["choices"]] == ["manager", "resident"]


async def test_choosing_costs_no_try(home: Center, foreign: Center, mailbox: Mailbox) -> None:
    mail = a_mail()
    await home.enter(mail=mail)
    there = await foreign.enter(mail=mail)
    proof = await ask(home.api, mailbox, mail)
    for _ in range(4):
        await home.api.post(TOKENS, json=proof | {"code": "no"})
    assert len((await home.api.post(TOKENS, json=proof)).json()["choices"]) == 2
    assert (await home.api.post(TOKENS, json=proof | {"choice": there["id"]})).status_code == 200


async def test_signing_in_is_logged_without_the_contact(
    home: Center, mailbox: Mailbox, database_of: DatabaseOf
) -> None:
    made = await home.enter()
    await home.api.post(TOKENS, json=await ask(home.api, mailbox, made["mail"]))
    noted = await rows(
        await database_of("registry"),
        "select actor_role, ground, evidence from audit where action = 'session.opened' and about_id = $1",
        UUID(made["id"]),
    )
    assert noted == [{"actor_role": "resident", "ground": None, "evidence": None}]


async def test_a_code_that_cannot_be_sent_is_said(home: Center, mailbox: Mailbox) -> None:
    mailbox.sends = False
    answers = [
        await home.api.post(CODES, json={"contact": contact})
        for contact in ((await home.enter())["mail"], a_mail())
    ]
    assert {(one.status_code, one.json()["code"]) for one in answers} == {(503, "sign-in.code-not-sent")}


async def test_an_erased_resident_does_not_sign_in(home: Center, mailbox: Mailbox) -> None:
    made = await home.enter()
    await home.manager.delete(f"{home.path}/residents/{made['id']}", headers=if_match(made))
    signed = (await home.api.post(TOKENS, json=await ask(home.api, mailbox, made["mail"]))).json()
    assert (signed["access_token"], signed["choices"], signed["may_join"]) == (None, [], True)


@pytest.mark.parametrize(
    "body", [{}, {"code": "123456"}, {"request_id": "01939d3e-0000-7000-8000-000000000000"}]
)
async def test_a_request_without_its_parts_is_refused(api: Api, body: dict[str, str]) -> None:
    answer = await api.post(TOKENS, json=body)
    missing = {"request_id", "code"} - body.keys()
    assert {one["pointer"] for one in answer.json()["errors"]} == {f"/{name}" for name in missing}


async def test_the_public_keys_stand_at_both_addresses(api: Api) -> None:
    first, second = await api.get("/.well-known/jwks.json"), await api.root.get("/.well-known/jwks.json")
    assert first.json() == second.json()
    assert {one["alg"] for one in first.json()["keys"]} == {"Ed25519"}
