"""Entering paper sheets one after another, a sheet that came in, and the sheet itself to be printed."""

import asyncio
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.answers.checks import check
from services.portal.answers.model import Sheet, Whole
from services.portal.answers.view import said_answer, whole_survey
from services.portal.filling import refusals
from services.portal.filling.forms import Form, filled
from services.portal.people.entering import CHANNEL_MISSING
from services.portal.people.finding import PersonLine, whom
from services.portal.people.labels import ANSWER_CHANNEL
from services.portal.people.view import houses_of, names_of
from services.portal.visits.visit import Filled, Manager, Visit

router = APIRouter(prefix="/desk/surveys/{survey_id}", include_in_schema=False)

# Fields of the form that are no questions begin without this.
_PREFIX = "q-"


@router.get("/sheet")
async def ask_sheet(
    visit: Manager,
    survey_id: UUID,
    channel: Annotated[str, Query()] = "paper",
    done: Annotated[int, Query()] = 0,
) -> Response:
    """The whole questionnaire on one page, as it lies on the table."""
    survey = await whole_survey(visit, survey_id)
    return await _page(visit, survey, filled({"channel": channel}), [], done)


@router.post("/sheet")
async def enter_sheet(visit: Manager, survey_id: UUID, form: Filled) -> Response:
    """Enters one sheet and offers the next."""
    survey = await whole_survey(visit, survey_id)
    resident, found = (None, []) if survey.anonymous else await whom(visit, form, needed=False)
    channel = form.one_of("channel", ANSWER_CHANNEL, CHANNEL_MISSING)
    typed = {question.code: form.chosen(_PREFIX + question.code) for question in survey.questions}
    for question in survey.questions:
        check(question, form, visit.speech, _PREFIX + question.code, blank_allowed=True)
    if not form.errors:
        try:
            await _send(visit, survey, form, channel, resident, typed)
            entered = (form.number("entered") or 0) + 1
            return visit.go(f"/desk/surveys/{survey_id}/sheet?channel={channel}&done={entered}")
        except refusals.TROUBLE as trouble:
            names = {question.code: _PREFIX + question.code for question in survey.questions}
            refusals.note(form, trouble, {**names, "resident_id": "who"})
    return await _page(visit, survey, form, found, form.number("entered") or 0)


@router.get("/sheets/{sheet_id}")
async def read_sheet(visit: Manager, survey_id: UUID, sheet_id: UUID) -> Response:
    """What one sheet says; that it was read is noted."""
    path = f"/centers/{visit.center}/surveys/{survey_id}/sheets/{sheet_id}"
    survey, sheet = await asyncio.gather(
        whole_survey(visit, survey_id), visit.api.get(Sheet, "surveys", path)
    )
    author = sheet.resident_id
    name = (await names_of(visit, [author])).get(author) if author else None
    rows = [
        (one.text.said(visit.code), said_answer(visit, one, sheet.typed(one.code)))
        for one in survey.questions
    ]
    return visit.page("surveys/read", survey=survey, sheet=sheet, name=name, rows=rows)


@router.get("/paper")
async def paper(visit: Manager, survey_id: UUID) -> Response:
    """The questionnaire for the printer."""
    return visit.page("surveys/paper", survey=await whole_survey(visit, survey_id))


async def _send(
    visit: Visit, survey: Whole, form: Form, channel: str, resident: UUID | None, typed: dict[str, list[str]]
) -> None:
    answers = {question.code: question.answer(typed[question.code]) for question in survey.questions}
    body = {
        "answers": {code: answer for code, answer in answers.items() if answer is not None},
        "channel": channel,
        "resident_id": resident,
        "number": (form.value("number") or None) if channel == "paper" else None,
    }
    path = f"/centers/{visit.center}/surveys/{survey.id}/answers"
    await visit.api.post(object, "surveys", path, body, form.once)


async def _page(visit: Visit, survey: Whole, form: Form, found: list[PersonLine], entered: int) -> Response:
    houses = {one.id: one.address for one in await houses_of(visit)} if found else {}
    return visit.page("surveys/sheet", form, survey=survey, found=found, houses=houses, entered=entered)
