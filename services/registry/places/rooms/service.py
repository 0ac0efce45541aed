"""Entering, correcting and removing the rooms of a center."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.places.centers.errors import CenterNotFound
from services.registry.places.rooms.errors import RoomInUse, RoomNameTaken
from services.registry.places.rooms.model import Room
from services.registry.places.rooms.repository import get_room
from services.registry.storage.model import Changes, change
from services.registry.storage.repository import broken_rule
from shared.kit import audit
from shared.kit.etags import check_version


@dataclass(frozen=True, slots=True)
class EnterRoom:
    """A room is entered."""

    name: str
    capacity: int
    area: Decimal | None
    equipment: list[str]
    access: list[str]
    note: str | None


@dataclass(frozen=True, slots=True)
class CorrectRoom:
    """What is not in `changes` stays as it is."""

    center_id: UUID
    room_id: UUID
    version: int
    changes: Changes


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
    await _write(session)
    audit.note(session, "room.entered", about=room.id)
    return room


async def correct_room(session: AsyncSession, command: CorrectRoom) -> Room:
    """Raises RoomNotFound, RoomNameTaken and Outdated."""
    room = await get_room(session, command.center_id, command.room_id)
    check_version(room, command.version)
    change(room, command.changes, {"name", "capacity", "equipment", "access"})
    await _write(session)
    audit.note(session, "room.corrected", about=room.id)
    return room


async def remove_room(session: AsyncSession, center: UUID, room_id: UUID, version: int) -> None:
    """Raises RoomNotFound, Outdated, and RoomInUse where something hangs on it."""
    room = await get_room(session, center, room_id)
    check_version(room, version)
    await session.delete(room)
    try:
        await session.flush()
    except IntegrityError as error:
        raise RoomInUse from error
    audit.note(session, "room.removed", about=room_id)


async def _write(session: AsyncSession) -> None:
    try:
        await session.flush()
    except IntegrityError as error:
        match broken_rule(error):
            case "rooms_name_key":
                raise RoomNameTaken from error
            case "rooms_center_id_fkey":
                raise CenterNotFound from error
        raise
