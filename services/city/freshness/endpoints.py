"""Freshness over HTTP."""

from typing import Annotated

from services.city.freshness import service
from services.city.freshness.schemas import FreshnessRead
from shared.kit.clock import now
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["freshness"])


@router.get("/freshness")
async def read_freshness(work: Annotated[Work, may("city.freshness.read_freshness")]) -> FreshnessRead:
    """The last fact applied, and how far the stream is ahead."""
    return await service.read_freshness(work.session, _lag(work), now())


def _lag(work: Work) -> int | None:
    bus = work.request.app.state.bus
    lag = bus.state().get("lag") if bus is not None else None
    return lag if isinstance(lag, int) else None
