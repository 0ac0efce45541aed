"""Whoever has proven a contact can become a resident of a center by themselves."""

import json
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.registry.conftest import Mailbox
from tests.registry.making import Center, DatabaseOf, a_mail, a_phone, rows
from tests.registry.test_sign_in import TOKENS, ask

PERSON = {"family_name": "Новикова", "given_name": "Лия"}


async def prove(home: Center, mailbox: Mailbox, contact: str) -> dict[str, Any]:
    """A proven request of somebody whom the center does not know."""
    proof = await ask(home.api, mailbox, contact, center=str(home.id))
    answer = (await home.api.post(TOKENS, json=proof)).json()
    assert (answer["access_token"], answer["may_join"]) == (None, True)
    return proof


@pytest.mark.parametrize("contact", [a_mail(), a_phone()], ids=["mail", "phone"])
async def test_a_newcomer_joins_and_is_signed_in(
    home: Center, mailbox: Mailbox, database_of: DatabaseOf, contact: str
) -> None:
    house = (await home.house())["id"]
    proof = await prove(home, mailbox, contact)
    joined = await home.api.post(f"{home.path}/join", json=proof | PERSON | {"house_id": house, "flat": "7"})
    assert joined.status_code == 201, joined.text
    me, signed = home.api.as_(joined.json()["access_token"]), joined.json()
    card = (await me.get(f"{home.path}/residents/{signed['id']}")).json()
    assert (card["name"], card["flat"], card["channel"]) == ("Новикова Лия", "7", "web")
    assert contact in (card["mail"], card["phone"])
    told = await rows(
        await database_of("registry"),
        "select data from outbox where center_id = $1 and type = 'registry.resident.joined.v1'",
        home.id,
    )
    assert json.loads(told[0]["data"])["channel"] == "web"
    assert (await home.api.post(TOKENS, json={"refresh_token": signed["refresh_token"]})).status_code == 200


async def test_the_consent_to_keep_a_card_is_recorded_with_the_joining(
    home: Center, mailbox: Mailbox
) -> None:
    proof = await prove(home, mailbox, a_mail())
    joined = await home.api.post(f"{home.path}/join", json=proof | PERSON | {"keep_card": 1})
    assert joined.status_code == 201, joined.text
    me, signed = home.api.as_(joined.json()["access_token"]), joined.json()
    (given,) = (await me.get(f"{home.path}/residents/{signed['id']}/consents")).json()["items"]
    assert (given["purpose"], given["version"], given["how"], given["in_force"]) == (
        "keep_card",
        1,
        "web",
        True,
    )


async def test_a_text_that_nobody_wrote_cannot_be_agreed_to(home: Center, mailbox: Mailbox) -> None:
    proof = await prove(home, mailbox, a_mail())
    refused = await home.api.post(f"{home.path}/join", json=proof | PERSON | {"keep_card": 99})
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "consents.version-unknown")
    joined = await home.api.post(f"{home.path}/join", json=proof | PERSON)
    me, signed = home.api.as_(joined.json()["access_token"]), joined.json()
    assert (await me.get(f"{home.path}/residents/{signed['id']}/consents")).json()["items"] == []


async def test_nobody_joins_without_the_code(home: Center, mailbox: Mailbox) -> None:
    proof = await prove(home, mailbox, a_mail())
    wrong = await home.api.post(f"{home.path}/join", json=proof | PERSON | {"code": "wrong"})
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/code")
    unknown = await home.api.post(f"{home.path}/join", json=proof | PERSON | {"request_id": str(uuid4())})
    assert unknown.status_code == 409


async def test_one_proof_joins_once(home: Center, mailbox: Mailbox) -> None:
    proof = await prove(home, mailbox, a_mail())
    assert (await home.api.post(f"{home.path}/join", json=proof | PERSON)).status_code == 201
    again = await home.api.post(f"{home.path}/join", json=proof | PERSON)
    assert (again.status_code, again.json()["code"]) == (409, "sign-in.request-over")


async def test_whoever_is_known_here_signs_in_instead(home: Center, mailbox: Mailbox) -> None:
    made = await home.enter()
    proof = await ask(home.api, mailbox, made["mail"])
    taken = await home.api.post(f"{home.path}/join", json=proof | PERSON)
    assert (taken.status_code, taken.json()["code"]) == (409, "residents.contact-taken")
    assert (await home.api.post(TOKENS, json=proof)).json()["resident_id"] == made["id"]


async def test_somebody_known_elsewhere_may_join_here(
    home: Center, foreign: Center, mailbox: Mailbox
) -> None:
    mail = (await foreign.enter())["mail"]
    proof = await prove(home, mailbox, mail)
    assert (await home.api.post(f"{home.path}/join", json=proof | PERSON)).status_code == 201


async def test_a_mistake_in_the_form_keeps_the_proof_good(home: Center, mailbox: Mailbox) -> None:
    proof = await prove(home, mailbox, a_mail())
    for _ in range(6):
        wrong = await home.api.post(f"{home.path}/join", json=proof | PERSON | {"flat": "7"})
        assert wrong.json()["errors"][0]["pointer"] == "/flat"
    assert (await home.api.post(f"{home.path}/join", json=proof | PERSON)).status_code == 201


async def test_nobody_joins_a_center_that_is_not_there(home: Center, mailbox: Mailbox, center: UUID) -> None:
    proof = await prove(home, mailbox, a_mail())
    assert (await home.api.post(f"/centers/{center}/join", json=proof | PERSON)).status_code == 404
