"""A card and a year of birth sign in at the center's own device, for a short while."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from services.registry.access.sessions.repository import find_session
from services.registry.people.cards.model import ResidentCard, digest_card, make_secret
from shared.kit.clock import now
from shared.kit.database import Database
from tests.registry.making import Center, Json

CARDS, TOKENS = "/sign-in/cards", "/sign-in/tokens"


async def a_device(home: Center, name: str = "Планшет у входа") -> Json:
    answer = await home.manager.post(f"{home.path}/devices", json={"name": name})
    assert answer.status_code == 201, answer.text
    made: Json = answer.json()
    return made


async def a_card(home: Center, **known: object) -> tuple[Json, str]:
    """Somebody without telephone or mail, and what is printed on their card."""
    body = {"mail": None, "channel": "visit", "ground": "пришла сама", "birth_year": 1948, **known}
    made, secret = await home.enter(**body), make_secret()
    database: Database = home.api.app.state.database
    async with database.transaction(home.id) as session:
        session.add(ResidentCard(resident_id=made["id"], digest=digest_card(secret), issued_at=now()))
    return made, secret


async def show(home: Center, device: Json, card: str, year: str = "1948") -> tuple[int, Json]:
    answer = await home.api.post(CARDS, json={"device_key": device["key"], "card": card, "birth_year": year})
    return answer.status_code, answer.json()


async def test_a_card_signs_in_for_five_minutes(home: Center) -> None:
    (made, card), device = await a_card(home), await a_device(home)
    status, signed = await show(home, device, card)
    assert (status, signed["resident_id"], signed["method"]) == (200, made["id"], "card")
    assert (signed["idle_seconds"], signed["expires_in"]) == (300, 300)
    me = home.api.as_(signed["access_token"])
    assert (await me.get(f"{home.path}/residents/{made['id']}")).status_code == 200
    assert (await me.get("/sign-in/history")).json()["items"][0]["method"] == "card"


async def test_every_return_gives_a_card_five_minutes_more_and_whoever_comes_later_is_out(
    home: Center,
) -> None:
    (_, card), device = await a_card(home), await a_device(home)
    _, first = await show(home, device, card)
    await _idle(home, first, minutes=4)
    back = await home.api.post(TOKENS, json={"refresh_token": first["refresh_token"]})
    assert (back.status_code, back.json()["expires_in"]) == (200, 300)
    await _idle(home, back.json(), minutes=4)
    again = await home.api.post(TOKENS, json={"refresh_token": back.json()["refresh_token"]})
    assert again.status_code == 200
    await _idle(home, again.json(), minutes=5)
    late = await home.api.post(TOKENS, json={"refresh_token": again.json()["refresh_token"]})
    assert (late.status_code, late.json()["code"]) == (401, "sign-in.session-over")


async def _idle(home: Center, signed: Json, minutes: int) -> None:
    """Lets the session lie for so long."""
    session_id = UUID(hex=signed["refresh_token"].partition(".")[0])
    database: Database = home.api.app.state.database
    async with database.transaction(home.id) as session:
        found = await find_session(session, session_id)
        assert found is not None
        found.expires_at -= timedelta(minutes=minutes)


async def test_digits_of_any_script_and_spaces_are_understood(home: Center) -> None:
    (_, card), device = await a_card(home), await a_device(home)
    spaced = " ".join(card[at : at + 5] for at in range(0, len(card), 5))
    assert (await show(home, device, spaced, "１９４８"))[0] == 200
    assert (await show(home, device, card, "١٩٤٨"))[0] == 200


@pytest.mark.parametrize("year", ["1949", "48", "нет"])
async def test_another_year_is_refused_as_another_card_is(home: Center, year: str) -> None:
    (_, card), device = await a_card(home), await a_device(home)
    wrong_year = await show(home, device, card, year)
    wrong_card = await show(home, device, make_secret(), "1948")
    assert wrong_year[0] == 422
    assert wrong_year == wrong_card


async def test_a_card_works_nowhere_but_at_a_device_of_its_center(home: Center, foreign: Center) -> None:
    _, card = await a_card(home)
    elsewhere = await a_device(foreign)
    assert (await show(home, elsewhere, card))[0] == 422
    for key in ("", "nonsense", f"{home.id.hex}.{uuid4().hex}.secret"):
        status, refused = await show(home, {"key": key}, card)
        assert (status, refused["code"]) == (403, "devices.unknown")


async def test_a_revoked_device_takes_no_card(home: Center) -> None:
    (_, card), device = await a_card(home), await a_device(home)
    gone = await home.manager.delete(f"{home.path}/devices/{device['id']}")
    assert gone.status_code == 204
    assert (await show(home, device, card))[0] == 403
    (listed,) = (await home.manager.get(f"{home.path}/devices")).json()["items"]
    assert listed["revoked_at"] is not None
    assert "key" not in listed


async def test_a_card_that_has_ended_or_knows_no_year_signs_nobody_in(home: Center) -> None:
    device = await a_device(home)
    _, card = await a_card(home, birth_year=None)
    assert (await show(home, device, card, ""))[0] == 422
    made, ended = await a_card(home)
    assert (await home.manager.delete(f"{home.path}/residents/{made['id']}/cards/current")).status_code == 204
    assert (await show(home, device, ended))[0] == 422


async def test_tries_of_a_card_are_limited_and_the_right_year_comes_too_late(home: Center) -> None:
    (_, card), device = await a_card(home), await a_device(home)
    years = [await show(home, device, card, str(1940 + at)) for at in range(5)]
    assert {status for status, _ in years} == {422}
    status, refused = await show(home, device, card)
    assert (status, refused["code"]) == (429, "sign-in.too-many-codes")


async def test_devices_are_enrolled_by_managers_who_have_just_signed_in(home: Center) -> None:
    made = await home.enter()
    path = f"{home.path}/devices"
    assert (await home.resident(made["id"]).post(path, json={"name": "x"})).status_code == 403
    long_ago = home.api.as_(home.tokens.of("manager", uuid4(), [home.id], auth_time=1))
    assert (await long_ago.post(path, json={"name": "x"})).json()["code"] == "access.sign-in-again-needed"


async def test_the_key_of_a_device_is_not_kept_for_repetition(home: Center) -> None:
    path = f"{home.path}/devices"
    answer = await home.manager.post(path, json={"name": "x"}, headers={"idempotency-key": uuid4().hex})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/idempotency-key")
    assert (await home.manager.get(path)).json()["items"] == []
