"""Indicators over HTTP."""

from typing import Annotated

from fastapi import Query

from services.city.indicators import service
from services.city.indicators.errors import IndicatorNotFound
from services.city.indicators.model import BY_CODE
from services.city.indicators.schemas import IndicatorsRead, SeriesRead
from services.city.periods.errors import not_a_period, period_not_begun
from services.city.periods.model import Kind, NotAPeriod, Period
from shared.kit.clock import now
from shared.kit.problems import problems
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["indicators"])

Reader = Annotated[Work, may("city.indicators.read")]
Asked = Annotated[str | None, Query(description="2026-11, 2026-Q4 or 2026; this month where it is not said")]


@router.get("/indicators")
async def read_indicators(work: Reader, period: Asked = None) -> IndicatorsRead:
    """Every indicator of a period, by center and for the city; closed periods as published, open ones as of today."""
    at = now()
    return await service.read_indicators(work.session, _begun(period, str(Period.around(at)[0])), at)


@router.get("/indicators/{code}/series", responses=problems(IndicatorNotFound))
async def read_series(code: str, work: Reader, kind: Kind = "month") -> SeriesRead:
    """The city's number of one indicator, period after period."""
    if code not in BY_CODE:
        raise IndicatorNotFound
    return await service.read_series(work.session, code, kind, now())


def _begun(text: str | None, today: str) -> Period:
    try:
        period = Period.parse(today if text is None else text)
    except NotAPeriod:
        raise not_a_period() from None
    if not period.has_begun(now()):
        raise period_not_begun()
    return period
