"""Premises and their owners as lists refer to them."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from sqlalchemy import ARRAY, ColumnElement, Uuid, and_, any_, literal, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.exchange.of_owners.model import Door
from services.registry.places.houses.model import Premises
from services.registry.places.owners.model import Owner


async def premises_in(
    session: AsyncSession, center: UUID, houses: Collection[UUID]
) -> Mapping[Door, Premises]:
    """The premises of these houses, by door."""
    found = await session.scalars(select(Premises).where(_stands_in(center, houses)))
    return {(str(one.house_id), one.number.casefold()): one for one in found}


async def owners_in(session: AsyncSession, center: UUID, houses: Collection[UUID]) -> Sequence[Owner]:
    """The owners of everything in these houses."""
    found = await session.scalars(
        select(Owner)
        .join(Premises, and_(Premises.center_id == Owner.center_id, Premises.id == Owner.premises_id))
        .where(Owner.center_id == center, _stands_in(center, houses))
    )
    return found.all()


def _stands_in(center: UUID, houses: Collection[UUID]) -> ColumnElement[bool]:
    """As one value, however many they are: a query takes 32,767 at most."""
    return and_(Premises.center_id == center, Premises.house_id == any_(literal(list(houses), ARRAY(Uuid()))))
