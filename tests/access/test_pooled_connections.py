"""A connection that goes back into the pool takes no tenant context along."""

import asyncio
from collections.abc import AsyncIterator
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from shared.kit.database import Database
from shared.kit.ids import new_id
from tests.registry.making import DatabaseOf

_WHERE = "select current_setting('app.center', true)"


@pytest.fixture
async def database(database_of: DatabaseOf) -> AsyncIterator[Database]:
    """A database with one connection in its pool."""
    found = Database(await database_of("registry"), pool=1)
    found.engine.pool._max_overflow = 0  # type: ignore[attr-defined]  # so that every session gets the same one
    yield found
    await found.close()


async def center_of(session: AsyncSession) -> str:
    found: str = (await session.execute(text(_WHERE))).scalar_one()
    return found


async def left_behind(database: Database) -> str | None:
    """The center that somebody would be in who enters none."""
    async with database.engine.connect() as connection:
        found: str | None = (await connection.execute(text(_WHERE))).scalar_one()
    return found


async def test_the_next_session_is_in_its_own_center(database: Database) -> None:
    first, second = new_id(), new_id()
    async with database.transaction(first) as session:
        assert await center_of(session) == str(first)
    async with database.transaction(second) as session:
        assert await center_of(session) == str(second)
    async with database.transaction(None) as session:
        assert await center_of(session) == ""


async def test_a_committed_session_leaves_nothing_behind(database: Database) -> None:
    async with database.transaction(new_id()) as session:
        await center_of(session)
    assert await left_behind(database) in ("", None)


async def test_a_failed_session_leaves_nothing_behind(database: Database) -> None:
    async def fail() -> None:
        async with database.transaction(new_id()) as session:
            await center_of(session)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert await left_behind(database) in ("", None)


async def test_a_cancelled_session_leaves_nothing_behind(database: Database) -> None:
    entered = asyncio.Event()

    async def work() -> None:
        async with database.transaction(new_id()) as session:
            await center_of(session)
            entered.set()
            await session.execute(text("select pg_sleep(60)"))

    task = asyncio.create_task(work())
    await entered.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await left_behind(database) in ("", None)


async def test_sessions_at_once_do_not_mix(database_of: DatabaseOf) -> None:
    database = Database(await database_of("registry"), pool=3)

    async def work(center: UUID) -> bool:
        async with database.transaction(center) as session:
            seen = {await center_of(session)}
            await asyncio.sleep(0)
            seen.add(await center_of(session))
        return seen == {str(center)}

    assert all(await asyncio.gather(*(work(new_id()) for _ in range(60))))
    await database.close()


async def test_the_context_returns_after_a_commit_within_a_session(database: Database) -> None:
    center = new_id()
    async with database.session(center) as session:
        await center_of(session)
        await session.commit()
        assert await center_of(session) == str(center)
        await session.rollback()
        assert await center_of(session) == str(center)


async def test_the_plain_pool_leaves_nothing_behind(database: Database) -> None:
    pool = await database.pool()
    async with pool.acquire() as connection:
        await connection.execute(f"begin; set local app.center = '{new_id()}'")
        await connection.execute("commit")
    async with pool.acquire() as connection:
        assert await connection.fetchval(_WHERE) in ("", None)


@pytest.mark.parametrize(
    "setting", ["contact", "account", "sign_in_request", "session", "subject", "purpose"]
)
async def test_what_a_purpose_shows_ends_with_its_transaction(database: Database, setting: str) -> None:
    async with database.transaction(None) as session:
        await session.execute(text("select set_config('app.' || :name, 'x', true)"), {"name": setting})
    async with database.transaction(new_id()) as session:
        left = await session.execute(text(f"select current_setting('app.{setting}', true)"))
        assert left.scalar_one() in ("", None)
