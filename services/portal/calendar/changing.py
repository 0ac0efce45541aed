"""Correcting an event that stands in the calendar: everybody on its list is told of another time or place."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.portal.calendar.endpoints import event_in
from services.portal.events.model import Event
from services.portal.filling.saving import Known, saved, standing
from services.portal.people.view import houses_of
from services.portal.visits.visit import Filled, Manager, Visit
from services.portal.wording.times import local

router = APIRouter(prefix="/desk/events", include_in_schema=False)


@router.get("/{event_id}/edit")
async def ask_change(visit: Manager, event_id: UUID) -> Response:
    """The form of a known event."""
    form = await standing(_present(visit, event_id))
    return visit.page("calendar/edit", form, event_id=event_id, houses=await houses_of(visit))


@router.post("/{event_id}/edit")
async def change(visit: Manager, event_id: UUID, form: Filled) -> Response:
    """Corrects the event."""
    body = event_in(form)
    what, names = f"/events/{event_id}", {"starts_at": "day"}
    if await saved(visit, form, what, body, lambda: _present(visit, event_id), names, service="events"):
        return visit.go(f"/desk/events/{event_id}?done=changed")
    return visit.page("calendar/edit", form, event_id=event_id, houses=await houses_of(visit))


async def _present(visit: Visit, event_id: UUID) -> Known:
    """What stands in the calendar now, as the form writes it."""
    path = f"/centers/{visit.center}/events/{event_id}"
    event, version = await visit.api.get_versioned(Event, "events", path)
    begins = local(event.starts_at)
    known: dict[str, object] = {
        "title": event.title, "kind": event.kind, "day": f"{begins:%Y-%m-%d}", "time": f"{begins:%H:%M}",
        "place": event.place, "house_id": event.house_id, "capacity": event.capacity, "description": event.description,
    }  # fmt: skip
    return known, version
