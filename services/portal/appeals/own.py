"""A resident's own appeals: made, followed, taken back."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.appeals.endpoints import ABOUT_MISSING, WORDS_MISSING
from services.portal.appeals.labels import COMPLAINT
from services.portal.appeals.model import Appeal
from services.portal.appeals.view import due_said, path_of
from services.portal.filling.forms import Form, filled
from services.portal.filling.saving import carried_out, made
from services.portal.people.view import houses_of
from services.portal.visits.visit import Filled, Resident, Visit
from services.portal.wording.language import phrase

router = APIRouter(prefix="/appeals", include_in_schema=False)

_DONE = {
    "noted": phrase("Записали. Менеджер центра поможет решить, кому это отправить."),
    "withdrawn": phrase("Обращение отозвано."),
}


@router.get("/new")
async def ask_new(visit: Resident) -> Response:
    """What has happened, and where."""
    return await _form(visit, filled({}))


@router.post("/new")
async def note(visit: Resident, form: Filled) -> Response:
    """Writes it down for the center's managers."""
    body = {
        "about": form.one_of("about", COMPLAINT, ABOUT_MISSING),
        "words": form.need("words", WORDS_MISSING),
        "house_id": form.id("house_id"),
    }
    if noted := await made(visit, form, "/appeals", body, service="events"):
        return visit.go(f"/appeals/{noted}?done=noted")
    return await _form(visit, form)


@router.get("/{appeal_id}")
async def appeal(visit: Resident, appeal_id: UUID, done: Annotated[str, Query()] = "") -> Response:
    """How far it is, and by when an answer is due."""
    return await _page(visit, appeal_id, Form(), _DONE.get(done, ""))


@router.post("/{appeal_id}/withdraw")
async def withdraw(visit: Resident, appeal_id: UUID, form: Filled) -> Response:
    """Takes it back."""
    if await carried_out(visit, form, f"/appeals/{appeal_id}/withdraw", service="events"):
        return visit.go(f"/appeals/{appeal_id}?done=withdrawn")
    return await _page(visit, appeal_id, form)


async def _page(visit: Visit, appeal_id: UUID, form: Form, done: str = "") -> Response:
    found = await visit.api.get(Appeal, "events", f"{path_of(visit)}/{appeal_id}")
    due = due_said(visit.speech, found)
    return visit.page("appeals/own", form, appeal=found, due=due, done=done)


async def _form(visit: Visit, form: Form) -> Response:
    return visit.page("appeals/ask", form, houses=await visit.or_else(houses_of(visit), []))
