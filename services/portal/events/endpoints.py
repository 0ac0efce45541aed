"""A resident looks at an event, signs themselves or a child up for it, or gives the place up."""

import asyncio
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.events.model import Event, Registration
from services.portal.events.view import comers_of, place_of
from services.portal.filling import refusals
from services.portal.filling.forms import Form
from services.portal.filling.saving import carried_out
from services.portal.visits.visit import Filled, Resident, Visit
from services.portal.wording.language import phrase

router = APIRouter(prefix="/events/{event_id}", include_in_schema=False)

_DONE = {
    "going": phrase("Вы записаны. Ждём вас."),
    "waiting": phrase("Мест пока нет, вы в очереди. Как только место освободится, сообщим."),
    "left": phrase("Вас больше нет в списке. Место достанется следующему."),
    "child-going": phrase("Записали ребёнка. Ждём."),
    "child-waiting": phrase("Мест пока нет, ребёнок в очереди. Как только место освободится, сообщим вам."),
    "child-left": phrase("Ребёнка больше нет в списке. Место достанется следующему."),
}


@router.get("")
async def look(visit: Resident, event_id: UUID, done: Annotated[str, Query()] = "") -> Response:
    """What, when, where, and whether there is room."""
    return await _page(visit, event_id, Form(), _DONE.get(done, ""))


@router.post("/sign-up")
async def sign_up(visit: Resident, event_id: UUID, form: Filled) -> Response:
    """Signs the visitor or their child up, or puts them into the queue."""
    child = form.id("child")
    path = f"/centers/{visit.center}/events/{event_id}/registrations"
    try:
        made = await visit.api.post(Registration, "events", path, {"resident_id": child}, form.once)
    except refusals.TROUBLE as trouble:
        refusals.note(form, trouble)
        return await _page(visit, event_id, form)
    return _gone(visit, event_id, child, "waiting" if made.state == "waiting" else "going")


@router.post("/leave")
async def leave(visit: Resident, event_id: UUID, form: Filled) -> Response:
    """Gives the place of the visitor or their child up."""
    child = form.id("child")
    place = await place_of(visit, event_id, child)
    if place is not None and not await carried_out(
        visit, form, f"/registrations/{place.id}/cancel", service="events"
    ):
        return await _page(visit, event_id, form)
    return _gone(visit, event_id, child, "left")


def _gone(visit: Visit, event_id: UUID, child: UUID | None, done: str) -> Response:
    return visit.go(f"/events/{event_id}?done={'child-' if child else ''}{done}")


async def _page(visit: Visit, event_id: UUID, form: Form, done: str = "") -> Response:
    event, (me, *children) = await asyncio.gather(
        visit.api.get(Event, "events", f"/centers/{visit.center}/events/{event_id}"),
        comers_of(visit, event_id),
    )
    return visit.page("events/event", form, event=event, mine=me.registration, children=children, done=done)
