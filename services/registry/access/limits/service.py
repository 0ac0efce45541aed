"""Whether one more sign-in code may be sent."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.access.limits.model import Counted, counted
from services.registry.access.limits.repository import count
from services.registry.settings import CodeLimits


async def time_to_wait(
    session: AsyncSession, limits: CodeLimits, contact: str, address: str, pepper: bytes
) -> timedelta | None:
    """Counts this asking; how long to wait where it is one too many, else None."""
    return await count(session, _things(limits, contact, address, pepper))


def _things(limits: CodeLimits, contact: str, address: str, pepper: bytes) -> Sequence[Counted]:
    by_contact = [counted(limit, contact, pepper) for limit in limits.by_contact()]
    return [
        *by_contact,
        counted(limits.by_address(), address, pepper),
        counted(limits.in_all(), "", pepper),
    ]
