"""A center's calendar at work: the service, its people, its outbox."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import asyncpg
import orjson
import pytest

from shared.kit.clock import now
from shared.kit.ids import new_id
from shared.testing.running import Api, Running
from shared.testing.tokens import Tokens

Json = dict[str, Any]  # Any: JSON
Plan = Callable[..., Awaitable[Json]]
Said = Callable[[str], Awaitable[list[Json]]]


@pytest.fixture
async def api(running: Running) -> AsyncIterator[Api]:
    async with running("events") as api:
        yield api


@pytest.fixture
def manager(api: Api, tokens: Tokens, center: UUID) -> Api:
    """The service as a manager of the center calls it."""
    return api.as_(tokens.manager(center))


@pytest.fixture
def as_resident(api: Api, tokens: Tokens, center: UUID) -> Callable[[UUID], Api]:
    """The service as one resident of the center calls it."""
    return lambda resident: api.as_(tokens.resident(center, resident))


@pytest.fixture
async def driver(database_of: Callable[[str], Awaitable[str]], center: UUID) -> AsyncIterator[Any]:
    """A plain connection under the service's own role, in the context of the center."""
    connection = await asyncpg.connect(await database_of("events"))
    await connection.execute("select set_config('app.center', $1, false)", str(center))
    yield connection
    await connection.close()


@pytest.fixture
def knows(driver: Any, center: UUID) -> Callable[[], Awaitable[UUID]]:  # Any: an asyncpg connection
    """Makes a resident whom the center knows already."""

    async def known() -> UUID:
        resident = new_id()
        await driver.execute("insert into residents (center_id, id) values ($1, $2)", center, resident)
        return resident

    return known


@pytest.fixture
def said(driver: Any, center: UUID) -> Said:  # Any: an asyncpg connection
    """The facts of one type that the center's calendar has put into its outbox, in order."""

    async def facts(of: str) -> list[Json]:
        rows = await driver.fetch(
            "select data from outbox where center_id = $1 and type = $2 order by id", center, of
        )
        return [orjson.loads(row["data"]) for row in rows]

    return facts


@pytest.fixture
def plan(manager: Api, center: UUID) -> Plan:
    """Plans an event a week ahead: `await plan(capacity=2)`."""

    async def planned(**overrides: object) -> Json:
        body = {
            "kind": "club",
            "title": "Клуб настольных игр",
            "starts_at": (now() + timedelta(days=7)).isoformat(),
            **overrides,
        }
        answer = await manager.post(f"/centers/{center}/events", json=body)
        assert answer.status_code == 201, answer.text
        event: Json = answer.json()
        return event

    return planned


@pytest.fixture
def sign_up(as_resident: Callable[[UUID], Api], center: UUID) -> Callable[..., Awaitable[Json]]:
    """Signs a new resident up by themselves: `await sign_up(event)`."""

    async def signed_up(event: Json, resident: UUID | None = None) -> Json:
        answer = await as_resident(resident or new_id()).post(
            f"/centers/{center}/events/{event['id']}/registrations"
        )
        assert answer.status_code == 201, answer.text
        made: Json = answer.json()
        return made

    return signed_up
