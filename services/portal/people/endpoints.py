"""People on the desk: the list, and one resident's card."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.api import Objection
from services.portal.forms import Form
from services.portal.language import phrase
from services.portal.people.view import card_of, houses_of, people_of
from services.portal.visit import Filled, Manager

router = APIRouter(prefix="/desk/people", include_in_schema=False)

_DONE = {
    "entered": phrase("Записали. Теперь можно внести просьбу или предложение."),
    "changed": phrase("Исправили."),
    "need": phrase("Просьбу записали."),
    "offer": phrase("Предложение записали."),
    "erased": phrase("Данные стёрты."),
}


@router.get("")
async def people(
    visit: Manager,
    q: Annotated[str, Query(max_length=200)] = "",
    house: Annotated[str, Query()] = "",
    cursor: Annotated[UUID | None, Query()] = None,
    done: Annotated[str, Query()] = "",
) -> Response:
    """The center's residents."""
    form = Form({"house": [house]})
    view = await people_of(visit, q.strip(), form.id("house"), cursor)
    houses = await houses_of(visit)
    return visit.page(
        "people/people", form, view=view, houses=houses, q=q, first=cursor is None, done=_DONE.get(done, "")
    )


@router.get("/{person_id}")
async def card(visit: Manager, person_id: UUID, done: Annotated[str, Query()] = "") -> Response:
    """One resident."""
    return visit.page("people/card", view=await card_of(visit, person_id), done=_DONE.get(done, ""))


@router.get("/{person_id}/erase")
async def ask_erasure(visit: Manager, person_id: UUID) -> Response:
    """What will be gone."""
    return visit.page("people/erase", Form(), view=await card_of(visit, person_id))


@router.post("/{person_id}/erase")
async def erase(visit: Manager, person_id: UUID, form: Filled) -> Response:
    """Erases a resident here and in every service."""
    path = f"/centers/{visit.center}/residents/{person_id}"
    try:
        await visit.api.change("DELETE", "registry", path, version=form.value("version"))
    except Objection as objection:
        form.wrong("", objection.refusal.title)
        return visit.page("people/erase", form, view=await card_of(visit, person_id))
    return visit.go("/desk/people?done=erased")
