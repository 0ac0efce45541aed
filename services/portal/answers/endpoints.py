"""A resident answers a survey: one question a page, a check, and thanks that say what happens next."""

from uuid import UUID

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.responses import Response

from services.portal.answers.checks import check
from services.portal.answers.model import Whole
from services.portal.answers.view import (
    QuestionPage,
    check_path,
    draft_name,
    question_path,
    said_answer,
    start_of,
    whole_survey,
)
from services.portal.filling import refusals
from services.portal.filling.draft import Draft, DraftFull, draft_of, forget_draft, keep_draft
from services.portal.filling.forms import Form
from services.portal.visits.visit import Filled, Resident, Visit
from services.portal.wording.language import phrase

router = APIRouter(prefix="/surveys/{survey_id}", include_in_schema=False)

TOO_MUCH = phrase("Ответы получились слишком длинными. Сократите самый длинный")


@router.get("")
async def begin(visit: Resident, survey_id: UUID) -> Response:
    """What is asked, why, and who will see it."""
    survey = await whole_survey(visit, survey_id)
    draft = draft_of(visit, draft_name(survey_id))
    asked = survey.asked(draft.answers)
    onward = next((one.code for one in asked if not draft.value(one.code)), asked[-1].code if asked else "")
    return visit.page("answers/begin", survey=survey, onward=onward, begun=bool(draft.answers))


@router.get("/questions/{code}")
async def ask(visit: Resident, survey_id: UUID, code: str) -> Response:
    """One question, with what was answered before."""
    page = await _question_page(visit, survey_id, code)
    if page is None:
        return visit.go(start_of(survey_id))
    return _page(visit, page, Form({"answer": page.draft.answers.get(code, [])}))


@router.post("/questions/{code}")
async def answer(visit: Resident, survey_id: UUID, code: str, form: Filled) -> Response:
    """Keeps the answer and goes on, or back; nothing typed is lost either way."""
    page = await _question_page(visit, survey_id, code)
    if page is None:
        return visit.go(start_of(survey_id))
    draft = page.draft.answered({code: form.chosen("answer")})
    goes_back = form.value("go") == "back"
    if not goes_back:
        check(page.question, form, visit.speech, "answer", blank_allowed=False)
    if form.errors:
        return _page(visit, page, form)
    changes = form.value("from") == "check"
    onward = page.back if goes_back else (page.first_blank_after_change if changes else page.after)(draft)
    try:
        return keep_draft(visit, visit.go(onward), draft_name(survey_id), draft)
    except DraftFull:
        form.wrong("answer", TOO_MUCH)
        return _page(visit, page, form)


@router.get("/check")
async def look_over(visit: Resident, survey_id: UUID) -> Response:
    """The answers before they are sent, each with a way to change it."""
    survey, draft = await whole_survey(visit, survey_id), draft_of(visit, draft_name(survey_id))
    return _check_page(visit, survey, draft, Form())


@router.post("/check")
async def send(visit: Resident, survey_id: UUID, form: Filled) -> Response:
    """Sends the answers."""
    survey, draft = await whole_survey(visit, survey_id), draft_of(visit, draft_name(survey_id))
    asked = survey.asked(draft.answers)
    if form.value("go") == "back":
        return visit.go(question_path(survey_id, asked[-1].code) if asked else start_of(survey_id))
    try:
        path = f"/centers/{visit.center}/surveys/{survey_id}/answers"
        body = {"answers": survey.answers(draft.answers), "channel": "web"}
        await visit.api.post(object, "surveys", path, body, form.once)
    except refusals.TROUBLE as trouble:
        refusals.note(form, trouble)
        return _check_page(visit, survey, draft, form)
    given = [one.consent for one in asked if one.kind == "consent" and draft.value(one.code) == "yes"]
    onward = f"/surveys/{survey_id}/thanks" + ("?consent=1" if given else "")
    return forget_draft(visit, visit.go(onward), draft_name(survey_id))


@router.get("/thanks")
async def thanks(visit: Resident, survey_id: UUID, consent: int = 0) -> Response:
    """What happens next."""
    return visit.page("answers/thanks", survey=await whole_survey(visit, survey_id), consent=bool(consent))


async def _question_page(visit: Visit, survey_id: UUID, code: str) -> QuestionPage | None:
    survey = await whole_survey(visit, survey_id)
    question = survey.question(code)
    if question is None:
        raise HTTPException(404)
    draft = draft_of(visit, draft_name(survey_id))
    if question not in survey.asked(draft.answers) or survey.state != "open":
        return None
    return QuestionPage(survey, question, draft)


def _page(visit: Visit, page: QuestionPage, form: Form) -> Response:
    changes = visit.request.query_params.get("from") == "check" or form.value("from") == "check"
    return visit.page("answers/question", form, view=page, question=page.question, changes=changes)


def _check_page(visit: Visit, survey: Whole, draft: Draft, form: Form) -> Response:
    rows = [
        (
            question.text.said(visit.code),
            said_answer(visit, question, draft.answers.get(question.code, [])),
            f"{question_path(survey.id, question.code)}?from=check",
            question.code,
        )
        for question in survey.asked(draft.answers)
    ]
    return visit.page("answers/check", form, survey=survey, rows=rows, path=check_path(survey.id))
