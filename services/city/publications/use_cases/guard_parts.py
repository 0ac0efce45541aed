"""Keeps a quarter or a year from giving away the one month that is hidden in it."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy.ext.asyncio import AsyncSession

from services.city.disclosure.model import Place, Table
from services.city.indicators.model import Indicator
from services.city.periods.model import Kind, Period
from services.city.publications import repository
from services.city.publications.model import Publication, places


async def given_away_by_parts(
    session: AsyncSession, indicator: Indicator, period: Period, table: Table
) -> set[Place]:
    """The places of `period` that have to stay hidden because its months or quarters are published.

    Where months add up to the quarter, the quarter less its published months is what the hidden months hold
    together: that must be two months at least, and k at least.
    """
    if not indicator.adds_up:
        return set()
    by_kind: dict[Kind, list[Period]] = defaultdict(list)
    for part in period.parts():
        by_kind[part.kind].append(part)
    given_away: set[Place] = set()
    for parts in by_kind.values():
        hidden = await _hidden_in(session, indicator, parts)
        given_away |= {place for place in table.counts if _gives_away(hidden.get(place, ()), indicator.k)}
    return given_away


def _gives_away(hidden: Iterable[int], k: int) -> bool:
    values = list(hidden)
    return bool(values) and (len(values) == 1 or sum(values) < k)


async def _hidden_in(
    session: AsyncSession, indicator: Indicator, parts: Iterable[Period]
) -> dict[Place, list[int]]:
    """The true values of every place that is published as hidden, over the `parts`."""
    found: dict[Place, list[int]] = defaultdict(list)
    for part in parts:
        published = (await repository.latest(session, str(part), [indicator.code])).get(indicator.code)
        if published is not None:
            for place, value in await _hidden_values(session, indicator, part, published):
                found[place].append(value)
    return found


async def _hidden_values(
    session: AsyncSession, indicator: Indicator, part: Period, published: Publication
) -> list[tuple[Place, int]]:
    cells = await repository.held_counts(session, indicator.code, part)

    def value(place: Place) -> int:
        fits = (
            count.value
            for (row, column), count in cells.items()
            if place.row in (None, row) and place.column in (None, column)
        )
        return sum(fits)

    return [(place, value(place)) for place, number in places(published.shown().values()) if number is None]
