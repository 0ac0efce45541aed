"""«Что вы обо мне знаете»: asked with one button, read as a page, taken along as PDF or JSON."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.portal.copies.view import Copy, collected, copies_of, copy_of
from services.portal.filling import refusals
from services.portal.filling.forms import Form
from services.portal.people.view import person_of
from services.portal.visits.visit import Filled, Manager, Resident, Visit

router = APIRouter(include_in_schema=False)
_KINDS = {"pdf": "application/pdf", "json": "application/json"}


@router.get("/me/copy")
async def mine(visit: Resident) -> Response:
    """What a copy is, and those of the last week."""
    return visit.page("copies/mine", Form(), copies=await copies_of(visit, visit.me.id))


@router.post("/me/copy")
async def ask(visit: Resident, form: Filled) -> Response:
    """Asks every service."""
    try:
        made = await visit.api.post(Copy, "registry", _path(visit, visit.me.id), {}, form.once)
    except refusals.TROUBLE as trouble:
        refusals.note(form, trouble)
        return visit.page("copies/mine", form, copies=await copies_of(visit, visit.me.id))
    await collected(visit, made)
    return visit.go(f"/me/copy/{made.id}")


@router.get("/me/copy/{copy}")
async def read(visit: Resident, copy: UUID) -> Response:
    """Everything that has come."""
    return visit.page("copies/copy", view=await copy_of(visit, copy))


@router.get("/me/copy/{copy}/my-data.{kind}")
async def take(visit: Resident, copy: UUID, kind: str) -> Response:
    """The same as a file."""
    return await _file(visit, copy, kind)


@router.get("/desk/people/{person_id}/copy")
async def theirs(visit: Manager, person_id: UUID) -> Response:
    """By somebody's paper: what a copy is, and those of the last week."""
    return await _theirs(visit, person_id, Form())


@router.post("/desk/people/{person_id}/copy")
async def ask_for(visit: Manager, person_id: UUID, form: Filled) -> Response:
    """Asks every service for somebody who cannot themselves."""
    ground = form.need("ground")
    if not form.errors:
        try:
            body = {"ground": ground}
            made = await visit.api.post(Copy, "registry", _path(visit, person_id), body, form.once)
            await collected(visit, made)
            return visit.go(f"/desk/people/{person_id}/copy/{made.id}")
        except refusals.TROUBLE as trouble:
            refusals.note(form, trouble)
    return await _theirs(visit, person_id, form)


@router.get("/desk/people/{person_id}/copy/{copy}")
async def read_theirs(visit: Manager, person_id: UUID, copy: UUID) -> Response:
    """Everything that has come; the log keeps who has looked."""
    person, view = await person_of(visit, person_id), await copy_of(visit, copy)
    return visit.page("copies/theirs_read", person=person, view=view)


@router.get("/desk/people/{person_id}/copy/{copy}/my-data.{kind}")
async def take_theirs(visit: Manager, person_id: UUID, copy: UUID, kind: str) -> Response:
    """The same as a file, to be handed over."""
    return await _file(visit, copy, kind)


async def _theirs(visit: Visit, person_id: UUID, form: Form) -> Response:
    person, copies = await person_of(visit, person_id), await copies_of(visit, person_id)
    return visit.page("copies/theirs", form, person=person, copies=copies)


async def _file(visit: Visit, copy: UUID, kind: str) -> Response:
    wanted = _KINDS.get(kind, _KINDS["json"])
    path = f"/centers/{visit.center}/copy-requests/{copy}"
    content, _ = await visit.api.file("registry", path, accept=wanted)
    name = f"attachment; filename=my-data.{'pdf' if wanted == _KINDS['pdf'] else 'json'}"
    return Response(content, media_type=wanted, headers={"content-disposition": name})


def _path(visit: Visit, person: UUID) -> str:
    return f"/centers/{visit.center}/residents/{person}/copy-requests"
