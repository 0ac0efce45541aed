"""The houses of a center as lists refer to them."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.exchange.cells.model import Houses
from services.registry.places.houses.model import House, address_key
from services.registry.places.houses.repository import houses_of


async def houses_by_key(session: AsyncSession, center: UUID) -> Houses:
    """The houses by the words of their addresses; None where two have the same."""
    found: dict[str, House | None] = {}
    for house in await session.scalars(houses_of(center)):
        key = address_key(house.address)
        found[key] = None if key in found else house
    return found


async def standing(session: AsyncSession, center: UUID, houses: Iterable[UUID]) -> set[UUID]:
    """Those of the houses that are still there, kept so until the transaction ends."""
    found = await session.scalars(
        select(House.id)
        .where(House.center_id == center, House.id.in_(list(houses)))
        .with_for_update(key_share=True)
    )
    return set(found)


async def enter_houses(
    session: AsyncSession,
    houses: Sequence[dict[str, Any]],  # Any: columns
) -> None:
    """Enters houses, by columns of the model."""
    await session.execute(insert(House), houses)
