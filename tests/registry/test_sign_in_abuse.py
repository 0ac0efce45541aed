"""Sign-in withstands those who guess, repeat and swap codes."""

import asyncio
from uuid import UUID, uuid4

import asyncpg

from services.registry.settings import CodeLimits
from shared.testing.running import Running
from tests.registry.conftest import Mailbox
from tests.registry.making import Center, DatabaseOf, a_mail, connected, rows
from tests.registry.test_sign_in import CODES, TOKENS, ask


async def test_five_wrong_tries_close_the_request(home: Center, mailbox: Mailbox) -> None:
    proof = await ask(home.api, mailbox, (await home.enter())["mail"])
    wrong = [await home.api.post(TOKENS, json=proof | {"code": "wrong"}) for _ in range(5)]
    assert [one.status_code for one in wrong] == [422] * 5
    assert wrong[0].json()["errors"][0]["message"] == "Код не подошёл. Осталось попыток: 4"
    right = await home.api.post(TOKENS, json=proof)
    assert (right.status_code, right.json()["code"]) == (409, "sign-in.request-over")


async def test_tries_at_once_are_counted_one_by_one(home: Center, mailbox: Mailbox) -> None:
    proof = await ask(home.api, mailbox, (await home.enter())["mail"])
    guesses = [home.api.post(TOKENS, json=proof | {"code": "wrong"}) for _ in range(12)]
    statuses = sorted(one.status_code for one in await asyncio.gather(*guesses))
    assert statuses == [409] * 7 + [422] * 5


async def test_a_code_opens_one_session(home: Center, mailbox: Mailbox) -> None:
    proof = await ask(home.api, mailbox, (await home.enter())["mail"])
    answers = await asyncio.gather(*(home.api.post(TOKENS, json=proof) for _ in range(3)))
    assert sorted(one.status_code for one in answers) == [200, 409, 409]
    assert (await home.api.post(TOKENS, json=proof)).status_code == 409


async def test_a_code_opens_its_own_request_only(home: Center, mailbox: Mailbox) -> None:
    mail = (await home.enter())["mail"]
    first, second = await ask(home.api, mailbox, mail), await ask(home.api, mailbox, a_mail())
    swapped = await home.api.post(TOKENS, json=first | {"code": second["code"]})
    assert swapped.status_code == (200 if first["code"] == second["code"] else 422)
    unknown = await home.api.post(TOKENS, json=first | {"request_id": str(uuid4())})
    assert unknown.status_code == 409


async def test_a_code_dies_after_ten_minutes(home: Center, mailbox: Mailbox, database_of: DatabaseOf) -> None:
    proof = await ask(home.api, mailbox, (await home.enter())["mail"])
    await _age(await database_of("registry"), proof["request_id"], "10 minutes")
    late = await home.api.post(TOKENS, json=proof)
    assert (late.status_code, late.json()["code"]) == (409, "sign-in.request-over")


async def test_neither_code_nor_contact_can_be_read_from_the_database(
    home: Center, mailbox: Mailbox, database_of: DatabaseOf
) -> None:
    proof = await ask(home.api, mailbox, (await home.enter())["mail"])
    dsn = await database_of("registry")
    assert await rows(dsn, "select * from sign_in_requests") == []
    seen = await _one_request(dsn, proof["request_id"])
    assert proof["code"].encode() not in bytes(seen["code_digest"])


async def test_repeating_the_request_for_a_code_sends_one(home: Center, mailbox: Mailbox) -> None:
    mail = a_mail()
    first, second = [
        await home.api.post(CODES, json={"contact": mail}, headers={"idempotency-key": mail})
        for _ in range(2)
    ]
    assert first.json() == second.json()
    assert len(mailbox.to(mail)) == 1


async def test_tokens_are_not_kept_for_repetition(
    home: Center, mailbox: Mailbox, database_of: DatabaseOf
) -> None:
    proof = await ask(home.api, mailbox, (await home.enter())["mail"])
    key = {"idempotency-key": str(uuid4())}
    assert (await home.api.post(TOKENS, json=proof, headers=key)).status_code == 200
    assert (await home.api.post(TOKENS, json=proof, headers=key)).status_code == 409
    kept = await rows(
        await database_of("registry"), "select 1 from idempotency where key = $1", key["idempotency-key"]
    )
    assert kept == []


async def test_codes_for_one_contact_are_limited(home: Center, mailbox: Mailbox) -> None:
    mail = a_mail()
    answers = [await home.api.post(CODES, json={"contact": mail.upper()}) for _ in range(6)]
    assert [one.status_code for one in answers] == [202] * 5 + [429]
    assert answers[-1].json()["code"] == "sign-in.too-many-codes"
    assert 0 < int(answers[-1].headers["retry-after"]) <= 15 * 60 + 1
    assert len(mailbox.to(mail)) == 5
    assert (await home.api.post(CODES, json={"contact": a_mail()})).status_code == 202


async def test_codes_for_one_address_and_in_all_are_limited(running: Running, mailbox: Mailbox) -> None:
    async with running("registry", fresh=True) as api:
        await connected(api)
        for limits in (CodeLimits(per_address=0), CodeLimits(overall=0)):
            api.app.state.code_limits = limits
            answer = await api.post(CODES, json={"contact": a_mail()})
            assert answer.status_code == 429
        api.app.state.code_limits = CodeLimits()
        assert (await api.post(CODES, json={"contact": a_mail()})).status_code == 202


async def _age(dsn: str, request: str, by: str) -> None:
    connection = await asyncpg.connect(dsn)
    async with connection.transaction():
        await connection.execute("select set_config('app.sign_in_request', $1, true)", request)
        await connection.execute(
            f"update sign_in_requests set expires_at = expires_at - interval '{by}' where id = $1",
            UUID(request),
        )
    await connection.close()


async def _one_request(dsn: str, request: str) -> asyncpg.Record:
    connection = await asyncpg.connect(dsn)
    async with connection.transaction():
        await connection.execute("select set_config('app.sign_in_request', $1, true)", request)
        found = await connection.fetch("select * from sign_in_requests")
    await connection.close()
    assert len(found) == 1
    return found[0]
