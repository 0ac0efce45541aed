"""One fingerprint of everything the city projects: equal projections have equal digests, however they came to be."""

from hashlib import sha256

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from services.city.projections.model import PROJECTIONS


async def digest(session: AsyncSession) -> str:
    """The digest of all projections; when and in what order facts were applied does not enter it."""
    await session.execute(text("set local timezone = 'UTC'"))
    lines = []
    for table in PROJECTIONS:
        statement = (
            f"select count(*), coalesce(sum(hashtextextended(kept::text, 0)::numeric), 0) from {table} kept"
        )
        count, total = (await session.execute(text(statement))).one()
        lines.append(f"{table} {count} {total}")
    return sha256("\n".join(lines).encode()).hexdigest()
