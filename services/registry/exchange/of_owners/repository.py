"""Premises and their owners as lists refer to them."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.exchange.of_owners.model import Door
from services.registry.places.houses.model import Premises
from services.registry.places.owners.model import Owner


async def premises_in(
    session: AsyncSession, center: UUID, houses: Collection[UUID]
) -> Mapping[Door, Premises]:
    """The premises of these houses, by door."""
    found = await session.scalars(
        select(Premises).where(Premises.center_id == center, Premises.house_id.in_(list(houses)))
    )
    return {(str(one.house_id), one.number.casefold()): one for one in found}


async def owners_in(
    session: AsyncSession, center: UUID, premises: Collection[UUID]
) -> Mapping[UUID, Sequence[Owner]]:
    """The owners of these premises."""
    found: dict[UUID, list[Owner]] = defaultdict(list)
    wanted = select(Owner).where(Owner.center_id == center, Owner.premises_id.in_(list(premises)))
    for one in await session.scalars(wanted):
        found[one.premises_id].append(one)
    return found
