"""«Кто смотрел и что сделано за меня» for a resident; the same for a manager who says why, and what was contested."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.filling import refusals
from services.portal.filling.forms import Form
from services.portal.filling.saving import carried_out
from services.portal.people.view import person_of
from services.portal.seen.view import SERVICES, Contest, Line, contests_of, seen_of
from services.portal.visits.visit import Filled, Manager, Resident, Visit
from services.portal.wording.language import phrase
from shared.kit.etags import etag_of

router = APIRouter(include_in_schema=False)

OUTCOMES = ("mended", "explained", "kept")
REASON_MISSING = phrase("Напишите, зачем вам журнал: это останется в нём")
OUTCOME_MISSING = phrase("Выберите, чем кончилось")
ANSWER_MISSING = phrase("Напишите ответ: человек его прочитает")


@router.get("/me/seen")
async def seen(visit: Resident, done: Annotated[str, Query()] = "") -> Response:
    """Who looked, who did what."""
    return visit.page("seen/seen", view=await seen_of(visit, visit.me.id), done=done)


@router.get("/me/seen/{service}/{line}")
async def ask_contest(visit: Resident, service: str, line: int) -> Response:
    """«Меня об этом не спросили»."""
    return await _contest_page(visit, Form(), service, line)


@router.post("/me/seen/{service}/{line}")
async def contest(visit: Resident, service: str, line: int, form: Filled) -> Response:
    """The managers of the center hear of it."""
    found = await _line(visit, service, line)
    if found is None:
        return visit.go("/me/seen")
    body = {
        "service": service, "line": line, "action": found.action, "done_at": found.at,
        "words": form.value("words") or None,
    }  # fmt: skip
    if await carried_out(visit, form, "/contests", body):
        return visit.go("/me/seen?done=said")
    return await _contest_page(visit, form, service, line)


@router.get("/desk/contests")
async def contests(visit: Manager, done: Annotated[str, Query()] = "") -> Response:
    """What residents say that they did not ask for."""
    waiting = await contests_of(visit, open="true")
    people = {one.resident_id: await person_of(visit, one.resident_id) for one in waiting[:20]}
    return visit.page("seen/contests", waiting=waiting, people=people, done=done)


@router.get("/desk/contests/{contest}")
async def one_contest(visit: Manager, contest: UUID) -> Response:
    """What was found, and the answer."""
    return await _settle_page(visit, Form(), contest)


@router.post("/desk/contests/{contest}")
async def settle(visit: Manager, contest: UUID, form: Filled) -> Response:
    """The resident reads the answer."""
    body = {
        "outcome": form.one_of("outcome", OUTCOMES, OUTCOME_MISSING),
        "answer": form.need("answer", ANSWER_MISSING),
    }
    found = await _contest(visit, contest)
    if found is None:
        return visit.go("/desk/contests")
    if not form.errors:
        try:
            path = f"/centers/{visit.center}/contests/{contest}/settle"
            version = form.value("version") or found.version
            await visit.api.change("POST", "registry", path, body, etag_of(version))
            return visit.go("/desk/contests?done=settled")
        except refusals.TROUBLE as trouble:
            refusals.note(form, trouble)
    return await _settle_page(visit, form, contest)


@router.get("/desk/people/{person}/log")
async def log(visit: Manager, person: UUID, reason: Annotated[str, Query(max_length=200)] = "") -> Response:
    """Who saw and changed what about a person, for a manager who says why."""
    known = await person_of(visit, person)
    if not reason.strip():
        form = Form()
        if "reason" in visit.request.query_params:
            form.wrong("reason", REASON_MISSING)
        return visit.page("seen/why", form, person=known)
    view = await seen_of(visit, person, reason.strip())
    return visit.page("seen/log", person=known, view=view, reason=reason.strip())


async def _line(visit: Visit, service: str, line: int) -> Line | None:
    if service not in SERVICES:
        return None
    view = await seen_of(visit, visit.me.id)
    return next((one for one in view.deeds if (one.service, one.id) == (service, line)), None)


async def _contest_page(visit: Visit, form: Form, service: str, line: int) -> Response:
    found = await _line(visit, service, line)
    return visit.go("/me/seen") if found is None else visit.page("seen/contest", form, line=found)


async def _contest(visit: Visit, contest: UUID) -> Contest | None:
    return next((one for one in await contests_of(visit, open="true") if one.id == contest), None)


async def _settle_page(visit: Visit, form: Form, contest: UUID) -> Response:
    found = await _contest(visit, contest)
    if found is None:
        return visit.go("/desk/contests")
    person = await person_of(visit, found.resident_id)
    return visit.page("seen/settle", form, contest=found, person=person)
