"""How owners are found, and what the shares of premises come to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.people.names.model import full_name
from services.registry.people.residents.model import Resident
from services.registry.places.houses.model import Premises
from services.registry.places.owners.errors import OwnerNotFound
from services.registry.places.owners.model import Owner, Shares, shares_of
from services.registry.places.owners.schemas import OwnerQuery


@dataclass(frozen=True, slots=True)
class Owned:
    """Premises with their exact shares."""

    premises_id: UUID
    number: str
    area: Decimal | None
    shares: Shares


async def get_owner(session: AsyncSession, center: UUID, owner: UUID) -> Owner:
    """Raises OwnerNotFound."""
    found = await session.get(Owner, {"center_id": center, "id": owner})
    if found is None:
        raise OwnerNotFound
    return found


def owners_of(center: UUID, query: OwnerQuery) -> Select[Owner]:
    """The owners of a center, as far as `query` wants them."""
    found = select(Owner).where(Owner.center_id == center)
    if query.premises_id is not None:
        found = found.where(Owner.premises_id == query.premises_id)
    if query.resident_id is not None:
        found = found.where(Owner.resident_id == query.resident_id)
    if query.house_id is not None:
        inside = select(Premises.id).where(Premises.center_id == center, Premises.house_id == query.house_id)
        found = found.where(Owner.premises_id.in_(inside))
    return found


async def premises_by_id(session: AsyncSession, center: UUID, ids: Iterable[UUID]) -> Mapping[UUID, Premises]:
    """The premises that exist among these."""
    wanted = select(Premises).where(Premises.center_id == center, Premises.id.in_(list(ids)))
    return {one.id: one for one in await session.scalars(wanted)}


async def names_of(session: AsyncSession, center: UUID, residents: Iterable[UUID]) -> Mapping[UUID, str]:
    """The names of residents."""
    wanted = select(Resident.id, Resident.family_name, Resident.given_name, Resident.patronymic).where(
        Resident.center_id == center, Resident.id.in_(list(residents))
    )
    return {one.id: full_name(*one[1:]) for one in await session.execute(wanted)}


async def shares_by_premises(
    session: AsyncSession, center: UUID, premises: Sequence[UUID]
) -> Mapping[UUID, Shares]:
    """What the shares of each of these premises come to."""
    wanted = select(Owner.premises_id, Owner.numerator, Owner.denominator).where(
        Owner.center_id == center, Owner.premises_id.in_(premises)
    )
    found: dict[UUID, list[Fraction]] = {one: [] for one in premises}
    for premises_id, numerator, denominator in await session.execute(wanted):
        found[premises_id].append(Fraction(numerator, denominator))
    return {one: shares_of(shares) for one, shares in found.items()}


async def owned_in(session: AsyncSession, center: UUID, house: UUID) -> Sequence[Owned]:
    """Every premises of a house with its shares, in one query: a house has thousands at most."""
    wanted = (
        select(Premises.id, Premises.number, Premises.area, Owner.numerator, Owner.denominator)
        .outerjoin(Owner, (Owner.center_id == Premises.center_id) & (Owner.premises_id == Premises.id))
        .where(Premises.center_id == center, Premises.house_id == house)
    )
    known: dict[UUID, tuple[str, Decimal | None]] = {}
    shares: dict[UUID, list[Fraction]] = {}
    for premises_id, number, area, numerator, denominator in await session.execute(wanted):
        known[premises_id] = number, area
        of_premises = shares.setdefault(premises_id, [])
        if numerator is not None:
            of_premises.append(Fraction(numerator, denominator))
    return [
        Owned(one, number, area, shares_of(shares[one]))
        for one, (number, area) in sorted(known.items(), key=lambda item: by_number(item[1][0]))
    ]


def by_number(number: str) -> tuple[int, str]:
    """The order of doors: 2 before 10, 10 before 10а."""
    digits = number[: len(number) - len(number.lstrip("0123456789"))]
    return int(digits or 0), number
