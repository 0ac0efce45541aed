"""Everybody sees where they are signed in, how they signed in before, and ends what is not theirs."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest

from services.registry.access.sessions.model import LONGEST, device_of
from shared.kit.clock import now
from tests.registry.access.staff import a_worker
from tests.registry.conftest import Mailbox
from tests.registry.making import Center, DatabaseOf, Json, rows
from tests.registry.test_sessions import renew, sign_in
from tests.registry.test_sign_in import TOKENS, ask

SESSIONS, HISTORY = "/sign-in/sessions", "/sign-in/history"
PHONE = {"user-agent": "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/131.0 Mobile Safari/537.36"}


async def from_a_phone(home: Center, mailbox: Mailbox, contact: str) -> Json:
    answer = await home.api.post(TOKENS, json=await ask(home.api, mailbox, contact), headers=PHONE)
    signed: Json = answer.json()
    return signed


async def test_sessions_are_listed_with_the_kind_of_device_and_the_current_one(
    home: Center, mailbox: Mailbox
) -> None:
    mail = (await home.enter())["mail"]
    first, phone = await sign_in(home.api, mailbox, mail), await from_a_phone(home, mailbox, mail)
    listed = (await home.api.as_(first["access_token"]).get(SESSIONS)).json()["items"]
    assert {(one["device"], one["current"]) for one in listed} == {
        ("android/chrome", False),
        ("other/other", True),
    }
    assert phone["method"] == "code"


async def test_all_other_sessions_are_ended_and_this_one_goes_on(home: Center, mailbox: Mailbox) -> None:
    mail = (await home.enter())["mail"]
    mine, stolen = [await sign_in(home.api, mailbox, mail) for _ in range(2)]
    assert (await home.api.as_(mine["access_token"]).delete(SESSIONS)).status_code == 204
    assert (await renew(home.api, stolen["refresh_token"]))[0] == 401
    assert (await renew(home.api, mine["refresh_token"]))[0] == 200


async def test_one_session_is_ended_by_its_owner_and_by_nobody_else(home: Center, mailbox: Mailbox) -> None:
    mail = (await home.enter())["mail"]
    mine, other = [await sign_in(home.api, mailbox, mail) for _ in range(2)]
    session = str(UUID(hex=other["refresh_token"].partition(".")[0]))
    stranger = await sign_in(home.api, mailbox, (await home.enter())["mail"])
    foreign = await home.api.as_(stranger["access_token"]).delete(f"{SESSIONS}/{session}")
    assert foreign.status_code == 404
    own = home.api.as_(mine["access_token"])
    assert (await own.delete(f"{SESSIONS}/{session}")).status_code == 204
    assert (await own.delete(f"{SESSIONS}/{session}")).status_code == 404
    assert (await renew(home.api, other["refresh_token"]))[0] == 401


async def test_history_says_when_and_how_and_keeps_no_address(
    home: Center, mailbox: Mailbox, database_of: DatabaseOf
) -> None:
    made = await home.enter()
    await from_a_phone(home, mailbox, made["mail"])
    signed = await sign_in(home.api, mailbox, made["mail"])
    history = (await home.api.as_(signed["access_token"]).get(HISTORY)).json()["items"]
    assert [(one["method"], one["device"]) for one in history] == [
        ("code", "other/other"),
        ("code", "android/chrome"),
    ]
    columns = await rows(
        await database_of("registry"),
        "select column_name from information_schema.columns where table_name in ('sign_ins', 'sessions')",
    )
    assert not {one["column_name"] for one in columns} & {"address", "ip", "user_agent"}


async def test_history_is_seen_by_nobody_else(home: Center, mailbox: Mailbox) -> None:
    made = await home.enter()
    await sign_in(home.api, mailbox, made["mail"])
    assert (await home.manager.get(HISTORY)).json()["items"] == []
    assert (await home.api.get(HISTORY)).status_code == 401


async def test_erasure_forgets_the_history(home: Center, mailbox: Mailbox, database_of: DatabaseOf) -> None:
    made = await home.enter()
    await sign_in(home.api, mailbox, made["mail"])
    gone = await home.manager.delete(
        f"{home.path}/residents/{made['id']}", headers={"if-match": f'"{made["version"]}"'}
    )
    assert gone.status_code == 204, gone.text
    left = await rows(
        await database_of("registry"),
        "select 1 from sign_ins where set_config('app.subject', $1, true) <> '' and subject_id = $1::uuid",
        made["id"],
    )
    assert left == []


async def test_a_device_that_was_never_used_before_is_told_of(home: Center, mailbox: Mailbox) -> None:
    mail = (await home.enter())["mail"]
    await sign_in(home.api, mailbox, mail)
    assert mailbox.warned(mail) == []
    await from_a_phone(home, mailbox, mail)
    assert [one.what for one in mailbox.warned(mail)] == ["new_device"]
    await from_a_phone(home, mailbox, mail)
    assert len(mailbox.warned(mail)) == 1


async def test_a_code_typed_in_another_browser_is_a_wrong_code(home: Center, mailbox: Mailbox) -> None:
    mail = (await home.enter())["mail"]
    proof = await ask(home.api, mailbox, mail, browser="the browser that asked")
    for browser in ({}, {"browser": "some other browser"}):
        refused = await home.api.post(TOKENS, json=proof | browser)
        assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "sign-in.code-wrong")
    signed = await home.api.post(TOKENS, json=proof | {"browser": "the browser that asked"})
    assert signed.status_code == 200


async def test_renewing_is_not_showing_who_one_is(home: Center, mailbox: Mailbox) -> None:
    """The time of the last sign-in stays in the token, however often it is renewed."""
    worker = await a_worker(home, mailbox, "operator")
    path = "/staff"
    body = {
        "role": "city",
        "family_name": "Ким",
        "given_name": "Вера",
        "contact": f"{uuid4().hex}@example.org",
    }
    assert (await worker.api.post(path, json=body)).status_code == 201
    _, renewed = await renew(home.api, worker.signed["refresh_token"])
    fresh = home.api.as_(renewed["access_token"])
    assert (await fresh.get(path)).status_code == 200
    old = home.api.as_(home.tokens.of("operator", uuid4(), auth_time=1))
    refused = await old.post(path, json=body)
    assert (refused.status_code, refused.json()["code"]) == (403, "access.sign-in-again-needed")


async def test_a_code_to_ones_own_contact_begins_a_session_anew(home: Center, mailbox: Mailbox) -> None:
    worker = await a_worker(home, mailbox)
    asked = await worker.api.post("/sign-in/again/codes", json={})
    assert asked.status_code == 202, asked.text
    contact = worker.account["contact"]
    assert asked.json()["contact"] == f"{contact[0]}…@example.org"
    proof = {
        "request_id": asked.json()["request_id"],
        "choice": asked.json()["choice"],
        "code": mailbox.to(contact)[-1].code,
    }
    assert (await home.api.post(TOKENS, json=proof)).json()["id"] == worker.account["id"]


async def test_whoever_has_no_contact_is_told_other_ways(home: Center) -> None:
    made = await home.enter(mail=None, phone=None, channel="visit", ground="пришла сама")
    answer = await home.resident(made["id"]).post("/sign-in/again/codes", json={})
    assert (answer.status_code, answer.json()["code"]) == (409, "sign-in.no-contact")
    assert (await home.api.post("/sign-in/again/codes", json={})).status_code == 401


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (PHONE["user-agent"], "android/chrome"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1",
            "ios/safari",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 YaBrowser/24.12 Safari/537.36", "windows/yandex"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "linux/firefox"),
        ("", "other/other"),
    ],
)
def test_of_a_device_only_its_kind_is_kept(said: str, kind: str) -> None:
    assert device_of(said) == kind


async def test_a_session_ends_at_last_however_often_it_is_gone_on_with(
    home: Center, mailbox: Mailbox, database_of: DatabaseOf
) -> None:
    signed = await sign_in(home.api, mailbox, (await home.enter())["mail"])
    session = UUID(hex=signed["refresh_token"].partition(".")[0])
    began = now() - LONGEST + timedelta(hours=1)
    await rows(
        await database_of("registry"),
        "update sessions set opened_at = $1 where set_config('app.session', $2, true) <> '' and id = $2::uuid",
        began,
        str(session),
    )
    status, renewed = await renew(home.api, signed["refresh_token"])
    assert status == 200
    (listed,) = (await home.api.as_(renewed["access_token"]).get(SESSIONS)).json()["items"]
    assert datetime.fromisoformat(listed["expires_at"]) == began + LONGEST


async def test_staff_are_signed_out_sooner_than_residents(home: Center, mailbox: Mailbox) -> None:
    at_work = (await a_worker(home, mailbox)).signed
    at_home = await sign_in(home.api, mailbox, (await home.enter())["mail"])
    week = 7 * 24 * 3600
    assert (at_work["idle_seconds"], at_home["idle_seconds"]) == (week, 30 * 24 * 3600)


async def test_ones_own_contacts_are_touched_only_soon_after_signing_in(home: Center) -> None:
    made = await home.enter()
    path = f"{home.path}/residents/{made['id']}/contacts"
    token = home.tokens.of("resident", UUID(made["id"]), [home.id], auth_time=1)
    long_ago = home.api.as_(token)
    body = {"kind": "messenger", "value": "@anna"}
    refused = await long_ago.post(path, json=body)
    assert (refused.status_code, refused.json()["code"]) == (403, "access.sign-in-again-needed")
    assert (await home.resident(made["id"]).post(path, json=body)).status_code == 201
    old_desk = home.api.as_(home.tokens.of("manager", uuid4(), [home.id], auth_time=1))
    assert (
        await old_desk.post(path, json={**body, "value": "@vera", "ground": "сказала"})
    ).status_code == 201
