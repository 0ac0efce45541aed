"""The rooms of a center on the desk."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.portal.center.labels import ACCESS, EQUIPMENT
from services.portal.center.model import Room
from services.portal.filling.forms import Form
from services.portal.filling.saving import Known, made, removed, saved, standing
from services.portal.places.houses import area_in
from services.portal.visits.visit import Filled, Manager, Visit
from services.portal.wording.language import phrase

router = APIRouter(prefix="/desk/center/rooms", include_in_schema=False)

NAME_MISSING = phrase("Напишите, как называют комнату")
CAPACITY_MISSING = phrase("Напишите, сколько человек помещается")


@router.get("/new")
async def ask_new(visit: Manager) -> Response:
    """The form of a new room."""
    return visit.page("center/room", Form(), room_id=None)


@router.post("/new")
async def enter(visit: Manager, form: Filled) -> Response:
    """Enters a room."""
    body = _room(form)
    if await made(visit, form, "/rooms", body):
        return visit.go("/desk/center?done=room")
    return visit.page("center/room", form, room_id=None)


@router.get("/{room_id}")
async def ask_edit(visit: Manager, room_id: UUID) -> Response:
    """The form of a known room."""
    return visit.page("center/room", await standing(_present(visit, room_id)), room_id=room_id)


@router.post("/{room_id}")
async def edit(visit: Manager, room_id: UUID, form: Filled) -> Response:
    """Corrects a room."""
    body = _room(form)
    if await saved(visit, form, f"/rooms/{room_id}", body, lambda: _present(visit, room_id)):
        return visit.go("/desk/center?done=changed")
    return visit.page("center/room", form, room_id=room_id)


@router.post("/{room_id}/remove")
async def remove(visit: Manager, room_id: UUID, form: Filled) -> Response:
    """Removes a room."""
    if await removed(visit, form, f"/rooms/{room_id}"):
        return visit.go("/desk/center?done=removed")
    return visit.page("center/room", await standing(_present(visit, room_id), form.errors), room_id=room_id)


def _room(form: Form) -> dict[str, object]:
    capacity = form.number("capacity", least=1, most=5000)
    if capacity is None:
        form.wrong("capacity", CAPACITY_MISSING)
    return {
        "name": form.need("name", NAME_MISSING),
        "capacity": capacity,
        "area": area_in(form, "area"),
        "equipment": [one for one in form.chosen("equipment") if one in EQUIPMENT],
        "access": [one for one in form.chosen("access") if one in ACCESS],
        "note": form.value("note") or None,
    }


async def _present(visit: Visit, room_id: UUID) -> Known:
    path = f"/centers/{visit.center}/rooms/{room_id}"
    room, version = await visit.api.get_versioned(Room, "registry", path)
    return room.model_dump(exclude={"id"}), version
