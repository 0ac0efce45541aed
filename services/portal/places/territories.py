"""Yards, streets and microdistricts: the list, and an outline drawn on the map or pasted."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.filling.forms import Form, filled
from services.portal.filling.saving import Known, made, removed, saved, standing
from services.portal.places.endpoints import DONE
from services.portal.places.labels import TERRITORY_KIND
from services.portal.places.model import Territory
from services.portal.places.outline import outline_in, outline_said
from services.portal.places.view import ground_of, territories_of
from services.portal.visits.visit import Filled, Manager, Visit
from services.portal.wording.language import phrase

router = APIRouter(prefix="/desk/places/territories", include_in_schema=False)

NAME_MISSING = phrase("Напишите название, например «Двор у библиотеки»")
KIND_MISSING = phrase("Отметьте, что это")


@router.get("")
async def territories(visit: Manager, done: Annotated[str, Query()] = "") -> Response:
    """Every territory of the center."""
    found = await territories_of(visit)
    return visit.page("places/territories", territories=found, done=DONE.get(done, ""))


@router.get("/new")
async def ask_new(visit: Manager) -> Response:
    """The form of a new territory."""
    return await _page(visit, filled({"kind": "yard"}))


@router.post("/new")
async def enter(visit: Manager, form: Filled) -> Response:
    """Enters a territory."""
    body = {"kind": form.one_of("kind", TERRITORY_KIND, KIND_MISSING), **_territory(form)}
    if await made(visit, form, "/territories", body):
        return visit.go("/desk/places/territories?done=territory")
    return await _page(visit, form)


@router.get("/{territory_id}")
async def ask_edit(visit: Manager, territory_id: UUID) -> Response:
    """The form of a known territory."""
    return await _page(visit, await standing(_present(visit, territory_id)), territory_id)


@router.post("/{territory_id}")
async def edit(visit: Manager, territory_id: UUID, form: Filled) -> Response:
    """Corrects the name or the outline."""
    body = _territory(form)
    if await saved(visit, form, f"/territories/{territory_id}", body, lambda: _present(visit, territory_id)):
        return visit.go("/desk/places/territories?done=changed")
    return await _page(visit, form, territory_id)


@router.post("/{territory_id}/remove")
async def remove(visit: Manager, territory_id: UUID, form: Filled) -> Response:
    """Removes a territory to which no house belongs."""
    if await removed(visit, form, f"/territories/{territory_id}"):
        return visit.go("/desk/places/territories?done=removed")
    return await _page(visit, await standing(_present(visit, territory_id), form.errors), territory_id)


def _territory(form: Form) -> dict[str, object]:
    closed = form.value("kind") != "street"
    return {"name": form.need("name", NAME_MISSING), "geometry": outline_in(form, "geometry", closed=closed)}


async def _present(visit: Visit, territory_id: UUID) -> Known:
    path = f"/centers/{visit.center}/territories/{territory_id}"
    territory, version = await visit.api.get_versioned(Territory, "registry", path)
    drawn = outline_said(territory.geometry)
    return {"kind": territory.kind, "name": territory.name, "geometry": drawn}, version


async def _page(visit: Visit, form: Form, territory_id: UUID | None = None) -> Response:
    drawing = await ground_of(visit, territory_id)
    return visit.page("places/territory", form, territory_id=territory_id, drawing=drawing)
