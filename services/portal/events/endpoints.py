"""A resident looks at an event, signs up for it, or gives their place up."""

import asyncio
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.events.model import Event, Registration
from services.portal.filling import refusals
from services.portal.filling.forms import Form
from services.portal.filling.saving import carried_out
from services.portal.visits.api import Listed
from services.portal.visits.visit import Filled, Resident, Visit
from services.portal.wording.language import phrase

router = APIRouter(prefix="/events/{event_id}", include_in_schema=False)

_DONE = {
    "going": phrase("Вы записаны. Ждём вас."),
    "waiting": phrase("Мест пока нет, вы в очереди. Как только место освободится, сообщим."),
    "left": phrase("Вас больше нет в списке. Место достанется следующему."),
}


@router.get("")
async def look(visit: Resident, event_id: UUID, done: Annotated[str, Query()] = "") -> Response:
    """What, when, where, and whether there is room."""
    return await _page(visit, event_id, Form(), _DONE.get(done, ""))


@router.post("/sign-up")
async def sign_up(visit: Resident, event_id: UUID, form: Filled) -> Response:
    """Signs the visitor up, or puts them into the queue."""
    path = f"/centers/{visit.center}/events/{event_id}/registrations"
    try:
        made = await visit.api.post(Registration, "events", path, {}, form.once)
    except refusals.TROUBLE as trouble:
        refusals.note(form, trouble)
        return await _page(visit, event_id, form)
    return visit.go(f"/events/{event_id}?done={'waiting' if made.state == 'waiting' else 'going'}")


@router.post("/leave")
async def leave(visit: Resident, event_id: UUID, form: Filled) -> Response:
    """Gives the visitor's place up."""
    mine = await _own(visit, event_id)
    if mine is not None and not await carried_out(
        visit, form, f"/registrations/{mine.id}/cancel", service="events"
    ):
        return await _page(visit, event_id, form)
    return visit.go(f"/events/{event_id}?done=left")


async def _own(visit: Visit, event_id: UUID) -> Registration | None:
    path = f"/centers/{visit.center}/events/{event_id}/registrations"
    found = await visit.api.get(Listed[Registration], "events", path)
    return next((one for one in found.items if one.state != "cancelled"), None)


async def _page(visit: Visit, event_id: UUID, form: Form, done: str = "") -> Response:
    event, mine = await asyncio.gather(
        visit.api.get(Event, "events", f"/centers/{visit.center}/events/{event_id}"), _own(visit, event_id)
    )
    return visit.page("events/event", form, event=event, mine=mine, done=done)
