"""Yards, streets and microdistricts: the list, and an outline pasted as GeoJSON."""

import json
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.forms import Form, filled
from services.portal.labels import TERRITORY_KIND
from services.portal.language import phrase
from services.portal.places.endpoints import DONE
from services.portal.places.model import Geometry, Territory
from services.portal.places.view import center_path, territories_of
from services.portal.saving import Known, made, removed, saved
from services.portal.visit import Filled, Manager, Visit

router = APIRouter(prefix="/desk/places/territories", include_in_schema=False)

NAME_MISSING = phrase("Напишите название, например «Двор у библиотеки»")
KIND_MISSING = phrase("Отметьте, что это")
NOT_JSON = phrase("Это не GeoJSON: скопируйте контур целиком, от первой фигурной скобки до последней")


@router.get("")
async def territories(visit: Manager, done: Annotated[str, Query()] = "") -> Response:
    """Every territory of the center."""
    found = await territories_of(visit)
    return visit.page("places/territories", territories=found, done=DONE.get(done, ""))


@router.get("/new")
async def ask_new(visit: Manager) -> Response:
    """The form of a new territory."""
    return visit.page("places/territory", filled({"kind": "yard"}), territory_id=None)


@router.post("/new")
async def enter(visit: Manager, form: Filled) -> Response:
    """Enters a territory."""
    body = {"kind": form.one_of("kind", TERRITORY_KIND, KIND_MISSING), **_territory(form)}
    if not form.errors and await made(visit, form, "territories", body) is not None:
        return visit.go("/desk/places/territories?done=territory")
    return visit.page("places/territory", form, territory_id=None)


@router.get("/{territory_id}")
async def ask_edit(visit: Manager, territory_id: UUID) -> Response:
    """The form of a known territory."""
    known, version = await _present(visit, territory_id)
    return visit.page("places/territory", filled({**known, "version": version}), territory_id=territory_id)


@router.post("/{territory_id}")
async def edit(visit: Manager, territory_id: UUID, form: Filled) -> Response:
    """Corrects the name or the outline."""
    body = _territory(form)
    if not form.errors and await saved(
        visit, form, f"/territories/{territory_id}", body, lambda: _present(visit, territory_id)
    ):
        return visit.go("/desk/places/territories?done=changed")
    return visit.page("places/territory", form, territory_id=territory_id)


@router.post("/{territory_id}/remove")
async def remove(visit: Manager, territory_id: UUID, form: Filled) -> Response:
    """Removes a territory to which no house belongs."""
    if await removed(visit, form, f"/territories/{territory_id}"):
        return visit.go("/desk/places/territories?done=removed")
    known, version = await _present(visit, territory_id)
    again = filled({**known, "version": version})
    again.errors = form.errors
    return visit.page("places/territory", again, territory_id=territory_id)


def _territory(form: Form) -> dict[str, object]:
    return {"name": form.need("name", NAME_MISSING), "geometry": geometry_in(form, "geometry")}


def geometry_in(form: Form, name: str) -> Geometry | None:
    """The GeoJSON in a field, not yet checked; None where it is empty."""
    typed = form.value(name)
    if not typed:
        return None
    try:
        found = json.loads(typed)
    except (ValueError, RecursionError):
        form.wrong(name, NOT_JSON)
        return None
    if (
        isinstance(found, dict)
        and found.get("type") == "FeatureCollection"
        and len(found.get("features", ())) == 1
    ):
        found = found["features"][0]
    return found if isinstance(found, dict) else {"type": "", "coordinates": []}


async def _present(visit: Visit, territory_id: UUID) -> Known:
    path = f"{center_path(visit)}/territories/{territory_id}"
    territory, version = await visit.api.get_versioned(Territory, "registry", path)
    drawn = json.dumps(territory.geometry) if territory.geometry else ""
    return {"kind": territory.kind, "name": territory.name, "geometry": drawn}, version
