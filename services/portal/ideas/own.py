"""Ideas of the neighbors: a resident reads them, supports some, and offers their own."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.filling.forms import Form
from services.portal.filling.saving import carried_out, made
from services.portal.ideas.endpoints import read
from services.portal.ideas.view import neighbors_ideas, path_of
from services.portal.visits.visit import Filled, Resident, Visit
from services.portal.wording.language import phrase

router = APIRouter(prefix="/ideas", include_in_schema=False)

_DONE = {
    "offered": phrase("Записали вашу идею. Соседи видят её без вашего имени и могут поддержать."),
    "supported": phrase("Записали: вы поддерживаете."),
    "ended": phrase("Сняли вашу поддержку."),
    "withdrawn": phrase("Убрали вашу идею."),
}


@router.get("")
async def ideas(
    visit: Resident,
    cursor: Annotated[UUID | None, Query()] = None,
    done: Annotated[str, Query()] = "",
) -> Response:
    """What neighbors would have otherwise, newest first."""
    return await _page(visit, Form(), cursor, _DONE.get(done, ""))


@router.get("/new")
async def ask_new(visit: Resident) -> Response:
    """One's own idea."""
    return visit.page("ideas/offer", Form())


@router.post("/new")
async def offer(visit: Resident, form: Filled) -> Response:
    """Shows it to the neighbors."""
    body = read(form)
    if await made(visit, form, "/ideas", body, service="events"):
        return visit.go("/ideas?done=offered")
    return visit.page("ideas/offer", form)


@router.post("/{idea_id}/support")
async def support(visit: Resident, idea_id: UUID, form: Filled) -> Response:
    """«Поддержать»."""
    if await carried_out(visit, form, f"/ideas/{idea_id}/support", service="events"):
        return visit.go("/ideas?done=supported")
    return await _page(visit, form)


@router.post("/{idea_id}/end")
async def end(visit: Resident, idea_id: UUID, form: Filled) -> Response:
    """Takes the support back."""
    await visit.api.change("DELETE", "events", f"{path_of(visit)}/{idea_id}/support")
    return visit.go("/ideas?done=ended")


@router.post("/{idea_id}/withdraw")
async def withdraw(visit: Resident, idea_id: UUID, form: Filled) -> Response:
    """Takes one's own idea back."""
    if await carried_out(visit, form, f"/ideas/{idea_id}/withdraw", service="events"):
        return visit.go("/ideas?done=withdrawn")
    return await _page(visit, form)


async def _page(visit: Visit, form: Form, cursor: UUID | None = None, done: str = "") -> Response:
    page = await neighbors_ideas(visit, {"state": "idea", "cursor": cursor, "limit": 30})
    return visit.page("ideas/neighbors", form, page=page, done=done)
