"""Entering, correcting and removing the rooms of a center."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.places.centers.errors import CenterNotFound
from services.registry.places.rooms.errors import RoomInUse, RoomNameTaken
from services.registry.places.rooms.model import Room
from services.registry.places.rooms.repository import get_room
from services.registry.storage.writing import Correction, Refusals, correct, take_away, write
from shared.kit import audit

_REFUSED: Refusals = {"rooms_name_key": RoomNameTaken, "rooms_center_id_fkey": CenterNotFound}


@dataclass(frozen=True, slots=True)
class EnterRoom:
    """A room is entered."""

    name: str
    capacity: int
    area: Decimal | None
    equipment: list[str]
    access: list[str]
    note: str | None


async def enter_room(session: AsyncSession, command: EnterRoom) -> Room:
    """Raises RoomNameTaken."""
    room = Room(
        name=command.name,
        capacity=command.capacity,
        area=command.area,
        equipment=command.equipment,
        access=command.access,
        note=command.note,
    )
    session.add(room)
    await write(session, _REFUSED)
    audit.note(session, "room.entered", about=room.id)
    return room


async def correct_room(session: AsyncSession, correction: Correction) -> Room:
    """Raises RoomNotFound, RoomNameTaken and Outdated."""
    room = await get_room(session, correction.center_id, correction.id)
    await correct(session, room, correction, {"name", "capacity", "equipment", "access"}, _REFUSED)
    audit.note(session, "room.corrected", about=room.id)
    return room


async def remove_room(session: AsyncSession, center: UUID, room_id: UUID, version: int) -> None:
    """Raises RoomNotFound, Outdated, and RoomInUse where something hangs on it."""
    await take_away(session, await get_room(session, center, room_id), version, RoomInUse)
    audit.note(session, "room.removed", about=room_id)
