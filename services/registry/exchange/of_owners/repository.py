"""Premises and their owners as lists refer to them."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.exchange.staging.model import comparable_name
from services.registry.places.houses.model import Premises
from services.registry.places.owners.model import Owner

Door = tuple[str, str]
"""The id of a house and a number in it, without capitals."""


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
) -> Mapping[tuple[UUID, str], Owner]:
    """The owners of these premises, by who they are: a resident's id, or a comparable name; the city has none."""
    found = await session.scalars(
        select(Owner).where(Owner.center_id == center, Owner.premises_id.in_(list(premises)))
    )
    return {(one.premises_id, who(one.resident_id, one.name)): one for one in found}


def who(resident_id: UUID | str | None, name: str | None) -> str:
    """By what an owner of premises is known."""
    return str(resident_id) if resident_id else comparable_name(name or "")
