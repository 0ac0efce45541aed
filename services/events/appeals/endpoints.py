"""Appeals over HTTP: a resident sees and makes their own, a center's managers write down and follow all of them.

Nobody else comes near: a management company and the city learn neither an author nor a word.
"""

from dataclasses import asdict
from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.events.appeals import service
from services.events.appeals.errors import AppealNotFound, AppealOver, StepImpossible
from services.events.appeals.model import Appeal, Move
from services.events.appeals.repository import Wanted, appeals_of, steps_of
from services.events.appeals.schemas import (
    AppealCreate,
    AppealQuery,
    AppealRead,
    AppealUpdate,
    AppealWithSteps,
    StepCreate,
    StepRead,
)
from services.events.appeals.service import NoteAppeal
from services.events.residents.service import voice_of
from services.events.terms.repository import known_terms
from shared.kit import audit
from shared.kit.clock import today
from shared.kit.etags import Expected, Outdated, VersionMissing, set_etag
from shared.kit.paging import Page, page_of
from shared.kit.problems import problems
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["appeals"])


@router.post("/centers/{center}/appeals", status_code=201)
async def note_appeal(
    body: AppealCreate, work: Annotated[Work, may("events.appeals.note_appeal")], response: Response
) -> AppealRead:
    """Write an appeal down; it waits until somebody sends it."""
    voice = voice_of(work.caller, body.resident_id, body.channel, body.ground)
    command = NoteAppeal(**body.model_dump(exclude={"resident_id", "channel", "ground"}))
    appeal = await service.note_appeal(work.session, voice, command)
    set_etag(response, appeal.version)
    return AppealRead.of(appeal, await known_terms(work.session))


@router.get("/centers/{center}/appeals")
async def list_appeals(
    query: Annotated[AppealQuery, Query()], work: Annotated[Work, may("events.appeals.list_appeals")]
) -> Page[AppealRead]:
    """The newest first; the log keeps who has read whose."""
    wanted = Wanted(**query.model_dump(exclude={"limit", "cursor", "total"}))
    if work.caller.role == "resident":
        wanted = Wanted(**{**asdict(wanted), "resident_id": work.caller.id})
    terms = await known_terms(work.session)
    found = appeals_of(wanted, today())
    page = await page_of(work.session, found, Appeal.id, query, lambda one: AppealRead.of(one, terms))
    named = [str(one.resident_id) for one in page.items if one.resident_id]
    if named and work.caller.role == "manager":
        audit.note(work.session, "appeals.listed", about=query.resident_id, evidence=" ".join(named))
    return page


@router.get("/centers/{center}/appeals/{id}", responses=problems(AppealNotFound))
async def read_appeal(
    id: UUID,  # noqa: A002 the path's own word
    work: Annotated[Work, may("events.appeals.read_appeal")],
    response: Response,
) -> AppealWithSteps:
    """One appeal, step by step."""
    return await _read(work, await service.read_appeal(work.session, work.caller, id), response)


@router.patch(
    "/centers/{center}/appeals/{id}",
    responses=problems(AppealNotFound, AppealOver, Outdated, VersionMissing),
)
async def change_appeal(
    id: UUID,  # noqa: A002 the path's own word
    body: AppealUpdate,
    work: Annotated[Work, may("events.appeals.change_appeal")],
    expected: Expected,
    response: Response,
) -> AppealRead:
    """Correct what it is about, its words, or to whom it goes."""
    appeal = await service.change_appeal(work.session, id, expected, body.changes())
    set_etag(response, appeal.version)
    return AppealRead.of(appeal, await known_terms(work.session))


@router.post(
    "/centers/{center}/appeals/{id}/steps",
    status_code=201,
    responses=problems(AppealNotFound, AppealOver, StepImpossible, Outdated, VersionMissing),
)
async def take_step(
    id: UUID,  # noqa: A002 the path's own word
    body: StepCreate,
    work: Annotated[Work, may("events.appeals.take_step")],
    expected: Expected,
    response: Response,
) -> AppealWithSteps:
    """Note what has happened: it was taken up or set aside, sent, registered, forwarded, put off, answered,
    closed or withdrawn."""
    move = Move(**body.model_dump())
    return await _read(
        work, await service.move_appeal(work.session, work.caller, id, expected, move), response
    )


@router.post(
    "/centers/{center}/appeals/{id}/withdraw",
    responses=problems(AppealNotFound, AppealOver, StepImpossible, Outdated, VersionMissing),
)
async def withdraw_appeal(
    id: UUID,  # noqa: A002 the path's own word
    work: Annotated[Work, may("events.appeals.withdraw_appeal")],
    expected: Expected,
    response: Response,
) -> AppealWithSteps:
    """Take one's own appeal back, or a resident's at their word; whoever has it already is told by oneself."""
    move = Move("withdraw", today())
    return await _read(
        work, await service.move_appeal(work.session, work.caller, id, expected, move), response
    )


async def _read(work: Work, appeal: Appeal, response: Response) -> AppealWithSteps:
    set_etag(response, appeal.version)
    terms = await known_terms(work.session)
    read = AppealWithSteps.of(appeal, terms)
    taken = await steps_of(work.session, appeal.id)
    read.steps = [StepRead.of(one, appeal.recipient, terms) for one in taken]
    return read
