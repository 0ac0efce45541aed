"""Whoever is signed in can ask who they are."""

from uuid import uuid4

from shared.testing.running import Api
from shared.testing.tokens import Tokens
from tests.registry.making import Center, a_mail


async def test_a_resident_is_told_their_name_and_center(home: Center) -> None:
    made = await home.enter(language="en")
    me = (await home.resident(made["id"]).get("/me")).json()
    assert (me["id"], me["role"], me["name"], me["language"]) == (
        made["id"],
        "resident",
        "Петрова Анна",
        "en",
    )
    assert [one["name"] for one in me["centers"]] == ["Соседи у библиотеки"]


async def test_a_member_of_staff_is_told_their_name(home: Center, tokens: Tokens) -> None:
    account = {
        "role": "manager",
        "family_name": "Ким",
        "given_name": "Вера",
        "contact": a_mail(),
        "centers": [str(home.id)],
    }
    opened = (await home.api.as_(tokens.operator()).post("/staff", json=account)).json()
    token = tokens.of("manager", opened["id"], [home.id])
    assert (await home.api.as_(token).get("/me")).json()["name"] == "Ким Вера"


async def test_a_token_made_for_a_script_has_no_name(home: Center, foreign: Center) -> None:
    me = (await home.manager.get("/me")).json()
    assert (me["role"], me["name"], [one["id"] for one in me["centers"]]) == ("manager", None, [str(home.id)])
    resident = await foreign.enter()
    assert (await home.resident(resident["id"]).get("/me")).json()["name"] is None


async def test_nobody_is_nobody(api: Api, tokens: Tokens) -> None:
    assert (await api.get("/me")).status_code == 401
    assert (await api.as_(tokens.of("city", uuid4(), seconds=-1)).get("/me")).status_code == 401
