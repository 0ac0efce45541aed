"""The calendar on the desk: plan an event, keep its list, note who came."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.calendar.labels import EVENT_KIND
from services.portal.calendar.view import calendar_of, event_page
from services.portal.events.model import Registration
from services.portal.filling import refusals
from services.portal.filling.forms import Form, filled
from services.portal.filling.saving import carried_out, made
from services.portal.people.entering import CHANNEL_MISSING
from services.portal.people.finding import PersonLine, whom
from services.portal.people.labels import ANSWER_CHANNEL
from services.portal.people.view import houses_of
from services.portal.talents.labels import HELP
from services.portal.visits.visit import Filled, Manager, Visit
from services.portal.wording.language import phrase

router = APIRouter(prefix="/desk/events", include_in_schema=False)

TITLE_MISSING = phrase("Напишите, как называется событие")
KIND_MISSING = phrase("Выберите, о чём событие")
_DONE = {
    "planned": phrase("Событие в календаре. Жители видят его на главной."),
    "changed": phrase("Исправили. Записанные узнают о новом времени или месте."),
    "in": phrase("Записали."),
    "waiting": phrase("Мест нет: записали в очередь."),
    "attend": phrase("Отметили, что человек пришёл."),
    "cancel": phrase("Убрали из списка. Место достанется следующему."),
    "off": phrase("Событие отменили. Всем записанным сообщим."),
}


@router.get("")
async def calendar(visit: Manager) -> Response:
    """What is coming and what was."""
    return visit.page("calendar/calendar", view=await calendar_of(visit))


@router.get("/new")
async def ask_new(visit: Manager, match: str = "", skill: str = "", house: str = "") -> Response:
    """The form of a new event; for agreed help it starts with what is known."""
    kind = "help" if match else "housing" if house else "leisure"
    known: dict[str, object] = {"kind": kind, "match_id": match, "house_id": house, "time": "18:00"}
    if skill in HELP:
        known["title"] = visit.speech.say("Помощь {help}", help=visit.speech.say(HELP[skill]))
        known["capacity"] = 2
    return visit.page("calendar/new", filled(known), houses=await houses_of(visit))


@router.post("/new")
async def plan(visit: Manager, form: Filled) -> Response:
    """Puts an event into the calendar."""
    body = {
        **event_in(form),
        "match_id": form.id("match_id"),
        "resident_led": form.value("resident_led") == "yes",
    }
    names = {"starts_at": "day"}
    if planned := await made(visit, form, "/events", body, names, service="events"):
        return visit.go(f"/desk/events/{planned}?done=planned")
    return visit.page("calendar/new", form, houses=await houses_of(visit))


@router.get("/{event_id}")
async def event(visit: Manager, event_id: UUID, done: Annotated[str, Query()] = "") -> Response:
    """One event with its list; prints as a list to be ticked by hand."""
    return await _page(visit, event_id, filled({"channel": "phone"}), done=_DONE.get(done, ""))


@router.post("/{event_id}/registrations")
async def sign_up(visit: Manager, event_id: UUID, form: Filled) -> Response:
    """Signs somebody up who asked by phone, in person or on paper; or notes that they came unannounced."""
    resident, found = await whom(visit, form)
    channel = form.one_of("channel", ANSWER_CHANNEL, CHANNEL_MISSING)
    if form.errors:
        return await _page(visit, event_id, form, found)
    came = form.value("go") == "came"
    path = f"/centers/{visit.center}/events/{event_id}/{'attendances' if came else 'registrations'}"
    body = {"resident_id": resident} if came else {"resident_id": resident, "channel": channel}
    try:
        signed = await visit.api.post(Registration, "events", path, body, form.once)
    except refusals.TROUBLE as trouble:
        refusals.note(form, trouble, {"resident_id": "who"})
        return await _page(visit, event_id, form, found)
    said = "attend" if came else ("waiting" if signed.state == "waiting" else "in")
    return visit.go(f"/desk/events/{event_id}?done={said}")


@router.post("/{event_id}/registrations/{registration_id}/{act}")
async def line(
    visit: Manager, event_id: UUID, registration_id: UUID, act: Literal["attend", "cancel"], form: Filled
) -> Response:
    """Notes that somebody came, or gives their place up."""
    return await _command(visit, event_id, form, f"/registrations/{registration_id}/{act}", act)


@router.post("/{event_id}/cancel")
async def call_off(visit: Manager, event_id: UUID, form: Filled) -> Response:
    """Calls the event off."""
    return await _command(visit, event_id, form, f"/events/{event_id}/cancel", "off")


async def _command(visit: Visit, event_id: UUID, form: Form, path: str, done: str) -> Response:
    if await carried_out(visit, form, path, service="events"):
        return visit.go(f"/desk/events/{event_id}?done={done}")
    return await _page(visit, event_id, form)


async def _page(
    visit: Visit, event_id: UUID, form: Form, found: list[PersonLine] | None = None, done: str = ""
) -> Response:
    houses = {one.id: one.address for one in await houses_of(visit)} if found else {}
    view = await event_page(visit, event_id)
    return visit.page("calendar/event", form, view=view, found=found or [], houses=houses, done=done)


def event_in(form: Form) -> dict[str, object]:
    """What the form says of an event, new or known."""
    return {
        "title": form.need("title", TITLE_MISSING),
        "kind": form.one_of("kind", EVENT_KIND, KIND_MISSING),
        "starts_at": form.moment("day", "time"),
        "place": form.value("place") or None,
        "house_id": form.id("house_id"),
        "capacity": form.number("capacity", least=1),
        "description": form.value("description"),
    }
