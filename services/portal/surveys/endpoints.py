"""Surveys on the desk: begin one from a ready questionnaire, open it, close it, see what came."""

from datetime import datetime, timedelta
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.filling.forms import NOT_A_DATE, Form
from services.portal.filling.saving import carried_out, made, saved
from services.portal.surveys.model import SurveyRead
from services.portal.surveys.view import survey_page
from services.portal.visits.api import every
from services.portal.visits.visit import Filled, Manager, Visit
from services.portal.wording.language import phrase
from shared.kit.clock import CITY_TIME, now

router = APIRouter(prefix="/desk/surveys", include_in_schema=False)

READY = ("help", "neighbor_talents", "housing_complaints")
WHICH_MISSING = phrase("Выберите анкету")
IN_THE_PAST = phrase("Этот день уже прошёл: выберите завтрашний или позже")
_DONE = {
    "made": phrase("Черновик готов. Посмотрите и начинайте, когда будете готовы."),
    "open": phrase("Опрос начался. Жители видят его на главной."),
    "close": phrase("Опрос закрыт. Итоги видны и жителям."),
    "paper": phrase("Записали, сколько листов принесли."),
}


@router.get("")
async def surveys(visit: Manager) -> Response:
    """Every survey of the center."""
    found = await every(SurveyRead, visit.api, "surveys", f"/centers/{visit.center}/surveys", most=200)
    return visit.page("surveys/surveys", surveys=found)


@router.get("/new")
async def ask_new(visit: Manager) -> Response:
    """Which questionnaire, until when."""
    in_two_weeks = (now() + timedelta(days=14)).astimezone(CITY_TIME).date().isoformat()
    return visit.page("surveys/new", Form({"closes": [in_two_weeks], "anonymous": ["no"]}))


@router.post("/new")
async def make(visit: Manager, form: Filled) -> Response:
    """Makes a draft."""
    body = {
        "questionnaire": form.one_of("questionnaire", READY, WHICH_MISSING),
        "anonymous": form.value("anonymous") == "yes",
        "closes_at": _end_of(form),
    }
    names = {"closes_at": "closes"}
    if drafted := await made(visit, form, "/surveys", body, names, service="surveys"):
        return visit.go(f"/desk/surveys/{drafted}?done=made")
    return visit.page("surveys/new", form)


@router.get("/{survey_id}")
async def survey(visit: Manager, survey_id: UUID, done: Annotated[str, Query()] = "") -> Response:
    """One survey: how many have answered, and what came of it."""
    return await _page(visit, survey_id, Form(), _DONE.get(done, ""))


@router.post("/{survey_id}/paper")
async def count_paper(visit: Manager, survey_id: UUID, form: Filled) -> Response:
    """Notes how many paper sheets were handed in."""
    received = form.number("received")
    if received is None:
        form.need("received")
    what, body = f"/surveys/{survey_id}/paper-sheets", {"received": received}
    if await saved(visit, form, what, body, method="PUT", service="surveys"):
        return visit.go(f"/desk/surveys/{survey_id}?done=paper")
    return await _page(visit, survey_id, form)


@router.post("/{survey_id}/{act}")
async def act(visit: Manager, survey_id: UUID, act: Literal["open", "close"], form: Filled) -> Response:
    """Starts or stops taking answers."""
    if await carried_out(visit, form, f"/surveys/{survey_id}/{act}", service="surveys"):
        return visit.go(f"/desk/surveys/{survey_id}?done={act}")
    return await _page(visit, survey_id, form)


def _end_of(form: Form) -> datetime | None:
    if not form.value("closes"):
        return None
    day = form.day("closes")
    if day is None:
        form.wrong("closes", NOT_A_DATE)
        return None
    end = datetime.combine(day, datetime.min.time(), CITY_TIME) + timedelta(days=1, minutes=-1)
    if end <= now():
        form.wrong("closes", IN_THE_PAST)
    return end


async def _page(visit: Visit, survey_id: UUID, form: Form, done: str = "") -> Response:
    view = await survey_page(visit, survey_id)
    if not form.errors:
        form = Form(
            {"received": [str(view.survey.sheets.paper_received if view.survey.sheets else 0)]},
            once=form.once,
        )
    form.put("version", view.version or "")
    return visit.page("surveys/survey", form, view=view, done=done)
