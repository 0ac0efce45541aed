"""Says how far the city has heard."""

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from services.city.freshness.schemas import FreshnessRead

_HEARD = text("select facts, occurred_at, applied_at from heard")


async def read_freshness(session: AsyncSession, lag_facts: int | None, at: datetime) -> FreshnessRead:
    """What was applied last, and how much waits in the stream."""
    heard = (await session.execute(_HEARD)).one_or_none()
    occurred: datetime | None = heard.occurred_at if heard else None
    applied: datetime | None = heard.applied_at if heard else None
    return FreshnessRead(
        facts=heard.facts if heard else 0,
        last_fact_at=occurred,
        applied_at=applied,
        delay_seconds=_seconds(occurred, applied),
        lag_facts=lag_facts,
        lag_seconds=_seconds(occurred, at) if lag_facts else None if lag_facts is None else 0.0,
        as_of=at,
    )


def _seconds(since: datetime | None, until: datetime | None) -> float | None:
    if since is None or until is None:
        return None
    return round(max(0.0, (until - since).total_seconds()), 3)
