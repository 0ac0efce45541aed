"""How premises are found."""

from uuid import UUID

from sqlalchemy import BigInteger, Select, cast, collate, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.places.houses.model import Premises
from services.registry.places.premises.errors import PremisesNotFound
from services.registry.places.premises.schemas import PremisesQuery

_BEHIND_ALL = 10**10  # a number has ten characters at most
BY_DOOR = (
    func.coalesce(cast(func.substring(Premises.number, "^[0-9]+"), BigInteger), _BEHIND_ALL),
    collate(Premises.number, "C"),
)
"""The order of doors: 2 before 10, 10 before 10а, and those without a number last."""


async def get_premises(session: AsyncSession, center: UUID, premises: UUID) -> Premises:
    """Raises PremisesNotFound."""
    found = await session.get(Premises, {"center_id": center, "id": premises})
    if found is None:
        raise PremisesNotFound
    return found


def premises_wanted(center: UUID, query: PremisesQuery) -> Select[Premises]:
    """The premises of a center, as far as `query` wants them."""
    known = query.model_dump(include={"house_id", "kind", "number"}, exclude_none=True)
    return select(Premises).where(Premises.center_id == center).filter_by(**known)
