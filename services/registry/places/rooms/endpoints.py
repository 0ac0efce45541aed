"""Rooms over HTTP: everybody may see what a center has, its managers enter and correct it."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.registry.places.centers.errors import CenterNotFound
from services.registry.places.centers.repository import get_center
from services.registry.places.rooms import service
from services.registry.places.rooms.errors import RoomInUse, RoomNameTaken, RoomNotFound
from services.registry.places.rooms.model import Room
from services.registry.places.rooms.repository import get_room, rooms_of
from services.registry.places.rooms.schemas import RoomCreate, RoomQuery, RoomRead, RoomUpdate
from services.registry.places.rooms.service import EnterRoom
from services.registry.storage.writing import Correction
from shared.kit.etags import Expected, Outdated, VersionMissing, answered
from shared.kit.paging import Page, page_of
from shared.kit.problems import problems
from shared.kit.routing import Router
from shared.kit.work import Work, anyone, may

router = Router(tags=["rooms"])


@router.get("/centers/{center}/rooms", responses=problems(CenterNotFound))
async def list_rooms(query: Annotated[RoomQuery, Query()], work: Annotated[Work, anyone()]) -> Page[RoomRead]:
    """The rooms of a center, newest first."""
    center = await get_center(work.session, work.center)
    return await page_of(work.session, rooms_of(center.id, query), Room.id, query, RoomRead.model_validate)


@router.post("/centers/{center}/rooms", status_code=201, responses=problems(RoomNameTaken))
async def enter(
    body: RoomCreate, work: Annotated[Work, may("registry.rooms.enter")], response: Response
) -> RoomRead:
    """Enters a room."""
    return answered(
        response, await service.enter_room(work.session, EnterRoom(**body.model_dump())), RoomRead
    )


@router.get("/centers/{center}/rooms/{room_id}", responses=problems(RoomNotFound))
async def read_room(room_id: UUID, work: Annotated[Work, anyone()], response: Response) -> RoomRead:
    """One room."""
    return answered(response, await get_room(work.session, work.center, room_id), RoomRead)


@router.patch(
    "/centers/{center}/rooms/{room_id}",
    responses=problems(RoomNotFound, RoomNameTaken, Outdated, VersionMissing),
)
async def correct(
    room_id: UUID,
    body: RoomUpdate,
    work: Annotated[Work, may("registry.rooms.correct")],
    expected: Expected,
    response: Response,
) -> RoomRead:
    """Corrects what is known of a room."""
    correction = Correction(work.center, room_id, expected, body.model_dump(exclude_unset=True))
    return answered(response, await service.correct_room(work.session, correction), RoomRead)


@router.delete(
    "/centers/{center}/rooms/{room_id}",
    status_code=204,
    responses=problems(RoomNotFound, RoomInUse, Outdated, VersionMissing),
)
async def remove(
    room_id: UUID,
    work: Annotated[Work, may("registry.rooms.remove")],
    expected: Expected,
) -> None:
    """Removes a room on which nothing hangs."""
    await service.remove_room(work.session, work.center, room_id, expected)
