"""What sign-in kept is forgotten when its time is over."""

import asyncpg

from services.registry.access.sign_in.service import forget_expired
from tests.registry.conftest import Mailbox
from tests.registry.making import Center, DatabaseOf
from tests.registry.test_sessions import sign_in
from tests.registry.test_sign_in import ask

SWEEP = "select set_config('app.purpose', 'sweep', true)"


async def test_only_what_has_expired_is_forgotten(
    home: Center, mailbox: Mailbox, database_of: DatabaseOf
) -> None:
    mail = (await home.enter())["mail"]
    old, fresh = await sign_in(home.api, mailbox, mail), await sign_in(home.api, mailbox, mail)
    request = (await ask(home.api, mailbox, mail))["request_id"]
    connection = await asyncpg.connect(await database_of("registry"))
    try:
        await _expire(connection, "session", "sessions", old["refresh_token"].partition(".")[0])
        await _expire(connection, "sign_in_request", "sign_in_requests", request)
        await forget_expired(home.api.app.state.database)
        assert await _seen(connection, "session", "sessions", old["refresh_token"].partition(".")[0]) == 0
        assert await _seen(connection, "session", "sessions", fresh["refresh_token"].partition(".")[0]) == 1
        assert await _seen(connection, "sign_in_request", "sign_in_requests", request) == 0
    finally:
        await connection.close()


async def test_the_sweep_sees_nothing_that_is_still_good(
    home: Center, mailbox: Mailbox, database_of: DatabaseOf
) -> None:
    await sign_in(home.api, mailbox, (await home.enter())["mail"])
    connection = await asyncpg.connect(await database_of("registry"))
    async with connection.transaction():
        await connection.execute(SWEEP)
        for table in ("sessions", "sign_in_requests"):
            seen = await connection.fetch(f"select 1 from {table} where expires_at > now()")
            assert seen == []
    await connection.close()


async def _expire(
    connection: "asyncpg.Connection[asyncpg.Record]", setting: str, table: str, id_: str
) -> None:
    async with connection.transaction():
        await connection.execute("select set_config('app.' || $1, $2, true)", setting, id_)
        await connection.execute(f"update {table} set expires_at = now() - interval '1 second'")


async def _seen(connection: "asyncpg.Connection[asyncpg.Record]", setting: str, table: str, id_: str) -> int:
    async with connection.transaction():
        await connection.execute("select set_config('app.' || $1, $2, true)", setting, id_)
        return len(await connection.fetch(f"select 1 from {table}"))
