"""Publishes one indicator: takes what may be taken now, hides what has to be hidden, adds a version to the series."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.city.disclosure.model import Count, Place, Table, table_of
from services.city.disclosure.use_cases.hide_places import dangers, hide_places
from services.city.indicators.model import Indicator
from services.city.periods.model import Period
from services.city.publications import repository
from services.city.publications.model import Publication, Row, Touched, places
from services.city.publications.use_cases.guard_parts import given_away_by_parts


@dataclass(frozen=True, slots=True)
class Step:
    """What one version of one table is made from."""

    indicator: Indicator
    period: Period
    at: datetime
    before: Publication | None
    taken: set[UUID]
    waiting: set[UUID]
    small: set[UUID]


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
        step = await _step(session, indicator, period, at, before[period], touched[period], waiting)
        await repository.hold(session, indicator.code, period, at, step.taken)
        if await _says_anything_new(session, step):
            await _add_version(session, step)


async def _step(
    session: AsyncSession,
    indicator: Indicator,
    period: Period,
    at: datetime,
    before: Publication | None,
    touched: Mapping[UUID, Touched],
    waiting: set[UUID],
) -> Step:
    small: set[UUID] = set()
    if not period.is_closed(at):
        looked_at = {center for center, change in touched.items() if change.persons >= indicator.k}
        small = await _too_small(
            session, indicator, period, at, looked_at | _held_back(before) & touched.keys()
        )
    taken = touched.keys() - waiting - small
    held = small | (waiting & _empty(before) & touched.keys())
    return Step(indicator, period, at, before, taken, touched.keys() - taken, held)


def _empty(before: Publication | None) -> set[UUID]:
    """Centers of which nothing but zeros was published: once somebody waits there, zero is no longer true."""
    return {row.center_id for row in before.centers() if row.is_zero and row.center_id} if before else set()


def _held_back(before: Publication | None) -> set[UUID]:
    return {row.center_id for row in before.centers() if row.held_back and row.center_id} if before else set()


async def _says_anything_new(session: AsyncSession, step: Step) -> bool:
    if step.taken or step.before is None or step.small != _held_back(step.before):
        return True
    known = {row.center_id for row in step.before.centers()}
    return bool(await repository.centers(session) - step.waiting - known)


async def _too_small(
    session: AsyncSession, indicator: Indicator, period: Period, at: datetime, centers: set[UUID]
) -> set[UUID]:
    """Centers whose numbers would have to be hidden now.

    While a period runs they are held back: taken into the total, they would cost other centers their numbers, and
    for as long as those do not change.
    """
    if not centers:
        return set()
    cells, persons = await repository.fresh_counts(session, indicator.code, period, at, centers)
    return {
        center
        for center in centers
        if dangers(_made(indicator, cells, {str(center): persons.get(str(center), 0)}), indicator.k)
    }


async def _latest(session: AsyncSession, indicator: Indicator, period: Period) -> Publication | None:
    return (await repository.latest(session, str(period), [indicator.code])).get(indicator.code)


async def _add_version(session: AsyncSession, step: Step) -> None:
    indicator, before = step.indicator, step.before
    table = await _table(session, step)
    known, forced = _kept_from(step, table)
    forced |= await given_away_by_parts(session, indicator, step.period, table)
    hidden = hide_places(table, indicator.k, known=known - forced, forced=forced)
    hours = await _hours(session, step)
    rows = tuple(_row(table, name, hidden, hours, step.small) for name in (*table.rows, None))
    if before is None or rows != before.rows:
        version = before.version + 1 if before else 1
        await repository.add(session, Publication(str(step.period), indicator.code, version, step.at, rows))


async def _table(session: AsyncSession, step: Step) -> Table:
    """What is held, by center; a center whose very first persons still wait is left out, which is no zero."""
    cells = await repository.held_counts(session, step.indicator.code, step.period)
    persons = await repository.held_persons(session, step.indicator.code, step.period)
    shown = {str(row.center_id) for row in step.before.centers()} if step.before else set()
    opened = {str(center) for center in await repository.centers(session) - step.waiting}
    rows = sorted(persons.keys() | opened | shown)
    return _made(step.indicator, cells, {name: persons.get(name, 0) for name in rows})


def _made(
    indicator: Indicator, cells: Mapping[tuple[str, str], Count], row_persons: Mapping[str, int]
) -> Table:
    return table_of(
        cells, row_persons, indicator.columns, sums_rows=indicator.sums_rows, harmless=indicator.harmless
    )


def _kept_from(step: Step, table: Table) -> tuple[set[Place], set[Place]]:
    """Places whose number has not changed since it was published: those that are known, and those hidden then."""
    known: set[Place] = set()
    forced: set[Place] = set()
    changed = {str(center) for center in step.taken}
    for place, number in places(step.before.rows) if step.before else ():
        if place not in table.counts or place.row in changed:
            continue
        if number is not None and number == table.value(place):
            known.add(place)
        elif number is None and place.row is not None:
            forced.add(place)
    return known, forced


async def _hours(session: AsyncSession, step: Step) -> Mapping[UUID | None, int]:
    """Medians: fresh ones of the centers that are taken and of the city, those of before for the others."""
    if not step.indicator.hours:
        return {}
    medians = await repository.medians(session, step.indicator.code, step.period, step.at, step.indicator.k)
    before = step.before.rows if step.before else ()
    kept = {row.center_id: row.hours for row in before if row.hours is not None}
    if not step.taken:
        return kept
    fresh = {center: hours for center, hours in medians.items() if center is None or center in step.taken}
    return {center: hours for center, hours in kept.items() if center not in step.taken} | fresh


def _row(
    table: Table,
    name: str | None,
    hidden: frozenset[Place],
    hours: Mapping[UUID | None, int],
    small: set[UUID],
) -> Row:
    center = UUID(name) if name else None

    def number(place: Place) -> int | None:
        return None if place in hidden or place not in table.counts else table.value(place)

    numbers = {column: number(Place(name, column)) for column in table.columns}
    shown = all(value is not None for value in numbers.values())
    total, median = number(Place(name, None)), hours.get(center) if shown else None
    return Row(center, numbers, total, median, held_back=center in small)
