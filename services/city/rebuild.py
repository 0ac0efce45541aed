"""What a rebuild by replay empties, and what it does when everything has been heard again.

What was published stays: a series that has been read cannot be unread. While facts are heard again nothing is
published, because the projections are not whole; see `publish_series`.
"""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from services.city.projections.model import PROJECTIONS

EMPTIED: tuple[str, ...] = (*PROJECTIONS, "heard")
"""The tables that are emptied before the stream is heard from its beginning, beside the kit's own inbox."""


async def after_rebuild(session: AsyncSession) -> None:
    """Lets publication go on, also where the stream no longer holds everything that it once held."""
    await session.execute(text("delete from looks"))
