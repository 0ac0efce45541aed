"""Flats and shops of a house with their areas, and who owns which share of them."""

import asyncio
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.filling.forms import Form, filled
from services.portal.filling.saving import Known, made, removed, saved, standing
from services.portal.people.finding import PersonLine, whom
from services.portal.places.houses import area_in
from services.portal.places.labels import OWNER_KIND, PREMISES_KIND
from services.portal.places.model import House, Owner, Ownership, Premises
from services.portal.visits.api import Listed, every
from services.portal.visits.visit import Filled, Manager, Visit
from services.portal.wording.language import phrase

router = APIRouter(prefix="/desk/places", include_in_schema=False)

NUMBER_MISSING = phrase("Напишите номер, как на двери")
SHARE_MISSING = phrase("Напишите долю: 1, 1/2 или 0,25")
OWNER_MISSING = phrase("Отметьте, кто это")
NAME_MISSING = phrase("Напишите имя или название")
_SHOWN = 60
_DONE = {
    "entered": phrase("Записали."),
    "changed": phrase("Исправили."),
    "removed": phrase("Убрали."),
}


@router.get("/houses/{house_id}/premises")
async def premises_page(
    visit: Manager,
    house_id: UUID,
    number: Annotated[str, Query(max_length=10)] = "",
    after: UUID | None = None,
    done: Annotated[str, Query()] = "",
) -> Response:
    """The flats and shops of a house in the order of their doors, and what is wrong with their shares."""
    return await _list(visit, house_id, filled({"kind": "flat"}), number.strip(), after, _DONE.get(done, ""))


@router.post("/houses/{house_id}/premises")
async def enter(visit: Manager, house_id: UUID, form: Filled) -> Response:
    """Enters a flat or a shop."""
    body = {"house_id": house_id, **_premises(form)}
    if entered := await made(visit, form, "/premises", body):
        return visit.go(f"/desk/places/premises/{entered}?done=entered")
    return await _list(visit, house_id, form, "", None, "")


@router.get("/premises/{premises_id}")
async def one(visit: Manager, premises_id: UUID, done: Annotated[str, Query()] = "") -> Response:
    """One flat with its owners."""
    return await _one(visit, premises_id, filled({"kind": "resident"}), [], _DONE.get(done, ""))


@router.post("/premises/{premises_id}")
async def enter_owner(visit: Manager, premises_id: UUID, form: Filled) -> Response:
    """Enters an owner of the flat."""
    kind = form.one_of("kind", OWNER_KIND, OWNER_MISSING)
    found: list[PersonLine] = []
    resident = None
    if kind == "resident":
        resident, found = await whom(visit, form)
    elif kind != "city":
        form.need("name", NAME_MISSING)
    body = {
        "premises_id": premises_id,
        "kind": kind,
        "resident_id": resident,
        "name": (form.value("name") or None) if kind != "resident" else None,
        "share": form.need("share", SHARE_MISSING),
        "basis": form.value("basis") or None,
    }
    if await made(visit, form, "/owners", body, {"resident_id": "who"}):
        return visit.go(f"/desk/places/premises/{premises_id}?done=entered")
    return await _one(visit, premises_id, form, found, "")


@router.get("/premises/{premises_id}/edit")
async def ask_edit(visit: Manager, premises_id: UUID) -> Response:
    """The form of a known flat."""
    return await _edit(visit, premises_id, await standing(_present(visit, premises_id)))


@router.post("/premises/{premises_id}/edit")
async def edit(visit: Manager, premises_id: UUID, form: Filled) -> Response:
    """Corrects the number, the kind or the area."""
    body = _premises(form)
    if await saved(visit, form, f"/premises/{premises_id}", body, lambda: _present(visit, premises_id)):
        return visit.go(f"/desk/places/premises/{premises_id}?done=changed")
    return await _edit(visit, premises_id, form)


@router.post("/premises/{premises_id}/remove")
async def remove(visit: Manager, premises_id: UUID, form: Filled) -> Response:
    """Removes a flat in which nobody lives and which nobody owns."""
    found = await _premises_of(visit, premises_id)
    if await removed(visit, form, f"/premises/{premises_id}"):
        return visit.go(f"/desk/places/houses/{found.house_id}/premises?done=removed")
    return await _edit(visit, premises_id, form)


