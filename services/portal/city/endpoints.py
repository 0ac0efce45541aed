"""The city's page, its tables as CSV, and its live numbers."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from starlette.responses import Response, StreamingResponse

from services.portal.city.model import Freshness, Indicators
from services.portal.city.periods import period_said, periods
from services.portal.city.view import MAIN, city_of, fresh_said, out_of, value_said
from services.portal.filling.forms import Form
from services.portal.visits.api import Refused, Silent
from services.portal.visits.visit import Visit, visit_as
from services.portal.wording.times import local
from shared.kit.clock import now, today

router = APIRouter(prefix="/city", include_in_schema=False)

Reader = Annotated[Visit, Depends(visit_as("city", "manager"))]

_PERIOD = r"^20\d\d(-(Q[1-4]|0[1-9]|1[0-2]))?$"
Period = Annotated[str | None, Query(pattern=_PERIOD)]

# A stream ends now and then, so that the browser comes again with a session that is still good.
_STREAM_LASTS = 120.0
_LOOK_EVERY = 1.0


@router.get("")
async def city(visit: Reader, period: Period = None, center: Annotated[str, Query()] = "") -> Response:
    """How the centers live."""
    form = Form({"center": [center], "period": [period or f"{local(now()):%Y-%m}"]})
    view = await city_of(visit, form.value("period"), form.id("center"))
    speech = visit.speech
    return visit.page(
        "city/city",
        form,
        view=view,
        periods=periods(speech, today()),
        period=period_said(speech, view.indicators.period),
        value=lambda indicator, numbers: value_said(speech, indicator, numbers),
        out_of=lambda numbers: out_of(speech, numbers),
        fresh=fresh_said(speech, view.freshness),
    )


@router.get("/tables/{code}.csv")
async def table(visit: Reader, code: str) -> Response:
    """One published table as CSV."""
    body = await visit.api.text("city", f"/tables/{code}.csv")
    headers = {"content-disposition": f'attachment; filename="{code}.csv"'}
    return Response(body, media_type="text/csv; charset=utf-8", headers=headers)


@router.get("/live")
async def live(visit: Reader, period: Period = None, center: Annotated[str, Query()] = "") -> Response:
    """Server-sent events: the numbers each time the city has heard something."""
    chosen = Form({"center": [center]}).id("center")
    return StreamingResponse(_stream(visit, period, chosen), media_type="text/event-stream")


async def _stream(visit: Visit, period: str | None, center: UUID | None) -> AsyncIterator[str]:
    heard, until = -1, time.monotonic() + _STREAM_LASTS
    while time.monotonic() < until:
        try:
            freshness = await visit.api.get(Freshness, "city", "/freshness")
            changed = freshness.facts != heard
            figures = await _figures(visit, period, center) if changed else {}
        except (Refused, Silent):
            return
        heard = freshness.facts
        told = {"fresh": fresh_said(visit.speech, freshness), "figures": figures}
        yield f"data: {json.dumps(told, ensure_ascii=False)}\n\n"
        await asyncio.sleep(_LOOK_EVERY)


async def _figures(visit: Visit, period: str | None, center: UUID | None) -> dict[str, dict[str, str]]:
    found = await visit.api.get(Indicators, "city", "/indicators", {"period": period})
    return {
        one.code: {
            "value": value_said(visit.speech, one, one.of(center)),
            "of": out_of(visit.speech, one.of(center)),
        }
        for one in found.indicators
        if one.code in MAIN
    }
