"""A running registry, a center opened in it, and the mailbox in which its sign-in codes arrive."""

from collections.abc import AsyncIterator, Awaitable, Callable
from uuid import UUID

import nats
import pytest
from nats.aio.msg import Msg

from shared.contracts.requests import CodeSent, SendCode, SendWarning
from shared.testing.running import Api, Running
from shared.testing.servers import Servers
from shared.testing.tokens import Tokens
from tests.registry.making import Center, connected, make_center


@pytest.fixture
async def api(running: Running) -> AsyncIterator[Api]:
    """The registry, called by nobody in particular."""
    async with running("registry") as found:
        yield found


@pytest.fixture
def open_center(api: Api, tokens: Tokens) -> Callable[[], Awaitable[Center]]:
    """`await open_center()` opens one more center."""

    async def opened() -> Center:
        answer = await api.as_(tokens.operator()).post("/centers", json=make_center())
        assert answer.status_code == 201, answer.text
        return Center(UUID(answer.json()["id"]), api, tokens)

    return opened


@pytest.fixture
async def home(open_center: Callable[[], Awaitable[Center]]) -> Center:
    """A center of the test's own."""
    return await open_center()


@pytest.fixture
async def foreign(open_center: Callable[[], Awaitable[Center]]) -> Center:
    """Another center."""
    return await open_center()


class Mailbox:
    """Takes the codes and warnings that the registry asks to be sent."""

    def __init__(self) -> None:
        self.taken: list[SendCode] = []
        self.warnings: list[SendWarning] = []
        self.sends = True

    async def take(self, message: Msg) -> None:
        self.taken.append(SendCode.model_validate_json(message.data))
        await message.respond(CodeSent(sent=self.sends).model_dump_json().encode())

    async def warn(self, message: Msg) -> None:
        self.warnings.append(SendWarning.model_validate_json(message.data))
        await message.respond(CodeSent(sent=True).model_dump_json().encode())

    def warned(self, address: str) -> list[SendWarning]:
        """Of what one address was warned, oldest first."""
        return [one for one in self.warnings if one.address == address]

    def to(self, address: str) -> list[SendCode]:
        """What was sent to one address, oldest first."""
        return [one for one in self.taken if one.address == address]


@pytest.fixture
async def mailbox(
    servers: Servers, worker: str, api: Api, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Mailbox]:
    """Whoever sends messages, seen from the registry; notifications, which may run beside it, are not asked."""
    box = Mailbox()
    connection = await nats.connect(servers.nats_of(worker))
    for request in (SendCode, SendWarning):
        monkeypatch.setattr(request, "subject", f"rq.{request.verb}.mailbox")
    await connection.subscribe(SendCode.subject, cb=box.take)
    await connection.subscribe(SendWarning.subject, cb=box.warn)
    await connection.flush()
    await connected(api)
    yield box
    await connection.close()
