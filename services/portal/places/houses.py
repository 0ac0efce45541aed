"""Entering a house, correcting what is known of it, and removing one that was entered by mistake."""

import asyncio
import re
from collections.abc import Mapping
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.portal.filling.forms import Form, filled
from services.portal.filling.saving import Known, made, removed, saved, standing
from services.portal.places.labels import HOUSE_KIND
from services.portal.places.model import House
from services.portal.places.outline import PAIR
from services.portal.places.view import ground_of, territories_of
from services.portal.visits.visit import Filled, Manager, Visit
from services.portal.wording.language import phrase

router = APIRouter(prefix="/desk/places/houses", include_in_schema=False)

ADDRESS_MISSING = phrase("Напишите адрес, например «ул. Садовая, 14»")
KIND_MISSING = phrase("Отметьте, какой это дом")
FLATS_MISSING = phrase("Напишите, сколько в доме квартир")
ENTRANCES_WRONG = phrase("Пишите по строке на подъезд: «1: 1–20»")
POINT_WRONG = phrase("Напишите широту и долготу через запятую, например 55.7558, 37.6173")
AREA_WRONG = phrase("Напишите площадь числом, например 3120,50")

_ENTRANCE = re.compile(r"(\d{1,2})\s*[:.)\s]\s*(\d{1,4})\s*[-–—]\s*(\d{1,4})")
_AREA = re.compile(r"\d{1,9}(?:[.,]\d{1,2})?")
_NAMES = {"point": "coordinates"}
_LAST = "/desk/places"


@router.get("/new")
async def ask_new(visit: Manager) -> Response:
    """The form of a new house."""
    return await _page(visit, filled({"kind": "apartment"}))


@router.post("/new")
async def enter(visit: Manager, form: Filled) -> Response:
    """Enters a house."""
    body = _house(form)
    if house := await made(visit, form, "/houses", body, _NAMES):
        return visit.go(f"/desk/places/houses/{house}?done=entered")
    return await _page(visit, form)


@router.get("/{house_id}/edit")
async def ask_edit(visit: Manager, house_id: UUID) -> Response:
    """The form of a known house."""
    return await _page(visit, await standing(_present(visit, house_id)), house_id)


@router.post("/{house_id}/edit")
async def edit(visit: Manager, house_id: UUID, form: Filled) -> Response:
    """Corrects what is known."""
    body = _house(form)
    if await saved(visit, form, f"/houses/{house_id}", body, lambda: _present(visit, house_id), _NAMES):
        return visit.go(f"/desk/places/houses/{house_id}?done=changed")
    return await _page(visit, form, house_id)


@router.get("/{house_id}/remove")
async def ask_removal(visit: Manager, house_id: UUID) -> Response:
    """What removing a house means."""
    house, version = await visit.api.get_versioned(House, "registry", _path(visit, house_id))
    return visit.page("places/remove", filled({"version": version}), house=house)


@router.post("/{house_id}/remove")
async def remove(visit: Manager, house_id: UUID, form: Filled) -> Response:
    """Removes a house on which nothing hangs."""
    if await removed(visit, form, f"/houses/{house_id}"):
        return visit.go(f"{_LAST}?done=removed")
    house = await visit.api.get(House, "registry", _path(visit, house_id))
    return visit.page("places/remove", form, house=house)


def _house(form: Form) -> dict[str, object]:
    kind = form.one_of("kind", HOUSE_KIND, KIND_MISSING)
    flats = 1 if kind == "private" else form.number("flats", least=1, most=5000)
    if flats is None:
        form.wrong("flats", FLATS_MISSING)
    return {
        "address": form.need("address", ADDRESS_MISSING),
        "kind": kind,
        "flats": flats,
        "storeys": form.number("storeys", least=1, most=120),
        "built_year": form.number("built_year", least=1500, most=2100),
        "total_area": area_in(form, "total_area"),
        "point": point_in(form),
        "entrances": _entrances(form),
        "fias_id": form.value("fias_id") or None,
        "kladr_code": form.value("kladr_code").replace(" ", "") or None,
        "yard_id": form.id("yard_id"),
        "street_id": form.id("street_id"),
        "microdistrict_id": form.id("microdistrict_id"),
    }


def area_in(form: Form, name: str) -> str | None:
    """The square metres in a field, exact; None where it is empty."""
    typed = form.value(name).replace("\N{NO-BREAK SPACE}", "").replace(" ", "")
    if not typed:
        return None
    if not _AREA.fullmatch(typed):
        form.wrong(name, AREA_WRONG)
    return typed.replace(",", ".")


def point_in(form: Form) -> Mapping[str, object] | None:
    """The place in the field `coordinates`, written as maps do: latitude first; None where it is empty."""
    typed = form.value("coordinates")
    if not typed:
        return None
    found = PAIR.fullmatch(typed)
    if found is None:
        form.wrong("coordinates", POINT_WRONG)
        return None
    return {"type": "Point", "coordinates": [float(found[2]), float(found[1])]}


def _entrances(form: Form) -> list[dict[str, int]]:
    lines = [line.strip() for line in form.value("entrances").splitlines() if line.strip()]
    found = [_ENTRANCE.fullmatch(line) for line in lines]
    if any(one is None for one in found):
        form.wrong("entrances", ENTRANCES_WRONG)
    return [
        {"number": int(one[1]), "first_flat": int(one[2]), "last_flat": int(one[3])} for one in found if one
    ]


async def _present(visit: Visit, house_id: UUID) -> Known:
    house, version = await visit.api.get_versioned(House, "registry", _path(visit, house_id))
    lines = [f"{one.number}: {one.first_flat}–{one.last_flat}" for one in house.entrances]
    known = house.model_dump(exclude={"id", "point", "entrances"})
    return {**known, "coordinates": house.coordinates, "entrances": "\n".join(lines)}, version


async def _page(visit: Visit, form: Form, house_id: UUID | None = None) -> Response:
    territories, drawing = await asyncio.gather(territories_of(visit), ground_of(visit, house_id))
    return visit.page("places/house", form, territories=territories, house_id=house_id, drawing=drawing)


def _path(visit: Visit, house_id: UUID) -> str:
    return f"/centers/{visit.center}/houses/{house_id}"
