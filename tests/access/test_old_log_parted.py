"""A log written before words stood apart is parted by the migration, and is whole again afterwards."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import asyncpg
import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import create_async_engine

from deploy.audit import look_through
from shared.kit.audit_seal import seal
from shared.kit.audit_words import part_words_from_log
from shared.kit.database import Database
from shared.kit.ids import new_id
from shared.testing.databases import Databases
from shared.testing.servers import Servers
from tests.access.catalog import Connection as Driver

_UNPART = "drop trigger part_words on audit; drop function part_words; drop table audit_words"
_OLD = """
insert into audit (center_id, at, actor_id, actor_role, action, about_id, ground)
values ($1, now() - interval '1 minute', gen_random_uuid(), 'manager', $2, gen_random_uuid(), $3)
"""


@dataclass
class Old:
    """A database of the time before."""

    dsn: str
    admin: str
    owner: Driver

    async def write(self, *grounds: str | None) -> None:
        for ground in grounds:
            await self.owner.execute(_OLD, new_id(), "resident.registered", ground)
        database = Database(self.dsn, pool=1)
        await seal(database)
        await database.close()

    async def migrate(self) -> None:
        engine = create_async_engine(self.admin.replace("postgresql://", "postgresql+asyncpg://", 1))
        async with engine.begin() as connection:
            await connection.execute(text("set local role talents_owner"))
            await connection.run_sync(_part)
        await engine.dispose()


def _part(connection: Connection) -> None:
    part_words_from_log(Operations(MigrationContext.configure(connection)), connection)


@pytest.fixture
async def old(servers: Servers, worker: str) -> AsyncIterator[Old]:
    databases = Databases(servers, f"{worker}_old")
    dsn = await databases.of("talents")
    owner = await asyncpg.connect(databases.as_admin("talents"))
    await owner.execute(_UNPART)
    yield Old(dsn, databases.as_admin("talents"), owner)
    await owner.close()
    await databases.drop()


async def test_words_of_old_lines_stand_apart_and_the_chain_is_whole(old: Old) -> None:
    await old.write(None, "paper", "попросила соседка", None, "записали дважды")
    await old.migrate()
    assert await old.owner.fetchval("select count(*) from audit where ground like '%о%'") == 0
    assert {row[0] for row in await old.owner.fetch("select ground from audit_words")} == {
        "попросила соседка", "записали дважды",
    }  # fmt: skip
    await old.write("paper")
    found = await look_through("talents", old.dsn, [])
    assert (found.wrong, found.lines) == ([], 6)
    assert await old.owner.fetchval("select relforcerowsecurity from pg_class where relname = 'audit_words'")


async def test_lines_without_places_keep_having_none(old: Old) -> None:
    await old.write("попросила соседка", "paper")
    await old.owner.execute("update audit_seal set hash = substr(hash, 9)")
    await old.migrate()
    assert await old.owner.fetchval("select max(length(hash)) from audit_seal") == 32
    assert (await look_through("talents", old.dsn, [])).wrong == []


async def test_a_chain_without_words_is_left_as_it_is(old: Old) -> None:
    await old.write("paper", None)
    before = await old.owner.fetch("select * from audit_seal order by audit_id")
    await old.migrate()
    assert await old.owner.fetch("select * from audit_seal order by audit_id") == before
