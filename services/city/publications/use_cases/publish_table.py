"""Publishes one indicator: takes what may be taken now, hides what has to be hidden, adds a version to the series."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.city.disclosure.model import Place, Table, table_of
from services.city.disclosure.use_cases.hide_places import hide_places
from services.city.indicators.model import Indicator
from services.city.periods.model import Period
from services.city.publications import repository
from services.city.publications.model import Publication, Row, Touched
from services.city.publications.use_cases.guard_parts import given_away_by_parts


async def publish_table(
    session: AsyncSession, indicator: Indicator, periods: Sequence[Period], at: datetime
) -> None:
    """Publishes `indicator` anew for `periods`, as far as anything changed.

    An update of a center's row that would touch 1 to k-1 persons waits, and waits in all of `periods` together:
    a month and its quarter taken at different moments could be subtracted. Only a period that was over before
    anything of it was published begins with everything there is.
    """
    before = {period: await _latest(session, indicator, period) for period in periods}
    touched = {period: await repository.compare(session, indicator.code, period, at) for period in periods}
    waiting = {
        center
        for period in periods
        for center, change in touched[period].items()
        if change.waits(indicator.k) and not (before[period] is None and period.is_closed(at))
    }
    for period in periods:
        taken = set(touched[period]) - waiting
        if taken or before[period] is None:
            await repository.hold(session, indicator.code, period, at, taken)
            await _add_version(session, indicator, period, at, before[period], taken, touched[period])


async def _latest(session: AsyncSession, indicator: Indicator, period: Period) -> Publication | None:
    return (await repository.latest(session, str(period), [indicator.code])).get(indicator.code)


async def _add_version(
    session: AsyncSession,
    indicator: Indicator,
    period: Period,
    at: datetime,
    before: Publication | None,
    taken: set[UUID],
    touched: Mapping[UUID, Touched],
) -> None:
    table = await _table(session, indicator, period, before, set(touched) - taken)
    known, forced = _kept_from(before, table, taken)
    forced |= await given_away_by_parts(session, indicator, period, table)
    hidden = hide_places(table, indicator.k, known=known - forced, forced=forced)
    hours = await _hours(session, indicator, period, at, before, taken)
    rows = tuple(_row(table, name, hidden, hours) for name in (*table.rows, None))
    if before is None or rows != before.rows:
        version = before.version + 1 if before else 1
        await repository.add(session, Publication(str(period), indicator.code, version, at, rows))


async def _table(
    session: AsyncSession,
    indicator: Indicator,
    period: Period,
    before: Publication | None,
    waiting: set[UUID],
) -> Table:
    """What is held, by center; a center whose very first persons still wait is left out, which is no zero."""
    cells = await repository.held_counts(session, indicator.code, period)
    persons = await repository.held_persons(session, indicator.code, period)
    shown = {row.name for row in before.centers()} if before else set()
    opened = {str(center) for center in await repository.centers(session) - waiting}
    rows = sorted(persons.keys() | opened | {name for name in shown if name})
    return table_of(
        cells,
        {name: persons.get(name, 0) for name in rows},
        indicator.columns,
        sums_rows=indicator.sums_rows,
        harmless=indicator.harmless,
    )


def _kept_from(before: Publication | None, table: Table, taken: set[UUID]) -> tuple[set[Place], set[Place]]:
    """Places whose number has not changed since it was published: those that are known, and those hidden then."""
    known: set[Place] = set()
    forced: set[Place] = set()
    changed = {str(center) for center in taken}
    for place, number in before.places() if before else ():
        if place not in table.counts or place.row in changed:
            continue
        if number is not None and number == table.value(place):
            known.add(place)
        elif number is None and place.row is not None:
            forced.add(place)
    return known, forced


async def _hours(
    session: AsyncSession,
    indicator: Indicator,
    period: Period,
    at: datetime,
    before: Publication | None,
    taken: set[UUID],
) -> Mapping[UUID | None, int]:
    if not indicator.hours:
        return {}
    medians = await repository.medians(session, indicator.code, period, at, indicator.k)
    kept = {row.center_id: row.hours for row in before.rows if row.hours is not None} if before else {}
    fresh = {center: hours for center, hours in medians.items() if center is None or center in taken}
    return {center: hours for center, hours in kept.items() if center not in taken} | fresh


def _row(table: Table, name: str | None, hidden: frozenset[Place], hours: Mapping[UUID | None, int]) -> Row:
    center = UUID(name) if name else None

    def number(place: Place) -> int | None:
        return None if place in hidden or place not in table.counts else table.value(place)

    numbers = {column: number(Place(name, column)) for column in table.columns}
    shown = all(value is not None for value in numbers.values())
    return Row(center, numbers, number(Place(name, None)), hours.get(center) if shown else None)
