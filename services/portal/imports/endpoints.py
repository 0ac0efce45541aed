"""A list kept elsewhere comes in by steps: the file, its columns, what was understood, and only then the entering."""

from contextlib import suppress
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import JSONResponse, Response

from services.portal.filling import refusals
from services.portal.filling.forms import Form, filled
from services.portal.filling.uploads import FilledWithFile
from services.portal.imports import labels
from services.portal.imports.labels import KIND, NEEDED, THINGS
from services.portal.imports.model import Import
from services.portal.imports.view import chosen, columns, list_of, lists_of, sample_of, view_of
from services.portal.visits.api import Objection
from services.portal.visits.visit import Filled, Manager, Visit
from services.portal.wording.language import phrase

router = APIRouter(prefix="/desk/imports", include_in_schema=False)

FILE_MISSING = phrase("Выберите файл со списком")
KIND_MISSING = phrase("Отметьте, что в списке")
_SHOWN = ("rejected", "duplicate", "accepted", "applied", "changes", "conflict")


@router.get("")
async def ask_file(
    visit: Manager,
    kind: Annotated[str, Query()] = "residents",
    cursor: Annotated[UUID | None, Query()] = None,
) -> Response:
    """Which file, and what is in it; below it the lists that came before."""
    return await _start(visit, filled({"kind": kind if kind in KIND else "residents"}), cursor)


@router.post("")
async def take_file(visit: Manager, sent: FilledWithFile) -> Response:
    """Sends the file to be checked; nothing is entered by this."""
    form = sent.form
    if not form.errors:
        kind = form.one_of("kind", KIND, KIND_MISSING)
        if sent.file is None:
            form.wrong("file", FILE_MISSING)
        elif not form.errors:
            path = f"/centers/{visit.center}/imports"
            try:
                made = await visit.api.upload(Import, "registry", path, sent.file, {"kind": kind}, form.once)
                return visit.go(f"/desk/imports/{made.id}")
            except refusals.TROUBLE as trouble:
                refusals.note(form, trouble)
    return await _start(visit, form)


@router.get("/{import_id}")
async def look(
    visit: Manager,
    import_id: UUID,
    shown: Annotated[str, Query()] = "",
    after: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> Response:
    """How far the list is; once it is checked, what was understood and what is wrong, row by row."""
    view = await view_of(visit, import_id, shown if shown in _SHOWN else "", after)
    if view.list.is_unclear:
        return visit.go(f"/desk/imports/{import_id}/columns")
    return visit.page(
        "imports/list", Form(), view=view, list=view.list, labels=labels, place=labels.PLACE[view.list.kind]
    )


@router.get("/{import_id}/progress")
async def progress(visit: Manager, import_id: UUID) -> Response:
    """The same as numbers, for the page that looks by itself."""
    found = await list_of(visit, import_id)
    return JSONResponse(
        {
            "busy": found.is_busy,
            "state": found.state,
            "share": found.share,
            "said": _progress_said(visit, found),
        }
    )


@router.get("/{import_id}/columns")
async def ask_columns(visit: Manager, import_id: UUID) -> Response:
    """Which column holds what."""
    found = await list_of(visit, import_id)
    return await _columns(visit, import_id, filled(found.mapping or {}))


@router.post("/{import_id}/columns")
async def choose_columns(visit: Manager, import_id: UUID, form: Filled) -> Response:
    """Says so, and has the list checked anew."""
    found = await list_of(visit, import_id)
    mapping = chosen(found, form)
    path = f"/centers/{visit.center}/imports/{import_id}/columns"
    try:
        await visit.api.change("PUT", "registry", path, {"mapping": mapping})
        if not (await list_of(visit, import_id)).missing:
            return visit.go(f"/desk/imports/{import_id}")
        form.wrong(next(iter(THINGS[found.kind])), NEEDED[found.kind])
    except refusals.TROUBLE as trouble:
        refusals.note(form, trouble)
    return await _columns(visit, import_id, form)


@router.post("/{import_id}/apply")
async def apply(visit: Manager, import_id: UUID, form: Filled) -> Response:
    """Enters what was accepted."""
    return await _command(visit, import_id, "apply", form)


@router.post("/{import_id}/cancel")
async def cancel(visit: Manager, import_id: UUID, form: Filled) -> Response:
    """Stops it, or lets it be."""
    return await _command(visit, import_id, "cancel", form)


@router.post("/{import_id}/forget")
async def forget(visit: Manager, import_id: UUID, form: Filled) -> Response:
    """Deletes the list; who was entered stays."""
    try:
        await visit.api.change("DELETE", "registry", f"/centers/{visit.center}/imports/{import_id}")
    except Objection:
        return visit.go(f"/desk/imports/{import_id}")
    return visit.go("/desk/imports")


async def _command(visit: Visit, import_id: UUID, what: str, form: Form) -> Response:
    path = f"/centers/{visit.center}/imports/{import_id}/{what}"
    with suppress(Objection):  # pressed twice, or somebody else was faster: the page says how it is now
        await visit.api.post(object, "registry", path, None, form.once)
    return visit.go(f"/desk/imports/{import_id}")


async def _start(visit: Visit, form: Form, cursor: UUID | None = None) -> Response:
    return visit.page("imports/start", form, lists=await lists_of(visit, cursor), labels=labels)


async def _columns(visit: Visit, import_id: UUID, form: Form) -> Response:
    found, sample = await sample_of(visit, import_id)
    return visit.page(
        "imports/columns", form, list=found, things=THINGS[found.kind],
        columns=columns(visit.speech, found, sample), needed=NEEDED[found.kind],
    )  # fmt: skip


def _progress_said(visit: Visit, found: Import) -> str:
    done, of = (found.applied, found.accepted) if found.state == "applying" else (found.checked, found.rows)
    return visit.speech.say(
        phrase("{done} из {all}"), done=visit.speech.number(done), all=visit.speech.number(of)
    )
