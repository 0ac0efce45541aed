"""Correcting an event that stands in the calendar: everybody on its list is told of another time or place."""

from collections.abc import Mapping
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.portal import refusals
from services.portal.calendar.endpoints import KIND_MISSING, TITLE_MISSING
from services.portal.events.model import Event
from services.portal.forms import Form, filled
from services.portal.labels import EVENT_KIND
from services.portal.times import CITY_TIME
from services.portal.visit import Filled, Manager, Visit

router = APIRouter(prefix="/desk/events", include_in_schema=False)


@router.get("/{event_id}/edit")
async def ask_change(visit: Manager, event_id: UUID) -> Response:
    """The form of a known event."""
    known, version = await _present(visit, event_id)
    return visit.page("calendar/edit", filled({**known, "version": version}), event_id=event_id)


@router.post("/{event_id}/edit")
async def change(visit: Manager, event_id: UUID, form: Filled) -> Response:
    """Corrects the event."""
    body = {
        "title": form.need("title", TITLE_MISSING),
        "kind": form.one_of("kind", EVENT_KIND, KIND_MISSING),
        "starts_at": form.moment("day", "time"),
        "place": form.value("place") or None,
        "capacity": form.number("capacity", least=1),
        "description": form.value("description"),
    }
    if not form.errors and await _is_changed(visit, event_id, form, body):
        return visit.go(f"/desk/events/{event_id}?done=changed")
    return visit.page("calendar/edit", form, event_id=event_id)


async def _is_changed(visit: Visit, event_id: UUID, form: Form, body: Mapping[str, object | None]) -> bool:
    try:
        await visit.api.change("PATCH", "events", _path(visit, event_id), body, form.value("version"))
    except refusals.TROUBLE as trouble:
        refusals.note(form, trouble, {"starts_at": "day"})
        if refusals.is_outdated(trouble):
            form.meet(*await _present(visit, event_id))
        return False
    return True


async def _present(visit: Visit, event_id: UUID) -> tuple[dict[str, object], str | None]:
    """What stands in the calendar now, as the form writes it."""
    event, version = await visit.api.get_versioned(Event, "events", _path(visit, event_id))
    begins = event.starts_at.astimezone(CITY_TIME)
    known: dict[str, object] = {
        "title": event.title, "kind": event.kind, "day": f"{begins:%Y-%m-%d}", "time": f"{begins:%H:%M}",
        "place": event.place, "capacity": event.capacity, "description": event.description,
    }  # fmt: skip
    return known, version


def _path(visit: Visit, event_id: UUID) -> str:
    return f"/centers/{visit.center}/events/{event_id}"
