"""What is held for publication and what has been published.

Held are the contributions behind the numbers published last, each under the mark of its person: a hash of the id,
enough to tell how many persons an update touches, and meaningless once the id itself is forgotten.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Row as Found
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from services.city.disclosure.model import Count
from services.city.indicators.repository import CONTRIBUTIONS, HOURS
from services.city.periods.model import Period
from services.city.publications.model import Publication, Touched, row_from

_FRESH = """
fresh as (
  select center_id, part,
    case when person is null then ''::bytea else substr(sha256(uuid_send(person)), 1, 16) end as mark,
    sum(value)::integer as value
  from ({contributions}) as contributed group by 1, 2, 3
)
"""

_COMPARE = """
with {fresh}, kept as (
  select center_id, part, mark, value from held where period = :period and indicator = :indicator
), changed as (
  select center_id, mark from fresh full join kept using (center_id, part, mark)
  where fresh.value is distinct from kept.value
)
select center_id, count(distinct mark) filter (where mark <> '') as persons, count(*) as changes
from changed group by center_id
"""

_DROP = "delete from held where period = :period and indicator = :indicator and center_id = any(:centers)"

_HOLD = """
with {fresh}
insert into held (period, indicator, center_id, part, mark, value)
select :period, :indicator, center_id, part, mark, value from fresh where center_id = any(:centers)
"""

_FRESH_COUNTS = """
with {fresh}
select center_id, part, sum(value)::integer as value, count(distinct mark) filter (where mark <> '')::integer as persons
from fresh where center_id = any(:centers) group by grouping sets ((center_id, part), (center_id))
"""

_COUNTS = """
select center_id, part, sum(value)::integer as value, count(*) filter (where mark <> '')::integer as persons
from held where period = :period and indicator = :indicator group by center_id, part
"""

_PERSONS = """
select center_id, count(distinct mark) filter (where mark <> '')::integer as persons
from held where period = :period and indicator = :indicator group by center_id
"""

_MEDIAN = """
select center_id, ceil(percentile_cont(0.5) within group (order by hours))::integer as hours,
  count(distinct person)::integer as persons
from ({hours}) as waited group by grouping sets ((center_id), ())
"""

_LATEST = """
select distinct on (indicator) period, indicator, version, taken_at, rows from publications
where period = :period and indicator = any(:indicators) order by indicator, version desc
"""

_SERIES = """
select distinct on (period) period, indicator, version, taken_at, rows from publications
where indicator = :indicator order by period, version desc
"""

_ADD = """
insert into publications (period, indicator, version, taken_at, rows)
values (:period, :indicator, :version, :taken_at, cast(:rows as jsonb))
"""


def _bounds(period: Period, at: datetime) -> dict[str, object]:
    return {"begins": period.begins, "ends": min(period.ends, at)}


async def compare(session: AsyncSession, code: str, period: Period, at: datetime) -> dict[UUID, Touched]:
    """What publishing anew would touch, for each center of which anything has changed."""
    statement = _COMPARE.format(fresh=_FRESH.format(contributions=CONTRIBUTIONS[code]))
    asked = {"period": str(period), "indicator": code, **_bounds(period, at)}
    found = await session.execute(text(statement), asked)
    return {row.center_id: Touched(row.persons, row.changes) for row in found}


async def fresh_counts(
    session: AsyncSession, code: str, period: Period, at: datetime, centers: Iterable[UUID]
) -> tuple[dict[tuple[str, str], Count], dict[str, int]]:
    """The present numbers of `centers` by column, and how many different persons stand behind each."""
    statement = _FRESH_COUNTS.format(fresh=_FRESH.format(contributions=CONTRIBUTIONS[code]))
    found = (await session.execute(text(statement), {"centers": list(centers), **_bounds(period, at)})).all()
    cells = {
        (str(one.center_id), one.part): Count(one.value, one.persons) for one in found if one.part is not None
    }
    return cells, {str(one.center_id): one.persons for one in found if one.part is None}


async def hold(
    session: AsyncSession, code: str, period: Period, at: datetime, centers: Iterable[UUID]
) -> None:
    """Takes the present contributions of `centers` in place of those that were held."""
    asked = {"period": str(period), "indicator": code, "centers": list(centers)}
    await session.execute(text(_DROP), asked)
    statement = _HOLD.format(fresh=_FRESH.format(contributions=CONTRIBUTIONS[code]))
    await session.execute(text(statement), {**asked, **_bounds(period, at)})


async def held_counts(session: AsyncSession, code: str, period: Period) -> dict[tuple[str, str], Count]:
    """The numbers behind the publication, by center and column."""
    found = await session.execute(text(_COUNTS), {"period": str(period), "indicator": code})
    return {(str(row.center_id), row.part): Count(row.value, row.persons) for row in found}


async def held_persons(session: AsyncSession, code: str, period: Period) -> dict[str, int]:
    """How many different persons stand behind each center's row."""
    found = await session.execute(text(_PERSONS), {"period": str(period), "indicator": code})
    return {str(row.center_id): row.persons for row in found}


async def medians(
    session: AsyncSession, code: str, period: Period, at: datetime, k: int
) -> Mapping[UUID | None, int]:
    """Median hours, rounded up, of each center and of the city (None) where they stand for `k` persons."""
    if code not in HOURS:
        return {}
    found = await session.execute(text(_MEDIAN.format(hours=HOURS[code])), _bounds(period, at))
    return {row.center_id: row.hours for row in found if row.persons >= k and row.hours is not None}


async def centers(session: AsyncSession) -> set[UUID]:
    """Every center that was opened."""
    return set((await session.execute(text("select center_id from centers"))).scalars())


async def latest(session: AsyncSession, period: str, codes: Sequence[str]) -> dict[str, Publication]:
    """The newest publication of each of these indicators in the period."""
    found = await session.execute(text(_LATEST), {"period": period, "indicators": list(codes)})
    return {row.indicator: _publication(row) for row in found}


async def series(session: AsyncSession, code: str) -> list[Publication]:
    """The newest publication of every period of one indicator."""
    found = await session.execute(text(_SERIES), {"indicator": code})
    return [_publication(row) for row in found]


async def add(session: AsyncSession, publication: Publication) -> None:
    """Adds a version to the series; nothing that was published is ever changed."""
    await session.execute(
        text(_ADD),
        {
            "period": publication.period,
            "indicator": publication.indicator,
            "version": publication.version,
            "taken_at": publication.taken_at,
            "rows": orjson.dumps([row.as_json() for row in publication.rows]).decode(),
        },
    )


def _publication(found: Found[Any]) -> Publication:  # Any: columns of a text statement
    rows = tuple(row_from(one) for one in found.rows)
    return Publication(found.period, found.indicator, found.version, found.taken_at, rows)
