"""A city that was set up with older texts gets the better ones, and keeps what it has written itself."""

import runpy
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

import services.registry.migrations
from shared.testing.running import City

_MIGRATION = Path(services.registry.migrations.__path__[0]) / "versions" / "0022_checked_texts.py"
_ONE = "8a0f6d1e-0001-4c55-9a55-50c1a1000001"
_LATER = "8a0f6d1e-000d-4c55-9a55-50c1a100000d"
_GROUND = "update rules set legal_basis = :basis where code = :code"
_GROUNDS = "select legal_basis from rules where code in ('tos.age', 'tos.meeting') order by code"
_OLD = "update articles set body = 'Как было.' where id = :id"
_READ = "select body, version from articles where id = :id"
_VERSIONS = "select version from article_versions where article_id = :id order by version"


@pytest.fixture
async def owner(city_of_tests: City) -> AsyncIterator[AsyncConnection]:
    """The database as its owner sees it; whatever is done is taken back."""
    await city_of_tests.databases.of("registry")
    dsn = city_of_tests.databases.as_admin("registry").replace("postgresql://", "postgresql+asyncpg://", 1)
    engine = create_async_engine(dsn)
    async with engine.connect() as connection:
        yield connection
        await connection.rollback()
    await engine.dispose()


async def renewed(owner: AsyncConnection) -> None:
    await owner.run_sync(runpy.run_path(str(_MIGRATION))["check"])


async def test_an_article_that_nobody_touched_takes_the_text_of_its_file(owner: AsyncConnection) -> None:
    await owner.execute(text(_OLD), {"id": _ONE})
    await renewed(owner)
    body, version = (await owner.execute(text(_READ), {"id": _ONE})).one()
    assert body.startswith("Обращение бывает трёх видов")
    assert version == 2
    assert (await owner.scalars(text(_VERSIONS), {"id": _ONE})).all() == [1, 2]


async def test_what_a_city_has_corrected_stays_as_it_is(owner: AsyncConnection) -> None:
    await owner.execute(text(_OLD), {"id": _ONE})
    await owner.execute(
        text("update article_versions set saved_by = :who where article_id = :id"),
        {"id": _ONE, "who": uuid4()},
    )
    await renewed(owner)
    assert (await owner.execute(text(_READ), {"id": _ONE})).one() == ("Как было.", 1)


async def test_what_is_as_in_its_file_gets_no_new_version(owner: AsyncConnection) -> None:
    await renewed(owner)
    assert (await owner.scalars(text(_VERSIONS), {"id": _ONE})).all() == [1]


async def test_a_removed_article_does_not_come_back_and_missing_words_do(owner: AsyncConnection) -> None:
    await owner.execute(text("delete from articles where id = :id"), {"id": _ONE})
    await owner.execute(text("delete from directory_synonyms where said = 'залили соседи'"))
    await renewed(owner)
    assert (await owner.execute(text(_READ), {"id": _ONE})).all() == []
    said = await owner.scalars(text("select means from directory_synonyms where said = 'залили соседи'"))
    assert len(said.all()) == 1


async def test_an_article_that_came_later_is_put_into_a_city_that_was_set_up_before_it(
    owner: AsyncConnection,
) -> None:
    await owner.execute(text("delete from articles where id = :id"), {"id": _LATER})
    await renewed(owner)
    body, version = (await owner.execute(text(_READ), {"id": _LATER})).one()
    assert "региональной программе" in body
    assert version == 1
    await renewed(owner)
    assert (await owner.scalars(text(_VERSIONS), {"id": _LATER})).all() == [1]


async def test_the_ground_of_a_rule_is_renewed_unless_the_operator_wrote_another(
    owner: AsyncConnection,
) -> None:
    await owner.execute(text(_GROUND), {"code": "tos.age", "basis": "Закон № 131-ФЗ, ст. 27, ч. 6"})
    await owner.execute(text(_GROUND), {"code": "tos.meeting", "basis": "Устав нашего города"})
    await renewed(owner)
    renewed_ground, own = (await owner.scalars(text(_GROUNDS))).all()
    assert "названо 18 лет" in renewed_ground
    assert own == "Устав нашего города"
