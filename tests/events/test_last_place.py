"""While somebody is half-way through taking the last place, nobody is sent to the waiting list for good."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from services.events.registrations.schemas import RegistrationRead
from services.events.registrations.use_cases.sign_up import SignUp, sign_up
from shared.kit.clock import now
from shared.kit.ids import new_id
from shared.testing.polling import Eventually
from tests.events.conftest import Plan


class Hand:
    """One transaction that signs somebody up, kept open as long as the test likes."""

    def __init__(self, connection: Any, center: UUID) -> None:  # Any: an asyncpg connection
        self.connection, self.center = connection, center

    async def begin(self) -> None:
        await self.connection.execute(f"rollback; begin; set local app.center = '{self.center}'")

    async def sign_up(self, event: str) -> RegistrationRead:
        await self.begin()
        wish = SignUp(self.center, new_id(), UUID(event), new_id(), "web", now(), late=False)
        return await sign_up(self.connection, wish, self.begin)

    async def end(self, how: str) -> None:
        await self.connection.execute(how)


@pytest.fixture
async def hands(
    database_of: Callable[[str], Awaitable[str]], center: UUID
) -> AsyncIterator[tuple[Hand, Hand]]:
    dsn = await database_of("events")
    connections = [await asyncpg.connect(dsn), await asyncpg.connect(dsn)]
    yield Hand(connections[0], center), Hand(connections[1], center)
    for connection in connections:
        await connection.close()


@pytest.mark.parametrize(("first_ends", "second_is"), [("rollback", "registered"), ("commit", "waiting")])
async def test_second_waits_until_the_first_has_taken_the_last_place_or_not(
    plan: Plan,
    hands: tuple[Hand, Hand],
    driver: Any,  # Any: an asyncpg connection
    eventually: Eventually,
    first_ends: str,
    second_is: str,
) -> None:
    first, second = hands
    event = (await plan(capacity=1))["id"]
    assert (await first.sign_up(event)).state == "registered"
    coming = asyncio.create_task(second.sign_up(event))
    blocked = "select 1 from pg_stat_activity where pid = $1 and wait_event_type = 'Lock'"
    pid = second.connection.get_server_pid()
    await eventually(lambda: driver.fetchval(blocked, pid))
    await first.end(first_ends)
    assert (await coming).state == second_is
    await second.end("commit")


async def test_two_at_two_places_do_not_wait_for_each_other(plan: Plan, hands: tuple[Hand, Hand]) -> None:
    first, second = hands
    event = (await plan(capacity=2))["id"]
    assert (await first.sign_up(event)).state == "registered"
    async with asyncio.timeout(5):
        assert (await second.sign_up(event)).state == "registered"
    for hand in hands:
        await hand.end("commit")
