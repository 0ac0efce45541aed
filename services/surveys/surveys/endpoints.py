"""Surveys of a center over HTTP."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel
from starlette.responses import Response

from services.surveys.questionnaires.model import Questionnaire
from services.surveys.surveys import repository, service
from services.surveys.surveys.errors import (
    SurveyAlreadyOpen,
    SurveyClosed,
    SurveyNotDraft,
    SurveyNotFound,
    SurveyNotOpen,
)
from services.surveys.surveys.model import Survey
from services.surveys.surveys.schemas import (
    PaperSheets,
    SheetCount,
    Summary,
    SurveyCreate,
    SurveyQuery,
    SurveyRead,
    SurveyUpdate,
    SurveyWhole,
)
from shared.contracts.codes import Channel
from shared.kit.clock import now
from shared.kit.etags import Expected, Outdated, VersionMissing, check_version, set_etag
from shared.kit.paging import Page, page_of
from shared.kit.problems import problems
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["surveys"])


@router.post("/centers/{center}/surveys", status_code=201)
async def make(
    body: SurveyCreate, work: Annotated[Work, may("surveys.surveys.make")], response: Response
) -> SurveyWhole:
    """Make a draft from a ready questionnaire or with questions of the center's own."""
    survey = await service.make_survey(
        work.session,
        service.MakeSurvey(body.questionnaire, _parts(body), body.anonymous, body.closes_at),
    )
    return await _whole(work, survey, response)


@router.get("/centers/{center}/surveys")
async def list_surveys(
    query: Annotated[SurveyQuery, Query()], work: Annotated[Work, may("surveys.surveys.list_surveys")]
) -> Page[SurveyRead]:
    """Managers see every survey; residents those that ask now, or on request the closed ones."""
    if work.caller.role == "manager":
        found = repository.surveys_of_center(query.state)
    else:
        found = repository.surveys_for_residents(query.state, now())
    page = await page_of(work.session, found, Survey.id, query, lambda survey: survey)
    return Page(items=await _read(work, page.items), next=page.next)


@router.get("/centers/{center}/surveys/{id}", responses=problems(SurveyNotFound))
async def read_survey(
    id: UUID,  # noqa: A002 the path's own word
    work: Annotated[Work, may("surveys.surveys.read_survey")],
    response: Response,
) -> SurveyWhole:
    """One survey with all it asks; a draft is seen by managers only."""
    survey = await repository.whole_survey(work.session, id)
    if survey.state == "draft" and work.caller.role != "manager":
        raise SurveyNotFound
    return await _whole(work, survey, response)


@router.patch(
    "/centers/{center}/surveys/{id}",
    responses=problems(SurveyNotFound, SurveyNotDraft, Outdated, VersionMissing),
)
async def change(
    id: UUID,  # noqa: A002 the path's own word
    body: SurveyUpdate,
    work: Annotated[Work, may("surveys.surveys.change")],
    expected: Expected,
    response: Response,
) -> SurveyWhole:
    """Change a draft."""
    survey = await repository.whole_survey(work.session, id, for_update=True)
    check_version(survey, expected)
    changes = _parts(body) | _given(body, "closes_at", "anonymous")
    return await _whole(work, await service.change_survey(work.session, survey, changes), response)


@router.post(
    "/centers/{center}/surveys/{id}/open",
    responses=problems(SurveyNotFound, SurveyAlreadyOpen, SurveyClosed),
)
async def open_(
    id: UUID,  # noqa: A002 the path's own word
    work: Annotated[Work, may("surveys.surveys.open")],
    response: Response,
) -> SurveyRead:
    """Start to take answers; what is asked no longer changes."""
    return await _one(work, await service.open_survey(work.session, id), response)


@router.post(
    "/centers/{center}/surveys/{id}/close",
    responses=problems(SurveyNotFound, SurveyNotOpen, SurveyClosed),
)
async def close(
    id: UUID,  # noqa: A002 the path's own word
    work: Annotated[Work, may("surveys.surveys.close")],
    response: Response,
) -> SurveyRead:
    """Stop taking answers; residents can then see the totals."""
    return await _one(work, await service.close_survey(work.session, id), response)


@router.put(
    "/centers/{center}/surveys/{id}/paper-sheets",
    responses=problems(SurveyNotFound, Outdated, VersionMissing),
)
async def count_paper(
    id: UUID,  # noqa: A002 the path's own word
    body: PaperSheets,
    work: Annotated[Work, may("surveys.surveys.count_paper")],
    expected: Expected,
    response: Response,
) -> SurveyRead:
    """Note how many paper sheets were handed in, so that the desk knows how many wait to be entered."""
    survey = await repository.survey_by_id(work.session, id, for_update=True)
    check_version(survey, expected)
    survey.paper_received = body.received
    await work.session.flush()
    return await _one(work, survey, response)


def _given(body: BaseModel, *names: str) -> dict[str, object]:
    return {name: getattr(body, name) for name in names if name in body.model_fields_set}


def _parts(body: BaseModel) -> dict[str, object]:
    names = ("title", "purpose", "who_sees", "minutes", "sections", "questions")
    return {name: value for name, value in _given(body, *names).items() if value is not None}


async def _whole(work: Work, survey: Survey, response: Response) -> SurveyWhole:
    asked = Questionnaire.model_validate(survey.content)
    read = await _one(work, survey, response)
    return SurveyWhole(**dict(read), sections=list(asked.sections), questions=list(asked.questions))


async def _one(work: Work, survey: Survey, response: Response) -> SurveyRead:
    set_etag(response, survey.version)
    return (await _read(work, [survey]))[0]


async def _read(work: Work, surveys: Sequence[Survey]) -> list[SurveyRead]:
    ids = [survey.id for survey in surveys]
    if work.caller.role == "manager":
        counted = await repository.sheets_counted(work.session, ids)
        return [_survey(survey, sheets=_sheets(survey, counted[survey.id])) for survey in surveys]
    answered = await repository.answered_by(work.session, work.caller.id, ids)
    return [_survey(survey, answered=survey.id in answered) for survey in surveys]


def _survey(survey: Survey, *, answered: bool | None = None, sheets: SheetCount | None = None) -> SurveyRead:
    return SurveyRead(
        id=survey.id,
        questionnaire=Summary(code=survey.questionnaire, **survey.summary),
        state=survey.state,
        anonymous=survey.anonymous,
        opened_at=survey.opened_at,
        closes_at=survey.closes_at,
        closed_at=survey.closed_at,
        version=survey.version,
        answered=answered,
        sheets=sheets,
    )


def _sheets(survey: Survey, by_channel: dict[Channel, int]) -> SheetCount:
    return SheetCount(
        total=sum(by_channel.values()),
        by_channel=by_channel,
        paper_received=survey.paper_received,
        paper_entered=by_channel.get("paper", 0),
    )
