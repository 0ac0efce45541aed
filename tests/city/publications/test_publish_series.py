"""When the clock publishes."""

from sqlalchemy import text

from services.city.publications.use_cases.publish_series import publish_closed, publish_open
from services.city.rebuild import after_rebuild
from tests.city.conftest import City

_LATEST = "select count(*) as number from publications"


async def number_of_publications(city: City) -> int:
    (row,) = await city.rows(_LATEST)
    return int(row.number)


async def some_time_ago(city: City, minutes: int) -> None:
    async with city.database.transaction(None) as session:
        await session.execute(text(f"update looks set began_at = began_at - interval '{minutes} minutes'"))


async def test_the_clock_publishes_open_periods(city: City) -> None:
    await city.joined(await city.opened(), 30)
    await publish_open(city.database)
    assert await number_of_publications(city)


async def test_nothing_heard_is_nothing_looked_at(city: City) -> None:
    await city.joined(await city.opened(), 30)
    await publish_open(city.database)
    before = await city.rows("select began_at from looks")
    await publish_open(city.database)
    assert await city.rows("select began_at from looks") == before


async def test_what_comes_by_the_clock_alone_is_seen_after_a_minute(city: City) -> None:
    await city.joined(await city.opened(), 30)
    await publish_open(city.database)
    await some_time_ago(city, 2)
    before = await city.rows("select began_at from looks")
    await publish_open(city.database)
    assert await city.rows("select began_at from looks") != before


async def test_a_rebuild_publishes_nothing_until_all_is_heard_again(city: City) -> None:
    center = await city.opened()
    await city.joined(center, 30)
    await publish_open(city.database)
    published = await number_of_publications(city)
    async with city.database.transaction(None) as session:
        await session.execute(text("delete from heard"))
        await session.execute(text("delete from residents"))
    await city.joined(center, 10)
    await some_time_ago(city, 2)
    await publish_open(city.database)
    assert await number_of_publications(city) == published


async def test_after_a_rebuild_publication_goes_on(city: City) -> None:
    center = await city.opened()
    await city.joined(center, 30)
    await publish_open(city.database)
    async with city.database.transaction(None) as session:
        await session.execute(text("delete from heard"))
        await after_rebuild(session)
    await city.joined(center, 10)
    published = await number_of_publications(city)
    await publish_open(city.database)
    assert await number_of_publications(city) > published


async def test_an_empty_city_has_no_closed_periods(city: City) -> None:
    await publish_closed(city.database)
    assert await number_of_publications(city) == 0
