"""A session goes on with a refresh token that is replaced at every use, and ends when one is used twice."""

import asyncio
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from shared.testing.running import Api
from shared.testing.tokens import Tokens
from tests.registry.conftest import Mailbox
from tests.registry.making import Center, DatabaseOf, a_mail, if_match
from tests.registry.test_sign_in import TOKENS, ask


async def sign_in(api: Api, mailbox: Mailbox, contact: str) -> dict[str, Any]:
    answer = await api.post(TOKENS, json=await ask(api, mailbox, contact))
    assert answer.status_code == 200, answer.text
    signed: dict[str, Any] = answer.json()
    return signed


async def renew(api: Api, refresh_token: str) -> tuple[int, dict[str, Any]]:
    answer = await api.post(TOKENS, json={"refresh_token": refresh_token})
    return answer.status_code, answer.json()


async def test_a_refresh_token_gives_new_tokens(home: Center, mailbox: Mailbox) -> None:
    made = await home.enter()
    first = await sign_in(home.api, mailbox, made["mail"])
    status, second = await renew(home.api, first["refresh_token"])
    assert (status, second["resident_id"]) == (200, made["id"])
    assert second["refresh_token"] != first["refresh_token"]
    assert (await home.api.as_(second["access_token"]).get("/me")).json()["name"] == "Петрова Анна"
    assert (await renew(home.api, second["refresh_token"]))[0] == 200


async def test_a_token_used_twice_ends_the_session(home: Center, mailbox: Mailbox) -> None:
    first = await sign_in(home.api, mailbox, (await home.enter())["mail"])
    _, second = await renew(home.api, first["refresh_token"])
    status, refused = await renew(home.api, first["refresh_token"])
    assert (status, refused["code"]) == (401, "sign-in.session-over")
    assert (await renew(home.api, second["refresh_token"]))[0] == 401


async def test_of_two_uses_at_once_at_most_one_goes_on(home: Center, mailbox: Mailbox) -> None:
    first = await sign_in(home.api, mailbox, (await home.enter())["mail"])
    answers = await asyncio.gather(*(renew(home.api, first["refresh_token"]) for _ in range(4)))
    assert sorted(status for status, _ in answers) == [200, 401, 401, 401]


@pytest.mark.parametrize("text", ["", "nonsense", f"{UUID(int=1).hex}.secret", "a" * 200])
async def test_what_is_no_refresh_token_is_refused(api: Api, text: str) -> None:
    assert (await renew(api, text))[0] == 401


async def test_another_secret_does_not_open_a_session(home: Center, mailbox: Mailbox) -> None:
    token = (await sign_in(home.api, mailbox, (await home.enter())["mail"]))["refresh_token"]
    assert (await renew(home.api, token[:-1] + ("A" if token[-1] != "A" else "B")))[0] == 401


async def test_a_session_is_over_after_thirty_days(
    home: Center, mailbox: Mailbox, database_of: DatabaseOf
) -> None:
    first = await sign_in(home.api, mailbox, (await home.enter())["mail"])
    session = str(UUID(hex=first["refresh_token"].partition(".")[0]))
    connection = await asyncpg.connect(await database_of("registry"))
    async with connection.transaction():
        await connection.execute("select set_config('app.session', $1, true)", session)
        await connection.execute("update sessions set expires_at = expires_at - interval '30 days'")
    await connection.close()
    assert (await renew(home.api, first["refresh_token"]))[0] == 401


async def test_signing_out_ends_the_session(home: Center, mailbox: Mailbox) -> None:
    mail = (await home.enter())["mail"]
    first, other = [await sign_in(home.api, mailbox, mail) for _ in range(2)]
    gone = await home.api.as_(first["access_token"]).delete("/sign-in/sessions/current")
    assert gone.status_code == 204
    assert (await renew(home.api, first["refresh_token"]))[0] == 401
    assert (await renew(home.api, other["refresh_token"]))[0] == 200


async def test_signing_out_needs_a_token(home: Center) -> None:
    assert (await home.api.delete("/sign-in/sessions/current")).status_code == 401
    assert (await home.manager.delete("/sign-in/sessions/current")).status_code == 204


async def test_erasure_ends_every_session(home: Center, mailbox: Mailbox, database_of: DatabaseOf) -> None:
    made = await home.enter()
    signed = await sign_in(home.api, mailbox, made["mail"])
    me = home.api.as_(signed["access_token"])
    await me.delete(f"{home.path}/residents/{made['id']}", headers=if_match(made))
    connection = await asyncpg.connect(await database_of("registry"))
    async with connection.transaction():
        await connection.execute("select set_config('app.subject', $1, true)", made["id"])
        left = await connection.fetch("select 1 from sessions")
    await connection.close()
    assert left == []
    assert (await renew(home.api, signed["refresh_token"]))[0] == 401


async def test_staff_whose_account_is_closed_are_out(home: Center, mailbox: Mailbox, tokens: Tokens) -> None:
    mail, operator = a_mail(), home.api.as_(tokens.operator())
    account = {"role": "city", "family_name": "Ким", "given_name": "Вера", "contact": mail}
    opened = (await operator.post("/staff", json=account)).json()
    signed = await sign_in(home.api, mailbox, mail)
    await operator.patch(f"/staff/{opened['id']}", json={"active": False}, headers=if_match(opened))
    assert (await renew(home.api, signed["refresh_token"]))[0] == 401
    proof = await ask(home.api, mailbox, mail)
    assert (await home.api.post(TOKENS, json=proof)).json()["access_token"] is None


async def test_neither_token_stands_in_the_database(
    home: Center, mailbox: Mailbox, database_of: DatabaseOf
) -> None:
    signed = await sign_in(home.api, mailbox, (await home.enter())["mail"])
    session, _, secret = signed["refresh_token"].partition(".")
    connection = await asyncpg.connect(await database_of("registry"))
    async with connection.transaction():
        await connection.execute("select set_config('app.session', $1, true)", str(UUID(hex=session)))
        kept = await connection.fetchval("select sessions::text from sessions")
    await connection.close()
    assert session[:8] in kept
    assert secret not in kept
