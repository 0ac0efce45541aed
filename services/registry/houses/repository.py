"""How houses and flats are found."""

from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.houses.errors import HouseNotFound
from services.registry.houses.model import House, Premises
from shared.kit.ids import new_id


async def get_house(session: AsyncSession, center: UUID, house: UUID) -> House:
    """Raises HouseNotFound."""
    found = await session.get(House, {"center_id": center, "id": house})
    if found is None:
        raise HouseNotFound
    return found


def houses_of(center: UUID) -> Select[House]:
    """The houses of a center."""
    return select(House).where(House.center_id == center)


async def premises_of(session: AsyncSession, center: UUID, house: UUID, number: str) -> UUID:
    """The id of a flat, given to it when somebody from it is first entered."""
    row = {"center_id": center, "id": new_id(), "house_id": house, "number": number}
    await session.execute(
        insert(Premises).values(row).on_conflict_do_nothing(constraint="premises_number_key")
    )
    found = select(Premises.id).where(
        Premises.center_id == center, Premises.house_id == house, Premises.number == number
    )
    return (await session.scalars(found)).one()
