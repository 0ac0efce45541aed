"""How territories are found."""

from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.people.names.model import words
from services.registry.places.territories.errors import TerritoryNotFound
from services.registry.places.territories.model import Territory, TerritoryKind
from services.registry.places.territories.schemas import TerritoryQuery
from shared.kit.database import CENTER
from shared.kit.problems import invalid


async def get_territory(session: AsyncSession, center: UUID, territory: UUID) -> Territory:
    """Raises TerritoryNotFound."""
    found = await session.get(Territory, {"center_id": center, "id": territory})
    if found is None:
        raise TerritoryNotFound
    return found


def territories_of(center: UUID, query: TerritoryQuery | None = None) -> Select[Territory]:
    """The territories of a center, as far as `query` wants them."""
    found = select(Territory).where(Territory.center_id == center)
    if query is not None and query.kind is not None:
        found = found.where(Territory.kind == query.kind)
    for word in words(query.q if query else None):
        found = found.where(
            func.replace(func.lower(Territory.name), "ё", "е").contains(word, autoescape=True)
        )
    return found


async def must_be(session: AsyncSession, kind: TerritoryKind, territory: UUID | None, pointer: str) -> None:
    """Raises Invalid where the center has no territory of this kind with this id."""
    if territory is None:
        return
    found = await session.get(Territory, {"center_id": session.info[CENTER], "id": territory})
    if found is None or found.kind != kind:
        raise invalid(pointer, "territories.unknown", "Такой территории в центре нет")
