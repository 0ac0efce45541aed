"""Counting in the database, so that every copy of the service counts together."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.access.limits.model import Counted
from shared.kit.clock import now

_COUNT = text(
    """
    insert into sign_in_limits (key, ends_at, count)
    select key, now() + make_interval(secs => seconds), 1
    from unnest(cast(:keys as bytea[]), cast(:seconds as double precision[])) as asked (key, seconds)
    order by key
    on conflict (key) do update set
      count = case when sign_in_limits.ends_at <= now() then 1 else sign_in_limits.count + 1 end,
      ends_at = case when sign_in_limits.ends_at <= now() then excluded.ends_at else sign_in_limits.ends_at end
    returning key, count as asked, ends_at
    """
)
_FORGET = text("delete from sign_in_limits where ends_at < now()")


async def count(session: AsyncSession, things: Sequence[Counted]) -> timedelta | None:
    """Counts one more of each, in one order of locks; the time to wait where a limit is passed, else None."""
    values = {
        "keys": [one.key for one in things],
        "seconds": [one.limit.window.total_seconds() for one in things],
    }
    most = {one.key: one.limit.most for one in things}
    found = await session.execute(_COUNT, values)
    waits = [_until(row.ends_at) for row in found if row.asked > most[row.key]]
    return max(waits, default=None)


async def forget_ended(session: AsyncSession) -> None:
    """Deletes counts whose window has ended."""
    await session.execute(_FORGET)


def _until(moment: datetime) -> timedelta:
    return max(moment - now(), timedelta(seconds=1))
