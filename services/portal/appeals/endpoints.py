"""Appeals on the desk: written down, also from a talk, and followed step by step."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.exceptions import HTTPException
from starlette.responses import Response

from services.portal.appeals.labels import APPEAL_OUTCOME, APPEAL_RECIPIENT, APPEAL_STATE, COMPLAINT
from services.portal.appeals.model import Step
from services.portal.appeals.view import Appeals, appeal_of, appeals_of, due_said, open_appeals
from services.portal.filling.forms import Form, filled
from services.portal.filling.saving import Known, carried_out, saved, standing
from services.portal.people.view import houses_of
from services.portal.talks.placing import PAGES, begin_with, write_down
from services.portal.visits.visit import Filled, Manager, Visit
from services.portal.wording.language import phrase
from shared.kit.clock import today
from shared.kit.etags import etag_of

_NARROWED = ("overdue", "raised", "closed", "set_aside", "withdrawn")
router = APIRouter(prefix="/desk/appeals", include_in_schema=False)

ABOUT_MISSING = phrase("Отметьте, о чём обращение")
WORDS_MISSING = phrase("Напишите, что случилось и о чём просят")
RECIPIENT_MISSING = phrase("Отметьте, кто должен ответить")
OUTCOME_MISSING = phrase("Отметьте, чем кончилось")
REASON_MISSING = phrase("Напишите, почему не берёте в работу")
_DONE = {
    "noted": phrase(
        "Записали обращение. Когда отправите, отметьте это здесь: программа начнёт считать срок."
    ),
    "changed": phrase("Исправили."),
    "moved": phrase("Отметили."),
}


@router.get("")
async def appeals(
    visit: Manager,
    state: Annotated[str, Query()] = "",
    house: Annotated[UUID | None, Query()] = None,
    resident: Annotated[UUID | None, Query()] = None,
    cursor: Annotated[UUID | None, Query()] = None,
) -> Response:
    """What waits for an answer, what is late first; or what is over, newest first."""
    state = state if state in _NARROWED else ""
    narrowed = {"house_id": house, "resident_id": resident}
    if state == "overdue":
        view = await open_appeals(visit, {**narrowed, "overdue": "true"})
    elif state:
        view = await appeals_of(visit, {**narrowed, "state": state, "cursor": cursor, "limit": 30})
    else:
        view = await open_appeals(visit, narrowed)
    return visit.page(
        "appeals/appeals", view=view, state=state, house=house, resident=resident, due=_due(visit, view),
        APPEAL_STATE=APPEAL_STATE,
    )  # fmt: skip


@router.get("/new")
async def ask_new(visit: Manager, talk: Annotated[UUID | None, Query()] = None, house: str = "") -> Response:
    """An empty form, or one that begins with a talk; a talk that found its place already leads there."""
    if talk is None:
        return await _form(visit, filled({"house_id": house, "recipient": "authority", "channel": "visit"}))
    said, known = await begin_with(visit, talk)
    if said.kind != "appeal":
        raise HTTPException(404)
    if said.became_id:
        return visit.go(f"{PAGES['appeal']}{said.became_id}")
    return await _form(visit, filled({**known, "recipient": "authority", "channel": "visit"}))


@router.post("/new")
async def note(visit: Manager, form: Filled) -> Response:
    """Writes an appeal down, and places the talk that it came from."""
    page, found = await write_down(visit, form, "appeal", _read)
    return visit.go(page) if page else await _form(visit, form, found=found)


@router.get("/{appeal_id}")
async def appeal(visit: Manager, appeal_id: UUID, done: Annotated[str, Query()] = "") -> Response:
    """One appeal: what is due, what has happened, what may happen next."""
    view = await appeal_of(visit, appeal_id)
    return visit.page(
        "appeals/appeal", view=view, appeal=view.items[0], due=_due(visit, view), done=_DONE.get(done, "")
    )


@router.get("/{appeal_id}/edit")
async def ask_edit(visit: Manager, appeal_id: UUID) -> Response:
    """The same form, filled."""
    return await _form(visit, await standing(_present(visit, appeal_id)), appeal_id)


@router.post("/{appeal_id}/edit")
async def edit(visit: Manager, appeal_id: UUID, form: Filled) -> Response:
    """Corrects an appeal."""
    body, what = _read(form), f"/appeals/{appeal_id}"
    if await saved(visit, form, what, body, lambda: _present(visit, appeal_id), service="events"):
        return visit.go(f"/desk/appeals/{appeal_id}?done=changed")
    return await _form(visit, form, appeal_id)


@router.get("/{appeal_id}/steps/{step}")
async def ask_step(visit: Manager, appeal_id: UUID, step: Step) -> Response:
    """On which day it happened, and what a step needs besides; a step that cannot be now leads back."""
    found = (await appeal_of(visit, appeal_id)).items[0]
    if step not in found.next_steps:
        return visit.go(f"/desk/appeals/{appeal_id}")
    known = {"on": today(), "version": etag_of(found.version)}
    if step == "send":
        known["to_whom"] = found.to_whom or ""
    return visit.page("appeals/step", filled(known), appeal=found, step=step)


@router.post("/{appeal_id}/steps/{step}")
async def take_step(visit: Manager, appeal_id: UUID, step: Step, form: Filled) -> Response:
    """Notes what has happened."""
    body: dict[str, object] = {"step": step, "on": form.day("on"), "note": form.value("note")}
    form.need("on")
    if step == "set_aside":
        form.need("note", REASON_MISSING)
    body |= {name: form.value(name) or None for name in ("number", "to_whom")} | {"until": form.day("until")}
    if step == "close":
        body["outcome"] = form.one_of("outcome", APPEAL_OUTCOME, OUTCOME_MISSING)
    if await carried_out(visit, form, f"/appeals/{appeal_id}/steps", body, service="events"):
        return visit.go(f"/desk/appeals/{appeal_id}?done=moved")
    found = (await appeal_of(visit, appeal_id)).items[0]
    return visit.page("appeals/step", form, appeal=found, step=step)


def _read(form: Form) -> dict[str, object]:
    return {
        "about": form.one_of("about", COMPLAINT, ABOUT_MISSING),
        "words": form.need("words", WORDS_MISSING),
        "house_id": form.id("house_id"),
        "recipient": form.one_of("recipient", APPEAL_RECIPIENT, RECIPIENT_MISSING),
        "to_whom": form.value("to_whom") or None,
        "promised_on": form.day("promised_on"),
    }


async def _present(visit: Visit, appeal_id: UUID) -> Known:
    """What stands there now, as the form writes it."""
    found = (await appeal_of(visit, appeal_id)).items[0]
    names = ("about", "words", "house_id", "recipient", "to_whom", "promised_on")
    return {name: getattr(found, name) for name in names}, etag_of(found.version)


async def _form(
    visit: Visit, form: Form, appeal_id: UUID | None = None, found: list[object] | None = None
) -> Response:
    houses = await houses_of(visit)
    addresses = {one.id: one.address for one in houses}
    return visit.page(
        "appeals/new", form, houses=houses, addresses=addresses, appeal_id=appeal_id, found=found or []
    )


def _due(visit: Visit, view: Appeals) -> dict[UUID, str]:
    return {one.id: due_said(visit.speech, one) for one in view.items}
