"""Councils in the making over HTTP, whether a house has its council, and the days not to be missed."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.registry.communities.councils.errors import (
    AlreadyForming,
    CouncilNotNeeded,
    FormingClosed,
    FormingNotFound,
    NoQuorum,
)
from services.registry.communities.councils.model import CouncilForming, StepCode
from services.registry.communities.councils.repository import formings_of, get_forming
from services.registry.communities.councils.schemas import (
    AskedWrite,
    CouncilStateRead,
    DeadlinesRead,
    FormingCreate,
    FormingFinish,
    FormingListed,
    FormingQuery,
    FormingRead,
    FormingStop,
    FormingUpdate,
    StepDone,
)
from services.registry.communities.councils.service import council_states
from services.registry.communities.councils.use_cases.draft_paper import Paper, draft_paper
from services.registry.communities.councils.use_cases.finish_forming import FinishForming, finish_forming
from services.registry.communities.councils.use_cases.read_forming import (
    read_deadlines,
    read_forming,
    read_states,
)
from services.registry.communities.councils.use_cases.run_forming import (
    AskSomebody,
    BeginForming,
    DoStep,
    MoveMeeting,
    StopForming,
    ask_somebody,
    begin_forming,
    do_step,
    move_meeting,
    stop_forming,
)
from services.registry.places.houses.errors import HouseNotFound
from services.registry.places.houses.model import House
from services.registry.places.houses.repository import get_house, houses_of
from shared.kit import audit
from shared.kit.etags import Expected, Outdated, VersionMissing, set_etag
from shared.kit.paging import Page, PageQuery, page_of
from shared.kit.problems import problems
from shared.kit.recently import SignInAgainNeeded, recently_authenticated
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["councils"])

Writer = Annotated[Work, may("registry.councils.write")]
_PATH = "/centers/{center}/council-formings"
_PDF: dict[int | str, dict[str, Any]] = {  # Any: FastAPI's own type
    200: {
        "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
        "description": "The paper",
    }
}


@router.get("/centers/{center}/houses/{house_id}/council-state", responses=problems(HouseNotFound))
async def read_council_state(
    house_id: UUID, work: Annotated[Work, may("registry.organisations.read")]
) -> CouncilStateRead:
    """Whether the house has the council that the law asks for, and what is missing."""
    house = await get_house(work.session, work.center, house_id)
    found = await council_states(work.session, work.center, [house])
    return (await read_states(work.session, work.center, found, work.caller))[0]


@router.get("/centers/{center}/council-states")
async def list_council_states(
    query: Annotated[PageQuery, Query()], work: Annotated[Work, may("registry.organisations.read")]
) -> Page[CouncilStateRead]:
    """The same of every house, the house entered last first."""
    found: Page[House] = await page_of(
        work.session, houses_of(work.center), House.id, query, lambda house: house
    )
    states = await council_states(work.session, work.center, found.items)
    items = await read_states(work.session, work.center, states, work.caller)
    return Page(items=items, next=found.next)


@router.get("/centers/{center}/organisation-deadlines")
async def list_deadlines(work: Writer) -> DeadlinesRead:
    """Terms that end within sixty days or are over, and steps of councils in the making that are due."""
    return DeadlinesRead(items=await read_deadlines(work.session, work.center))


@router.post(_PATH, status_code=201, responses=problems(AlreadyForming, CouncilNotNeeded))
async def begin(body: FormingCreate, work: Writer, response: Response) -> FormingRead:
    """A house begins to choose its council: the steps get their days."""
    command = BeginForming(work.center, **body.model_dump())
    return await _answer(work, response, await begin_forming(work.session, command))


@router.get(_PATH)
async def list_formings(query: Annotated[FormingQuery, Query()], work: Writer) -> Page[FormingListed]:
    """Councils in the making, newest first."""
    wanted = formings_of(work.center, query.house_id, query.state)
    return await page_of(work.session, wanted, CouncilForming.id, query, FormingListed.model_validate)


@router.get(_PATH + "/{forming_id}", responses=problems(FormingNotFound))
async def read(forming_id: UUID, work: Writer, response: Response) -> FormingRead:
    """One of them with its steps and whoever has been asked."""
    found = await get_forming(work.session, work.center, forming_id)
    audit.note(work.session, "council.read", about=found.id)
    return await _answer(work, response, found)


@router.patch(
    _PATH + "/{forming_id}", responses=problems(FormingNotFound, FormingClosed, Outdated, VersionMissing)
)
async def move(
    forming_id: UUID,
    body: FormingUpdate,
    work: Writer,
    expected: Expected,
    response: Response,
) -> FormingRead:
    """Another day or place of the meeting."""
    command = MoveMeeting(work.center, forming_id, expected, body.meeting_on, body.place)
    return await _answer(work, response, await move_meeting(work.session, command))


@router.put(_PATH + "/{forming_id}/steps/{code}", responses=problems(FormingNotFound, FormingClosed))
async def mark_step(
    forming_id: UUID, code: StepCode, body: StepDone, work: Writer, response: Response
) -> FormingRead:
    """Says on which day a step was done, or that it was not."""
    command = DoStep(work.center, forming_id, code, body.done_on, body.words)
    return await _answer(work, response, await do_step(work.session, command))


@router.put(_PATH + "/{forming_id}/asked/{resident_id}", responses=problems(FormingNotFound, FormingClosed))
async def ask(
    forming_id: UUID, resident_id: UUID, body: AskedWrite, work: Writer, response: Response
) -> FormingRead:
    """Writes down that somebody was asked to stand, and what they said."""
    command = AskSomebody(work.center, forming_id, resident_id, body.wanted, body.asked_on, body.answer)
    return await _answer(work, response, await ask_somebody(work.session, command))


@router.get(
    _PATH + "/{forming_id}/papers/{paper}.pdf",
    response_class=Response,
    responses={**_PDF, **problems(FormingNotFound)},
)
async def print_paper(forming_id: UUID, paper: Paper, work: Writer) -> Response:
    """A draft to print; it is a draft of a paper and no voting of owners."""
    forming = await get_forming(work.session, work.center, forming_id)
    audit.note(work.session, f"council.paper.{paper}", about=forming.id)
    made = await draft_paper(work.session, forming, paper)
    disposition = {"Content-Disposition": f'inline; filename="{paper}.pdf"'}
    return Response(made, media_type="application/pdf", headers=disposition)


@router.post(
    _PATH + "/{forming_id}/finish",
    responses=problems(FormingNotFound, FormingClosed, NoQuorum, Outdated, VersionMissing, SignInAgainNeeded),
)
async def finish(
    forming_id: UUID,
    body: FormingFinish,
    work: Writer,
    _recent: Annotated[None, recently_authenticated()],
    expected: Expected,
    response: Response,
) -> FormingRead:
    """The owners have decided: the council becomes an organisation with members, chair and term."""
    chosen = [(one.resident_id, one.role) for one in body.chosen]
    said = body.model_dump(exclude={"chosen"})
    command = FinishForming(work.center, forming_id, expected, chosen, **said)
    return await _answer(work, response, await finish_forming(work.session, command))


@router.post(
    _PATH + "/{forming_id}/stop", responses=problems(FormingNotFound, FormingClosed, Outdated, VersionMissing)
)
async def stop(
    forming_id: UUID,
    body: FormingStop,
    work: Writer,
    expected: Expected,
    response: Response,
) -> FormingRead:
    """Ends the attempt without a council; the reason stays."""
    command = StopForming(work.center, forming_id, expected, body.reason)
    return await _answer(work, response, await stop_forming(work.session, command))


async def _answer(work: Work, response: Response, forming: CouncilForming) -> FormingRead:
    set_etag(response, forming.version)
    return await read_forming(work.session, forming)
