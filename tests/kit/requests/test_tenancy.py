"""One center's rows stay its own, also when the code forgets to ask for them so."""

from uuid import UUID

import asyncpg
import pytest
from sqlalchemy import select, text

from shared.kit.database import Database, PrivilegedRole, refuse_privileged_role
from shared.kit.ids import new_id
from tests.kit.requests.conftest import Shelf
from tests.kit.requests.shelf import Thing


async def _put(database: Database, center: UUID, name: str) -> None:
    async with database.transaction(center) as session:
        session.add(Thing(name=name))


async def test_forgotten_where_shows_no_foreign_row(shelf: Shelf, center: UUID) -> None:
    database: Database = shelf.api.app.state.database
    other = new_id()
    await _put(database, center, "наша")
    await _put(database, other, "чужая")
    async with database.session(center) as session:
        assert [thing.name for thing in (await session.scalars(select(Thing))).all()] == ["наша"]


async def test_without_a_center_there_are_no_rows(shelf: Shelf, center: UUID) -> None:
    database: Database = shelf.api.app.state.database
    await _put(database, center, "наша")
    async with database.session(None) as session:
        assert (await session.scalars(select(Thing))).all() == []


async def test_row_for_another_center_is_refused(shelf: Shelf, center: UUID) -> None:
    pool = await shelf.api.app.state.database.pool()
    async with pool.acquire() as connection, connection.transaction():
        await connection.execute(f"set local app.center = '{center}'")
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(
                "insert into things (center_id, id, name, version) values ($1, $2, 'чужая', 1)",
                new_id(),
                new_id(),
            )


async def test_center_does_not_stay_on_a_pooled_connection(shelf: Shelf, center: UUID) -> None:
    database = Database(shelf.dsn, pool=1)
    try:
        await _put(database, center, "наша")
        async with database.engine.connect() as connection:
            setting = await connection.scalar(text("select current_setting('app.center', true)"))
        assert not setting
    finally:
        await database.close()


async def test_audit_line_cannot_be_changed(shelf: Shelf) -> None:
    pool = await shelf.api.app.state.database.pool()
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await pool.execute("update audit set action = 'nothing'")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await pool.execute("delete from audit")


async def test_service_does_not_start_under_a_superuser(shelf_dsns: tuple[str, str]) -> None:
    database = Database(shelf_dsns[1])
    try:
        with pytest.raises(PrivilegedRole):
            await refuse_privileged_role(database)
    finally:
        await database.close()
