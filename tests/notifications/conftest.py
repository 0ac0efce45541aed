"""Notifications at work beside a real registry, which knows how residents are reached."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import asyncpg
import orjson
import pytest

from shared.contracts.fact import Fact
from shared.kit.ids import new_id
from shared.testing.polling import Eventually
from shared.testing.running import Api, Running, Tell
from shared.testing.tokens import Tokens

Json = dict[str, Any]  # Any: JSON


@dataclass(frozen=True)
class Desk:
    """What a test sees of one center: its messages, its calls, its mail, its facts."""

    api: Api
    tokens: Tokens
    center: UUID
    driver: Any  # Any: an asyncpg connection
    tell: Tell
    eventually: Eventually

    @property
    def manager(self) -> Api:
        """The service as a manager of the center calls it."""
        return self.api.as_(self.tokens.manager(self.center))

    def resident(self, resident: UUID) -> Api:
        """The service as one resident of the center calls it."""
        return self.api.as_(self.tokens.resident(self.center, resident))

    async def told(self, fact: Fact) -> UUID:
        """Says a fact as its own service would."""
        return await self.tell(fact, self.center)

    async def messages(self, resident: UUID, **query: str | int) -> Json:
        """What a resident reads."""
        path = f"/centers/{self.center}/residents/{resident}/messages"
        answer = await self.resident(resident).get(path, params=query)
        assert answer.status_code == 200, answer.text
        page: Json = answer.json()
        return page

    async def codes(self, resident: UUID) -> list[str]:
        """The codes of what a resident was told, oldest first."""
        return [one["code"] for one in reversed((await self.messages(resident))["items"])]

    async def is_told(self, resident: UUID, *codes: str) -> None:
        """Waits until a resident was told exactly this, in this order."""

        async def was_told() -> bool:
            assert await self.codes(resident) == list(codes)
            return True

        await self.eventually(was_told)

    async def has_heard(self, fact_id: UUID) -> None:
        """Waits until the service has taken a fact in."""
        await self.eventually(
            lambda: self.driver.fetchval("select 1 from inbox where event_id = $1", fact_id)
        )

    async def prefers(self, resident: UUID, way: str, language: str = "ru") -> None:
        """A resident has chosen how to be told things; of how that is done test_preferences tells."""
        await self.driver.execute(
            """
            insert into preferences (center_id, resident_id, way, language, version) values ($1, $2, $3, $4, 1)
            on conflict (center_id, resident_id) do update set way = $3, language = $4
            """,
            self.center, resident, way, language,
        )  # fmt: skip

    async def calls(self) -> list[Json]:
        """The managers' list."""
        found: list[Json] = (await self.manager.get(f"/centers/{self.center}/calls")).json()["items"]
        return found

    async def mail(self, address: str) -> list[Json]:
        """What arrived in the local mailbox for an address."""
        found: list[Json] = (await self.api.get("/dev/mail", params={"address": address})).json()["items"]
        return found

    async def said(self) -> list[Json]:
        """The facts that the service has put into its outbox for this center, in order."""
        rows = await self.driver.fetch(
            "select data from outbox where center_id = $1 order by id", self.center
        )
        return [orjson.loads(row["data"]) for row in rows]


@pytest.fixture
async def api(running: Running) -> AsyncIterator[Api]:
    async with running("notifications") as api:
        yield api


@pytest.fixture
async def desk(
    api: Api,
    tokens: Tokens,
    center: UUID,
    told: Tell,
    eventually: Eventually,
    database_of: Callable[[str], Awaitable[str]],
) -> AsyncIterator[Desk]:
    """One center's desk."""
    connection = await asyncpg.connect(await database_of("notifications"))
    await connection.execute("select set_config('app.center', $1, false)", str(center))
    yield Desk(api, tokens, center, connection, told, eventually)
    await connection.close()


Enter = Callable[..., Awaitable[UUID]]


@pytest.fixture
async def enter(running: Running, tokens: Tokens, center: UUID) -> AsyncIterator[Enter]:
    """Enters a resident into the registry: `await enter(mail="anna@example.org")`."""
    async with running("registry") as registry:

        async def entered(**fields: object) -> UUID:
            body = {
                "family_name": "Осокина",
                "given_name": "Анна",
                "patronymic": "Ивановна",
                "ground": "нет телефона",
                **fields,
            }
            path = f"/centers/{center}/residents"
            answer = await registry.as_(tokens.manager(center)).post(path, json=body)
            assert answer.status_code == 201, answer.text
            return UUID(answer.json()["id"])

        yield entered


async def open_center(running: Running, tokens: Tokens) -> UUID:
    """A center that the registry knows, for tests in which it is asked for contacts."""
    body = {
        "name": "Соседский центр",
        "slug": f"c-{new_id().hex}",
        "host": "library",
        "address": "Садовая, 5",
    }
    async with running("registry") as registry:
        answer = await registry.as_(tokens.operator()).post("/centers", json=body)
        assert answer.status_code == 201, answer.text
        return UUID(answer.json()["id"])


@pytest.fixture
def somebody() -> UUID:
    """A resident of whom the registry has not spoken."""
    return new_id()
