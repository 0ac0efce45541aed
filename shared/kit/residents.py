"""The bare ids of residents that a service has heard of, its table `residents`: whom it serves, and whom no more."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from shared.kit.database import CENTER

_REMEMBER = text(
    """
    insert into residents (center_id, id) select cast(:center as uuid), id from unnest(cast(:ids as uuid[])) as id
    on conflict do nothing
    """
)
_ERASED = text(
    """
    insert into residents (center_id, id, erased) values (cast(:center as uuid), :id, true)
    on conflict (center_id, id) do update set erased = true
    """
)


async def remember(session: AsyncSession, resident_ids: Iterable[UUID]) -> None:
    """Notes that these residents belong to the session's center; one who was erased stays erased."""
    await session.execute(_REMEMBER, {"center": session.info[CENTER], "ids": list(resident_ids)})


async def mark_erased(session: AsyncSession, resident_id: UUID) -> None:
    """Notes that this resident is no more, also where nobody had heard of them."""
    await session.execute(_ERASED, {"center": session.info[CENTER], "id": resident_id})
