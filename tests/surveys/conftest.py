"""What tests of surveys start from: the service running, a manager's desk, a resident, an open survey."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import asyncpg
import httpx
import orjson
import pytest

from shared.contracts.registry import ResidentJoinedV1
from shared.kit.ids import new_id
from shared.testing.polling import Eventually
from shared.testing.running import Api, Running, Tell
from shared.testing.tokens import Tokens

Json = dict[str, Any]  # Any: JSON

YARD: Sequence[Json] = (
    {"code": "want", "kind": "choices", "text": "Что поставить во дворе?", "required": True,
     "options": [{"code": "bench", "text": "Скамейку"}, {"code": "lamp", "text": "Фонарь"},
                 {"code": "nothing", "text": "Ничего", "alone": True}]},
    {"code": "where", "kind": "choice", "text": "Где скамейку?",
     "show_if": {"question": "want", "any_of": ["bench"]},
     "options": [{"code": "gate", "text": "У ворот"}, {"code": "middle", "text": "Посередине"}]},
    {"code": "mood", "kind": "scale", "text": "Как вам во дворе?"},
    {"code": "children", "kind": "number", "text": "Сколько у вас детей?", "largest": 20},
    {"code": "words", "kind": "text", "text": "Что ещё сказать?"},
)  # fmt: skip


@dataclass(frozen=True)
class Desk:
    """A center seen by its manager, and by residents."""

    api: Api
    center: UUID
    tokens: Tokens

    @property
    def surveys(self) -> str:
        return f"/centers/{self.center}/surveys"

    @property
    def manager(self) -> Api:
        return self.api.as_(self.tokens.manager(self.center))

    def resident(self, resident_id: UUID | None = None) -> Api:
        return self.api.as_(self.tokens.resident(self.center, resident_id or new_id()))

    async def make(self, **overrides: object) -> Json:
        """A draft; the yard's questions unless said otherwise."""
        body = {"title": "Что сделать во дворе весной?", "questions": YARD, **overrides}
        if "questionnaire" in overrides:
            body = overrides
        made = await self.manager.post(self.surveys, json=body)
        assert made.status_code == 201, made.text
        return dict(made.json())

    async def opened(self, **overrides: object) -> str:
        """The id of a survey that takes answers."""
        survey = await self.make(**overrides)
        opened = await self.manager.post(f"{self.surveys}/{survey['id']}/open")
        assert opened.status_code == 200, opened.text
        return str(survey["id"])

    async def close(self, survey: str) -> None:
        closed = await self.manager.post(f"{self.surveys}/{survey}/close")
        assert closed.status_code == 200, closed.text

    async def answer(self, survey: str, by: Api | None = None, **body: object) -> httpx.Response:
        """A new resident answers on the web, unless `by` is somebody else."""
        sheet = {"answers": {"want": ["bench"]}, **body}
        return await (by or self.resident()).post(f"{self.surveys}/{survey}/answers", json=sheet)


@pytest.fixture
async def desk(running: Running, center: UUID, tokens: Tokens) -> AsyncIterator[Desk]:
    async with running("surveys") as api:
        yield Desk(api, center, tokens)


@pytest.fixture
def another_desk(desk: Desk) -> Desk:
    """The same service seen from a foreign center."""
    return Desk(desk.api, new_id(), desk.tokens)


Rows = Callable[..., Awaitable[list[asyncpg.Record]]]


@pytest.fixture
async def rows(database_of: Callable[[str], Awaitable[str]], center: UUID) -> AsyncIterator[Rows]:
    """`await rows("select …")` in the tenant context of the test's center, under the service's own role."""
    connection = await asyncpg.connect(await database_of("surveys"))
    await connection.execute("select set_config('app.center', $1, false)", str(center))

    async def run(query: str, *args: object) -> list[asyncpg.Record]:
        return list(await connection.fetch(query, *args))

    yield run
    await connection.close()


Facts = Callable[[], Awaitable[list[tuple[str, Json]]]]


@pytest.fixture
def facts(rows: Rows, center: UUID) -> Facts:
    """What the center has said so far: types and bodies of facts, as they stand in the outbox."""

    async def said() -> list[tuple[str, Json]]:
        found = await rows("select type, data from outbox where center_id = $1 order by id", center)
        return [(row["type"], orjson.loads(row["data"])) for row in found]

    return said


Join = Callable[[], Awaitable[UUID]]


@pytest.fixture
def joined(told: Tell, eventually: Eventually, rows: Rows, desk: Desk) -> Join:
    """A resident of the center whom the service has heard of."""

    async def join() -> UUID:
        resident_id = new_id()
        fact = ResidentJoinedV1(
            resident_id=resident_id, house_id=None, premises_id=None, adult=True, channel="web"
        )
        await told(fact, desk.center)
        await eventually(lambda: rows("select from residents where id = $1", resident_id))
        return resident_id

    return join
