"""The directory on the desk: ask, confirm with one tap, enter, correct, remove."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.directory.filling import FIELDS, body_of, typed_of
from services.portal.directory.view import entry_of, found_for, one, to_confirm
from services.portal.filling.forms import Form, filled
from services.portal.filling.saving import Known, made, removed, saved, standing
from services.portal.visits.visit import Filled, Manager, Visit, local_path
from services.portal.wording.language import phrase

router = APIRouter(prefix="/desk/directory", include_in_schema=False)

_DONE = {
    "entered": phrase("Записали в справочник."),
    "changed": phrase("Исправили."),
    "confirmed": phrase("Отметили: всё верно. Спросим снова через полгода."),
    "removed": phrase("Запись убрана из справочника."),
}


@router.get("")
async def directory(
    visit: Manager,
    q: Annotated[str, Query(max_length=200)] = "",
    support: Annotated[str, Query()] = "",
    level: Annotated[str, Query()] = "",
    due: Annotated[str, Query()] = "",
    cursor: Annotated[UUID | None, Query()] = None,
    done: Annotated[str, Query()] = "",
) -> Response:
    """Who can help with what, and what asks to be confirmed."""
    form = Form({"q": [q], "support": [support], "level": [level]})
    found = await found_for(visit, form, cursor, due=due == "yes")
    asking = await to_confirm(visit)
    return visit.page(
        "directory/directory", form, found=found, asking=asking, due=due == "yes", done=_DONE.get(done, "")
    )


@router.get("/new")
async def ask_new(visit: Manager) -> Response:
    """The form of a new entry."""
    return _form_page(visit, filled({"whose": "own", "public": "yes"}))


@router.post("/new")
async def enter(visit: Manager, form: Filled) -> Response:
    """Enters an organisation."""
    body = body_of(form) | {"shared": form.value("whose") == "shared", "center_id": visit.center}
    if entered := await made(visit, form, "/directory", body, FIELDS, root=""):
        return visit.go(f"/desk/directory/{entered}?done=entered")
    return _form_page(visit, form)


@router.get("/{entry_id}")
async def entry(visit: Manager, entry_id: UUID, done: Annotated[str, Query()] = "") -> Response:
    """One organisation."""
    found, version = await entry_of(visit, entry_id)
    return visit.page("directory/entry", entry=found, version=version, done=_DONE.get(done, ""))


@router.post("/{entry_id}/confirm")
async def confirm(visit: Manager, entry_id: UUID, form: Filled) -> Response:
    """Notes that everything is still true, and goes back to where the button stood."""
    await visit.api.post(object, "registry", one(visit, entry_id, "/confirm"), None, form.once)
    back = local_path(form.value("back"), f"/desk/directory/{entry_id}")
    return visit.go(f"{back}{'&' if '?' in back else '?'}done=confirmed")


@router.get("/{entry_id}/edit")
async def ask_edit(visit: Manager, entry_id: UUID) -> Response:
    """The form of a known entry."""
    return _form_page(visit, await standing(_present(visit, entry_id)), entry_id)


@router.post("/{entry_id}/edit")
async def edit(visit: Manager, entry_id: UUID, form: Filled) -> Response:
    """Corrects an entry; what the form does not show stays."""
    known = await visit.api.get(dict[str, Any], "registry", one(visit, entry_id))  # Any: JSON
    body = body_of(form, known)
    if await saved(
        visit, form, one(visit, entry_id), body, lambda: _present(visit, entry_id), FIELDS, root=""
    ):
        return visit.go(f"/desk/directory/{entry_id}?done=changed")
    return _form_page(visit, form, entry_id)


@router.get("/{entry_id}/remove")
async def ask_removal(visit: Manager, entry_id: UUID) -> Response:
    """What will be gone."""
    return await _removal_page(visit, entry_id, Form())


@router.post("/{entry_id}/remove")
async def remove(visit: Manager, entry_id: UUID, form: Filled) -> Response:
    """Removes an entry."""
    if await removed(visit, form, one(visit, entry_id), root=""):
        return visit.go("/desk/directory?done=removed")
    return await _removal_page(visit, entry_id, form)


async def _present(visit: Visit, entry_id: UUID) -> Known:
    found, version = await entry_of(visit, entry_id)
    return typed_of(found), version


async def _removal_page(visit: Visit, entry_id: UUID, form: Form) -> Response:
    found, version = await entry_of(visit, entry_id)
    return visit.page("directory/remove", form, entry=found, version=version)


def _form_page(visit: Visit, form: Form, entry_id: UUID | None = None) -> Response:
    return visit.page("directory/edit", form, entry_id=entry_id)
