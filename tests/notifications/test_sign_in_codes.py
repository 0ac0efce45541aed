"""Sign-in codes go out at once, into no stream and no log."""

from collections.abc import AsyncIterator

import nats
import pytest
import structlog
from nats.aio.client import Client

from services.notifications.post.service import PostOffice
from services.notifications.sign_in.subscribers import replies_of
from shared.contracts.requests import CodeSent, SendCode
from shared.kit.database import Database
from shared.kit.ids import new_id
from shared.kit.replies import Reply
from shared.testing.polling import Eventually
from shared.testing.running import Api, Running
from shared.testing.servers import Servers
from tests.notifications.conftest import Desk
from tests.notifications.smtp import mail_server


@pytest.fixture
async def bus(servers: Servers, worker: str, api: Api) -> AsyncIterator[Client]:
    connection = await nats.connect(servers.nats_of(worker))
    yield connection
    await connection.close()


async def send(bus: Client, eventually: Eventually, ask: SendCode) -> CodeSent:
    async def answered() -> CodeSent | None:
        try:
            answer = await bus.request(ask.subject, ask.model_dump_json().encode(), timeout=5)
        except nats.errors.NoRespondersError:
            return None
        return CodeSent.model_validate_json(answer.data)

    found = await eventually(answered)
    assert found is not None
    return found


async def test_code_arrives_in_the_local_mailbox_and_is_not_logged(
    bus: Client, eventually: Eventually, desk: Desk
) -> None:
    address = f"{new_id().hex}@example.org"
    with structlog.testing.capture_logs() as logged:
        answer = await send(bus, eventually, SendCode(way="mail", address=address, code="470911"))
    assert answer.sent
    (letter,) = await desk.mail(address)
    assert letter["title"] == "Код для входа"
    assert letter["text"].startswith("Ваш код: 470911. Он действует 10\N{NO-BREAK SPACE}минут.")
    assert "470911" not in str(logged)
    assert address not in str(logged)


async def test_code_by_phone_arrives_in_the_local_mailbox_too(
    bus: Client, eventually: Eventually, desk: Desk
) -> None:
    number = f"+7900{new_id().int % 10**7:07}"
    answer = await send(
        bus, eventually, SendCode(way="phone", address=number, code="470912", language="en", minutes=1)
    )
    assert answer.sent
    (letter,) = await desk.mail(number)
    assert "Your code: 470912. It is good for 1\N{NO-BREAK SPACE}minute." in letter["text"]


async def test_mailbox_is_absent_where_nobody_asked_for_it(running: Running) -> None:
    async with running("notifications", dev_mail=False, nats=None) as api:
        assert (await api.get("/dev/mail")).status_code == 404
        assert not any("/dev/" in path for path in (await api.root.get("/openapi.json")).json()["paths"])


@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")  # loaded by Apprise
async def test_code_leaves_by_mail_where_there_is_a_way_out(desk: Desk) -> None:
    address = f"{new_id().hex}@example.org"
    async with mail_server() as server:
        reply = _code_reply(PostOffice(server.url, dev_mail=True))
        database = Database("postgresql://nobody@127.0.0.1:1/none")
        answer = await reply.run(database, SendCode(way="mail", address=address, code="470913"))
        assert answer == CodeSent(sent=True)
        (letter,) = server.taken
        assert "470913" in letter.get_content()
    assert await desk.mail(address) == []


async def test_code_without_any_way_out_is_not_sent(desk: Desk) -> None:
    reply = _code_reply(PostOffice())
    database = Database("postgresql://nobody@127.0.0.1:1/none")
    for way in ("mail", "phone"):
        ask = SendCode.model_validate({"way": way, "address": "x@example.org", "code": "470914"})
        assert await reply.run(database, ask) == CodeSent(sent=False)


def _code_reply(office: PostOffice) -> Reply:
    return next(one for one in replies_of(office) if one.of is SendCode)
