"""Keeps the published series going: open periods as facts come, closed ones once, and again when many changed."""

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncSession

from services.city.indicators.model import INDICATORS
from services.city.periods.model import Period, closed_periods
from services.city.publications.use_cases.publish_table import publish_table
from shared.kit.clock import now
from shared.kit.database import Database

LOOK_BACK = timedelta(days=731)
"""Closed periods that ended before are not looked at again."""

_BY_CLOCK = timedelta(minutes=1)
"""An event that was to come has taken place, with no fact: so often one looks even when nothing was heard."""

_EARLIEST = text("""
select least(
  (select min(joined_at) from residents), (select min(attended_at) from registrations),
  (select min(starts_at) from events), (select min(stated_at) from needs),
  (select min(made_at) from offers), (select min(answered_at) from sheets))
""")

_HEARD = text("select facts from heard")
_LAST_LOOK = text("select facts, began_at, seconds from looks where at_what = :what")
_LOOKED = text("""
insert into looks (at_what, facts, began_at, seconds) values (:what, :facts, :began_at, :seconds)
on conflict (at_what) do update set facts = excluded.facts, began_at = excluded.began_at, seconds = excluded.seconds
""")


async def publish_open(database: Database) -> None:
    """Publishes today's month, quarter and year, where anything was heard; takes at most a tenth of the time."""
    await _look(database, "open", 10, publish_open_at)


async def publish_closed(database: Database) -> None:
    """Publishes periods that are over, where anything was heard; takes at most a fiftieth of the time."""
    await _look(database, "closed", 50, publish_closed_at)


async def publish_open_at(database: Database, at: datetime) -> None:
    """Publishes the month, the quarter and the year of `at` as they stand then."""
    for indicator in INDICATORS:
        async with _consistent(database) as session:
            await publish_table(session, indicator, Period.around(at), at)


async def publish_closed_at(database: Database, at: datetime) -> None:
    """Publishes every month, quarter and year that was over by `at`."""
    async with database.transaction(None) as session:
        earliest: datetime | None = (await session.execute(_EARLIEST)).scalar()
    if earliest is None:
        return
    for period in sorted(closed_periods(max(earliest, at - LOOK_BACK), at), key=lambda one: one.ends):
        for indicator in INDICATORS:
            async with _consistent(database) as session:
                await publish_table(session, indicator, [period], at)


@asynccontextmanager
async def _consistent(database: Database) -> AsyncIterator[AsyncSession]:
    """A transaction that sees the projections as they were at its beginning: what is compared is what is held."""
    async with database.transaction(None) as session:
        await session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        yield session


async def _look(
    database: Database, what: str, rest: int, publish: Callable[[Database, datetime], Awaitable[None]]
) -> None:
    at, began = now(), time.monotonic()
    async with database.transaction(None) as session:
        facts: int = (await session.execute(_HEARD)).scalar_one_or_none() or 0
        last = (await session.execute(_LAST_LOOK, {"what": what})).one_or_none()
    if last is not None and not _is_due(last, facts, at, rest):
        return
    await publish(database, at)
    async with database.transaction(None) as session:
        looked = {"what": what, "facts": facts, "began_at": at, "seconds": time.monotonic() - began}
        await session.execute(_LOOKED, looked)


def _is_due(last: Row[Any], facts: int, at: datetime, rest: int) -> bool:  # Any: columns of a text statement
    """Not before the last look has been paid for, and not while a rebuild hears again what was heard before."""
    since: timedelta = at - last.began_at
    if since < timedelta(seconds=rest * last.seconds) or facts < last.facts:
        return False
    return bool(facts > last.facts) or since >= _BY_CLOCK
