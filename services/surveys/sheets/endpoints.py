"""Answers to surveys over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from services.surveys.sheets import repository
from services.surveys.sheets.errors import (
    AlreadyAnswered,
    ChannelRefused,
    ResidentUnknown,
    SheetNotFound,
    SheetNumberTaken,
)
from services.surveys.sheets.model import Sheet
from services.surveys.sheets.schemas import SheetCreate, SheetQuery, SheetRead, SheetTaken, SheetWhole
from services.surveys.sheets.use_cases.give_answers import REFUSALS, GiveAnswers, Given, give_answers
from services.surveys.sheets.use_cases.recall_questions import recall_questions, recalled
from services.surveys.surveys.errors import SurveyNotFound, SurveyNotOpen
from services.surveys.surveys.repository import survey_by_id
from shared.kit import audit
from shared.kit.access import Caller
from shared.kit.one_trip import OneTrip, one_trip
from shared.kit.paging import Page, page_of
from shared.kit.problems import NotFound, problems
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["answers"])


@router.post(
    "/centers/{center}/surveys/{id}/answers",
    status_code=201,
    responses=problems(
        SurveyNotFound, SurveyNotOpen, AlreadyAnswered, SheetNumberTaken, ChannelRefused, ResidentUnknown
    ),
)
async def answer(
    id: UUID,  # noqa: A002 the path's own word
    body: SheetCreate,
    work: Annotated[OneTrip, one_trip("surveys.sheets.answer")],
) -> SheetTaken:
    """Answer a survey: a resident on the web, or a manager for somebody by paper, telephone or visit."""
    command = _command(work.caller, id, body)
    survey = recalled(work.center, id) or await recall_questions(
        work.session, work.center, id, sees_drafts=command.entered_by is not None
    )
    given = give_answers(survey, command)
    for fact in given.facts:
        work.add(fact)
    if command.entered_by is not None:
        _note(work, body, command, given)
    work.call("give_answers", *given.kept, refusals=REFUSALS)
    return SheetTaken(id=given.id, survey_id=id, anonymous=given.anonymous)


@router.get("/centers/{center}/surveys/{id}/sheets", responses=problems(SurveyNotFound))
async def list_sheets(
    id: UUID,  # noqa: A002 the path's own word
    query: Annotated[SheetQuery, Query()],
    work: Annotated[Work, may("surveys.sheets.list_sheets")],
) -> Page[SheetRead]:
    """The sheets that came in; of an anonymous survey in no order that tells anything."""
    await survey_by_id(work.session, id)
    found = repository.sheets_of(id, query.channel)
    return await page_of(work.session, found, Sheet.id, query, SheetRead.model_validate)


@router.get(
    "/centers/{center}/surveys/{id}/sheets/{sheet_id}", responses=problems(SurveyNotFound, SheetNotFound)
)
async def read_sheet(
    id: UUID,  # noqa: A002 the path's own word
    sheet_id: UUID,
    work: Annotated[Work, may("surveys.sheets.read_sheet")],
) -> SheetWhole:
    """One sheet with its answers; that it was read is noted."""
    sheet = await repository.whole_sheet(work.session, id, sheet_id)
    audit.note(work.session, "sheet.read", about=sheet.resident_id or sheet.id)
    return SheetWhole.model_validate(sheet)


def _command(caller: Caller, survey_id: UUID, body: SheetCreate) -> GiveAnswers:
    if caller.role == "resident":
        if body.channel != "web":
            raise ChannelRefused
        if body.resident_id not in (None, caller.id):
            raise NotFound
        return GiveAnswers(survey_id, body.answers, "web", caller.id)
    if body.channel == "web":
        raise ChannelRefused
    number = body.number if body.channel == "paper" else None
    return GiveAnswers(survey_id, body.answers, body.channel, body.resident_id, number, caller.id)


def _note(work: OneTrip, body: SheetCreate, command: GiveAnswers, given: Given) -> None:
    """Who spoke for whom and on what ground; about an anonymous sheet nothing that leads to it."""
    about = command.resident_id or command.survey_id
    evidence = None if given.anonymous else command.number
    work.note("sheet.entered", about, ground=body.ground or body.channel, evidence=evidence)