@router.get("/owners/{owner_id}")
async def ask_owner(visit: Manager, owner_id: UUID) -> Response:
    """The form of a known owner."""
    return await _owner_page(visit, owner_id, await standing(_owner(visit, owner_id)))


@router.post("/owners/{owner_id}")
async def edit_owner(visit: Manager, owner_id: UUID, form: Filled) -> Response:
    """Corrects the share or how it is known."""
    owner = await visit.api.get(Owner, "registry", f"/centers/{visit.center}/owners/{owner_id}")
    body: dict[str, object] = {
        "share": form.need("share", SHARE_MISSING),
        "basis": form.value("basis") or None,
    }
    if owner.kind in ("person", "organisation"):
        body["name"] = form.need("name", NAME_MISSING)
    if await saved(visit, form, f"/owners/{owner_id}", body, lambda: _owner(visit, owner_id)):
        return visit.go(f"/desk/places/premises/{owner.premises_id}?done=changed")
    return await _owner_page(visit, owner_id, form)


@router.post("/owners/{owner_id}/remove")
async def remove_owner(visit: Manager, owner_id: UUID, form: Filled) -> Response:
    """Removes an owner who is one no longer."""
    owner = await visit.api.get(Owner, "registry", f"/centers/{visit.center}/owners/{owner_id}")
    if await removed(visit, form, f"/owners/{owner_id}"):
        return visit.go(f"/desk/places/premises/{owner.premises_id}?done=removed")
    return await _owner_page(visit, owner_id, form)


def _premises(form: Form) -> dict[str, object]:
    return {
        "number": form.need("number", NUMBER_MISSING),
        "kind": form.one_of("kind", PREMISES_KIND, OWNER_MISSING),
        "area": area_in(form, "area"),
    }


async def _list(
    visit: Visit, house_id: UUID, form: Form, number: str, after: UUID | None, done: str
) -> Response:
    path, wanted = f"/centers/{visit.center}", {"house_id": house_id, "number": number or None}
    house, ownership, found = await asyncio.gather(
        visit.api.get(House, "registry", f"{path}/houses/{house_id}"),
        visit.api.get(Ownership, "registry", f"{path}/houses/{house_id}/ownership"),
        visit.api.get(
            Listed[Premises],
            "registry",
            f"{path}/premises",
            {**wanted, "order": "door", "limit": _SHOWN, "cursor": after},
        ),
    )
    return visit.page(
        "places/premises", form, house=house, ownership=ownership, premises=found.items,
        number_asked=number, start=after, next=found.next, done=done,
    )  # fmt: skip


async def _one(visit: Visit, premises_id: UUID, form: Form, found: list[PersonLine], done: str) -> Response:
    premises = await _premises_of(visit, premises_id)
    owners, house = await asyncio.gather(
        every(Owner, visit.api, "registry", f"/centers/{visit.center}/owners", {"premises_id": premises_id}),
        visit.api.get(House, "registry", f"/centers/{visit.center}/houses/{premises.house_id}"),
    )
    return visit.page(
        "places/flat", form, premises=premises, owners=owners, house=house, found=found, done=done
    )


async def _edit(visit: Visit, premises_id: UUID, form: Form) -> Response:
    return visit.page("places/flat_edit", form, premises=await _premises_of(visit, premises_id))


async def _owner_page(visit: Visit, owner_id: UUID, form: Form) -> Response:
    owner = await visit.api.get(Owner, "registry", f"/centers/{visit.center}/owners/{owner_id}")
    return visit.page("places/owner", form, owner=owner)


async def _premises_of(visit: Visit, premises_id: UUID) -> Premises:
    return await visit.api.get(Premises, "registry", f"/centers/{visit.center}/premises/{premises_id}")


async def _present(visit: Visit, premises_id: UUID) -> Known:
    path = f"/centers/{visit.center}/premises/{premises_id}"
    premises, version = await visit.api.get_versioned(Premises, "registry", path)
    return premises.model_dump(include={"number", "kind", "area"}), version


async def _owner(visit: Visit, owner_id: UUID) -> Known:
    path = f"/centers/{visit.center}/owners/{owner_id}"
    owner, version = await visit.api.get_versioned(Owner, "registry", path)
    return owner.model_dump(include={"share", "basis", "name"}), version
