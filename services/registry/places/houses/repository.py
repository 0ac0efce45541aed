"""How houses and flats are found."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import Select, func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.people.names.model import words
from services.registry.places.houses.errors import HouseNotFound
from services.registry.places.houses.model import House, Premises, address_key
from services.registry.places.houses.schemas import HouseQuery
from services.registry.storage.repository import one_at_a_time
from shared.kit.ids import new_id


async def get_house(session: AsyncSession, center: UUID, house: UUID, *, for_update: bool = False) -> House:
    """Raises HouseNotFound; `for_update` keeps others from changing what hangs on the house meanwhile."""
    found = await session.get(House, {"center_id": center, "id": house}, with_for_update=for_update or None)
    if found is None:
        raise HouseNotFound
    return found


def houses_of(center: UUID, query: HouseQuery | None = None) -> Select[House]:
    """The houses of a center, as far as `query` wants them."""
    found = select(House).where(House.center_id == center)
    if query is None:
        return found
    known = query.model_dump(include={"kind", "yard_id", "street_id", "microdistrict_id"}, exclude_none=True)
    found = found.filter_by(**known)
    address = func.replace(func.lower(House.address), "ё", "е")
    for word in words(query.q):
        found = found.where(address.op("~")(rf"\m{word}"))
    return found


async def addresses_kept(session: AsyncSession, center: UUID) -> Mapping[str, tuple[UUID, str]]:
    """The houses and their addresses by what makes two spellings one, the first entered where there are several.
    Nobody else enters a house in this center until this transaction ends."""
    await one_at_a_time(session, "houses", center)
    found = select(House.id, House.address).where(House.center_id == center).order_by(House.id.desc())
    return {address_key(address): (house, address) for house, address in await session.execute(found)}


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


_HANGING = text("""
select
  (select count(*) from residents where center_id = :center and house_id = :house) as residents,
  (select count(*) from premises where center_id = :center and house_id = :house) as premises,
  (select count(*) from management_contracts where center_id = :center and house_id = :house) as contracts
""")


async def hanging_on(session: AsyncSession, center: UUID, house: UUID) -> Mapping[str, int]:
    """How much of each kind is bound to the house."""
    found = (await session.execute(_HANGING, {"center": center, "house": house})).one()
    return {name: int(count) for name, count in found._mapping.items()}
