"""Whoever enters a list may be killed at any moment: the list goes on to its end, or stops where it is told, and
everybody is entered once, with one fact each."""

from collections.abc import AsyncIterator, Iterator
from uuid import UUID

import pytest

from services.registry.exchange.imports.model import Import
from services.registry.exchange.imports.repository import get_import
from services.registry.exchange.imports.use_cases.change_import import apply_import, cancel_import
from services.registry.exchange.imports.use_cases.take_file import TakeFile, take_file
from shared.kit.database import Database
from shared.kit.ids import new_id
from shared.testing.databases import Databases
from shared.testing.polling import Eventually
from shared.testing.servers import Servers
from tests.registry.imports.sending import csv_of
from tests.registry.imports.working import ListWorker
from tests.registry.making import Json, rows

ROWS = 2200


@pytest.fixture
async def dsn(servers: Servers, worker: str) -> AsyncIterator[str]:
    """A database that nobody else works on."""
    own = Databases(servers, f"{worker}_kills")
    yield await own.of("registry")
    await own.drop()


@pytest.fixture
async def database(dsn: str) -> AsyncIterator[Database]:
    found = Database(dsn)
    yield found
    await found.close()


@pytest.fixture
def list_worker(dsn: str) -> Iterator[ListWorker]:
    made = ListWorker(dsn)
    yield made
    made.kill()


@pytest.fixture
async def center(database: Database) -> UUID:
    center = new_id()
    async with database.transaction(center) as session:
        connection = await session.connection()
        await connection.exec_driver_sql(
            "insert into centers (id, slug, name, host, address, version, opened_at)"
            f" values ('{center}', '{center.hex[-20:]}', 'x', 'library', 'x', 1, now())"
        )
    return center


async def _begun(database: Database, center: UUID, eventually: Eventually) -> UUID:
    """A list that is being applied."""
    listed = csv_of(
        ("Фамилия", "Имя", "Телефон"), *((f"Иванов{at}", "Пётр", f"+7916{at:07}") for at in range(ROWS))
    )
    async with database.transaction(center) as session:
        made = await take_file(session, TakeFile(center, new_id(), "residents", "list.csv", listed, None))

    async def ready() -> bool:
        return (await _now(database, center, made.id)).state == "ready"

    await eventually(ready)
    async with database.transaction(center) as session:
        await apply_import(session, center, made.id)
    return made.id


async def _now(database: Database, center: UUID, import_id: UUID) -> Import:
    async with database.transaction(center) as session:
        return await get_import(session, center, import_id)


async def _entered(dsn: str, center: UUID) -> Json:
    """How many people, contacts and facts there are, and of how many people the facts are."""
    (found,) = await rows(
        dsn,
        "select (select count(*) from residents where center_id = $1) as people,"
        " (select count(*) from resident_contacts where center_id = $1) as contacts,"
        " (select count(*) from outbox where center_id = $1 and type = 'registry.resident.joined.v1') as facts,"
        " (select count(distinct data::jsonb->>'resident_id') from outbox where center_id = $1) as told,"
        " (select count(*) from import_rows where state = 'applied') as applied",
        center,
        center=center,
    )
    return found


async def test_list_goes_on_to_its_end_and_enters_everybody_once(
    dsn: str, database: Database, center: UUID, list_worker: ListWorker, eventually: Eventually
) -> None:
    list_worker.start()
    import_id = await _begun(database, center, eventually)
    seen = 0
    for _ in range(3):

        async def further(than: int = seen) -> bool:
            return (await _now(database, center, import_id)).applied > than

        await eventually(further, every=0.005)
        list_worker.kill()
        seen = (await _now(database, center, import_id)).applied
        assert (await _entered(dsn, center))["people"] == seen
        list_worker.start()
    assert 0 < seen <= ROWS

    async def applied() -> bool:
        return (await _now(database, center, import_id)).state == "applied"

    await eventually(applied)
    assert await _entered(dsn, center) == dict.fromkeys(
        ("people", "contacts", "facts", "told", "applied"), ROWS
    )


async def test_list_that_was_killed_can_be_stopped_and_says_what_was_entered(
    dsn: str, database: Database, center: UUID, list_worker: ListWorker, eventually: Eventually
) -> None:
    list_worker.start()
    import_id = await _begun(database, center, eventually)

    async def begun() -> bool:
        return (await _now(database, center, import_id)).applied > 0

    await eventually(begun, every=0.005)
    list_worker.kill()
    async with database.transaction(center) as session:
        stopped = await cancel_import(session, center, import_id)
    list_worker.start()
    entered = await _entered(dsn, center)
    assert (stopped.state, entered["people"], entered["facts"]) == (
        "cancelled",
        stopped.applied,
        stopped.applied,
    )
    assert 0 < stopped.applied < ROWS
    (queued,) = await rows(dsn, "select count(*) as n from import_queue")
    assert queued["n"] == 0
