"""An ended session loses its access within seconds, in every service, though its token would live on."""

from uuid import UUID

import asyncpg

from shared.kit.ended import Ended, name_of
from shared.kit.ids import new_id
from shared.testing.polling import eventually
from shared.testing.running import Api
from tests.registry.access.staff import a_colleague, a_worker
from tests.registry.conftest import Mailbox
from tests.registry.making import Center, DatabaseOf, Json
from tests.registry.test_sessions import renew, sign_in

NAMES = "/.well-known/ended-sessions.json"


async def is_refused(home: Center, signed: Json) -> bool:
    answer = await home.api.as_(signed["access_token"]).get("/me")
    return answer.status_code == 401


async def test_an_access_token_is_refused_within_seconds_of_signing_out(
    home: Center, mailbox: Mailbox
) -> None:
    mail = (await home.enter())["mail"]
    left, other = [await sign_in(home.api, mailbox, mail) for _ in range(2)]
    await home.api.as_(left["access_token"]).delete("/sign-in/sessions/current")
    await eventually(lambda: is_refused(home, left), seconds=30)
    assert not await is_refused(home, other)


async def test_one_session_that_is_ended_elsewhere_loses_its_access(home: Center, mailbox: Mailbox) -> None:
    mail = (await home.enter())["mail"]
    stolen, own = [await sign_in(home.api, mailbox, mail) for _ in range(2)]
    await home.api.as_(own["access_token"]).delete("/sign-in/sessions")
    await eventually(lambda: is_refused(home, stolen), seconds=30)
    assert not await is_refused(home, own)


async def test_a_closed_account_loses_its_access(home: Center, mailbox: Mailbox) -> None:
    worker = await a_worker(home, mailbox)
    await a_colleague(home)
    operator = home.api.as_(home.tokens.operator())
    await operator.patch(
        f"/staff/{worker.account['id']}", json={"active": False}, headers={"if-match": '"1"'}
    )
    await eventually(lambda: is_refused(home, worker.signed), seconds=30)


async def test_a_token_used_twice_takes_the_access_of_its_session(home: Center, mailbox: Mailbox) -> None:
    first = await sign_in(home.api, mailbox, (await home.enter())["mail"])
    _, second = await renew(home.api, first["refresh_token"])
    await renew(home.api, first["refresh_token"])
    await eventually(lambda: is_refused(home, second), seconds=30)


async def test_what_is_published_leads_to_no_session(home: Center, mailbox: Mailbox) -> None:
    signed = await sign_in(home.api, mailbox, (await home.enter())["mail"])
    session = UUID(hex=signed["refresh_token"].partition(".")[0])
    assert name_of(session) not in await published(home.api)
    await home.api.as_(signed["access_token"]).delete("/sign-in/sessions/current")
    names = await published(home.api)
    assert name_of(session) in names
    assert all(len(one) == 32 for one in names)
    assert session.hex not in str(names)


async def test_a_session_that_nobody_came_back_to_is_not_named(
    home: Center, mailbox: Mailbox, database_of: DatabaseOf
) -> None:
    signed = await sign_in(home.api, mailbox, (await home.enter())["mail"])
    session = UUID(hex=signed["refresh_token"].partition(".")[0])
    connection = await asyncpg.connect(await database_of("registry"))
    async with connection.transaction():
        await connection.execute("select set_config('app.session', $1, true)", str(session))
        await connection.execute("update sessions set expires_at = now() - interval '1 second'")
        await connection.execute("delete from sessions")
    await connection.close()
    assert name_of(session) not in await published(home.api)


async def test_what_ended_is_known_to_the_first_request_after_a_pause() -> None:
    names: list[str] = []

    async def read() -> list[str]:
        return names

    ended, gone = Ended(read), new_id()
    assert not await ended.has(gone)
    names.append(name_of(gone))
    ended._looked_at -= 3.5
    assert await ended.has(gone)


async def test_while_the_registry_is_silent_what_was_known_stays() -> None:
    gone, silent = new_id(), False

    async def read() -> list[str]:
        if silent:
            raise OSError
        return [name_of(gone)]

    ended = Ended(read)
    assert await ended.has(gone)
    assert not await ended.has(new_id())
    silent = True
    ended._looked_at = float("-inf")
    assert await ended.has(gone)


async def published(api: Api) -> list[str]:
    names: list[str] = (await api.root.get(NAMES)).json()["names"]
    return names
