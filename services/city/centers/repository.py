"""The centers that the city knows."""

from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from shared.contracts.codes import HostType

_HOSTS = text("select center_id, host from centers order by center_id")


async def hosts(session: AsyncSession) -> dict[UUID, HostType]:
    """Who hosts each center."""
    return {row.center_id: row.host for row in await session.execute(_HOSTS)}
