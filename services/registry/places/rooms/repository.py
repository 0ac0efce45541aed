"""How rooms are found."""

from uuid import UUID

from sqlalchemy import Select, any_, literal, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.places.rooms.errors import RoomNotFound
from services.registry.places.rooms.model import Room
from services.registry.places.rooms.schemas import RoomQuery


async def get_room(session: AsyncSession, center: UUID, room: UUID) -> Room:
    """Raises RoomNotFound."""
    found = await session.get(Room, {"center_id": center, "id": room})
    if found is None:
        raise RoomNotFound
    return found


def rooms_of(center: UUID, query: RoomQuery) -> Select[Room]:
    """The rooms of a center, as far as `query` wants them."""
    found = select(Room).where(Room.center_id == center)
    if query.seats is not None:
        found = found.where(Room.capacity >= query.seats)
    if query.access is not None:
        found = found.where(literal(query.access) == any_(Room.access))
    return found
