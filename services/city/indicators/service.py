"""Reads what was published of the indicators, and says what it means."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.city.centers import repository as centers
from services.city.indicators.model import BY_CODE, INDICATORS, YES, Indicator
from services.city.indicators.schemas import (
    CenterRowRead,
    IndicatorRead,
    IndicatorsRead,
    PartRead,
    PointRead,
    RowRead,
    SeriesRead,
    WordsRead,
)
from services.city.periods.model import Period
from services.city.publications import repository
from services.city.publications.model import Publication, Row
from shared.contracts.codes import HostType

Hosts = Mapping[UUID, HostType]


async def read_indicators(session: AsyncSession, period: Period, at: datetime) -> IndicatorsRead:
    """Every indicator of `period` as last published; what is not published is hidden."""
    hosts = await centers.hosts(session)
    published = await repository.latest(session, str(period), [one.code for one in INDICATORS])
    return IndicatorsRead(
        period=str(period),
        begins=period.begins,
        ends=period.ends,
        closed=period.is_closed(at),
        indicators=[_indicator(one, published.get(one.code), hosts) for one in INDICATORS],
    )


async def read_series(session: AsyncSession, code: str, kind: str, at: datetime) -> SeriesRead:
    """The city's numbers of one indicator in every published period of one kind, oldest first; KeyError."""
    indicator = BY_CODE[code]
    points = []
    for published in await repository.series(session, code):
        period = Period.parse(published.period)
        if period.kind == kind:
            row = row_of(indicator, published.shown()[None])
            points.append(
                (period.begins, PointRead(period=str(period), closed=period.is_closed(at), city=row))
            )
    return SeriesRead(code=code, points=[point for _, point in sorted(points, key=lambda one: one[0])])


def row_of(indicator: Indicator, row: Row) -> RowRead:
    """The numbers of a published row, put together as the indicator defines them."""
    numerator, denominator = _parts(indicator, row)
    breakdown = [_part(indicator, code, row.numbers.get(code)) for code in indicator.labels or ()]
    hidden = any(part.hidden for part in breakdown) if breakdown else numerator is None
    return RowRead(
        numerator=numerator,
        denominator=denominator,
        value=_value(indicator, numerator, denominator),
        hidden=hidden,
        denominator_hidden=denominator is None,
        median_hours=row.hours,
        parts=breakdown,
    )


def _parts(indicator: Indicator, row: Row) -> tuple[int | None, int | None]:
    if indicator.unit == "share":
        return row.numbers.get(YES), row.total
    if indicator.unit == "per_1000":
        offers, residents = (row.numbers.get(column) for column in indicator.columns)
        return offers, residents
    whole = row.total if indicator.sums_rows else row.numbers.get(indicator.columns[0])
    return whole, whole


def _value(indicator: Indicator, numerator: int | None, denominator: int | None) -> float | None:
    if numerator is None or not denominator or indicator.unit == "count":
        return None
    times = 1000 if indicator.unit == "per_1000" else 1
    return round(times * numerator / denominator, 4)


def _part(indicator: Indicator, code: str, number: int | None) -> PartRead:
    assert indicator.labels is not None
    title = WordsRead.model_validate(indicator.labels[code])
    return PartRead(code=code, title=title, number=number, hidden=number is None)


def _indicator(indicator: Indicator, published: Publication | None, hosts: Hosts) -> IndicatorRead:
    def words(name: str) -> WordsRead:
        return WordsRead.model_validate(getattr(indicator, name))

    unpublished = Row(None, {}, None)
    rows = published.shown() if published else {}
    return IndicatorRead(
        code=indicator.code,
        unit=indicator.unit,
        title=words("title"),
        formula=words("formula"),
        numerator=words("numerator"),
        denominator=words("denominator"),
        period=words("period"),
        coverage=words("coverage"),
        source=indicator.source,
        threshold=indicator.k,
        taken_at=published.taken_at if published else None,
        version=published.version if published else None,
        city=row_of(indicator, rows.get(None, unpublished)),
        centers=_ranked(indicator, {center: rows.get(center, unpublished) for center in hosts}, hosts),
    )


def _ranked(indicator: Indicator, rows: Mapping[UUID, Row], hosts: Hosts) -> list[CenterRowRead]:
    read = {center: row_of(indicator, row) for center, row in rows.items()}
    ranks = _ranks({center: row.value for center, row in read.items() if not row.hidden})
    return [
        CenterRowRead(**row.model_dump(), center_id=center, host=hosts.get(center), rank=ranks.get(center))
        for center, row in sorted(read.items())
    ]


def _ranks(values: Mapping[UUID, float | None]) -> dict[UUID, int]:
    """Places by value, the highest first; equal values share a place."""
    found = {center: value for center, value in values.items() if value is not None}
    return {center: 1 + _higher(value, found.values()) for center, value in found.items()}


def _higher(value: float, others: Iterable[float]) -> int:
    return sum(1 for other in others if other > value)
