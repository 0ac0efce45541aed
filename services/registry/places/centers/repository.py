"""How centers are found."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.places.centers.errors import CenterNotFound
from services.registry.places.centers.model import Center
from services.registry.places.centers.schemas import CenterQuery


async def get_center(session: AsyncSession, center: UUID) -> Center:
    """Raises CenterNotFound."""
    found = await session.get(Center, center)
    if found is None:
        raise CenterNotFound
    return found


async def centers_of(session: AsyncSession, ids: Iterable[UUID]) -> Sequence[Center]:
    """The centers that exist among `ids`, by name."""
    return (await session.scalars(select(Center).where(Center.id.in_(list(ids))).order_by(Center.name))).all()


def centers_wanted(query: CenterQuery) -> Select[Center]:
    """The centers of the network, as far as `query` wants them."""
    return select(Center).filter_by(**query.model_dump(include={"slug", "host"}, exclude_none=True))


def all_centers() -> Select[Center]:
    """Every center."""
    return select(Center)
