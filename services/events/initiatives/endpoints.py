"""Ideas over HTTP: residents and managers offer them, and residents say which they would have."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.events.initiatives import service
from services.events.initiatives.errors import IdeaNotFound, IdeaWithdrawn, OwnIdea
from services.events.initiatives.model import Idea
from services.events.initiatives.repository import ideas_of, supports_of
from services.events.initiatives.schemas import IdeaCreate, IdeaQuery, IdeaRead, IdeaUpdate
from services.events.initiatives.service import OfferIdea
from services.events.residents.service import voice_of
from shared.kit.etags import Expected, Outdated, VersionMissing, set_etag
from shared.kit.paging import Page, page_of
from shared.kit.problems import problems
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["ideas"])


@router.post("/centers/{center}/ideas", status_code=201)
async def offer_idea(
    body: IdeaCreate, work: Annotated[Work, may("events.initiatives.offer_idea")], response: Response
) -> IdeaRead:
    """Offer an idea; every resident of the center may read it, without its author's name."""
    voice = voice_of(work.caller, body.resident_id, body.channel, body.ground)
    idea = await service.offer_idea(work.session, voice, OfferIdea(body.title, body.words, body.house_id))
    return await _read(work, idea, response)


@router.get("/centers/{center}/ideas")
async def list_ideas(
    query: Annotated[IdeaQuery, Query()], work: Annotated[Work, may("events.initiatives.list_ideas")]
) -> Page[IdeaRead]:
    """The newest first."""
    is_resident = work.caller.role == "resident"
    whose = (work.caller.id if query.mine else None) if is_resident else query.resident_id
    wanted = ideas_of(work.caller, query.state, query.house_id, whose)
    page = await page_of(work.session, wanted, Idea.id, query, lambda one: one)
    supports = await supports_of(work.session, [one.id for one in page.items], work.caller)
    return Page(items=[IdeaRead.of(one, supports[one.id], work.caller) for one in page.items], next=page.next)


@router.get("/centers/{center}/ideas/{id}", responses=problems(IdeaNotFound))
async def read_idea(
    id: UUID,  # noqa: A002 the path's own word
    work: Annotated[Work, may("events.initiatives.read_idea")],
    response: Response,
) -> IdeaRead:
    """One idea."""
    return await _read(work, await service.seen_idea(work.session, work.caller, id), response)


@router.patch(
    "/centers/{center}/ideas/{id}", responses=problems(IdeaNotFound, IdeaWithdrawn, Outdated, VersionMissing)
)
async def change_idea(
    id: UUID,  # noqa: A002 the path's own word
    body: IdeaUpdate,
    work: Annotated[Work, may("events.initiatives.change_idea")],
    expected: Expected,
    response: Response,
) -> IdeaRead:
    """Say it better: the author, or a manager."""
    idea = await service.change_idea(work.session, work.caller, id, expected, body.changes())
    return await _read(work, idea, response)


@router.post(
    "/centers/{center}/ideas/{id}/withdraw",
    responses=problems(IdeaNotFound, IdeaWithdrawn, Outdated, VersionMissing),
)
async def withdraw_idea(
    id: UUID,  # noqa: A002 the path's own word
    work: Annotated[Work, may("events.initiatives.withdraw_idea")],
    expected: Expected,
    response: Response,
) -> IdeaRead:
    """Take an idea back: the author, or a manager."""
    return await _read(work, await service.withdraw_idea(work.session, work.caller, id, expected), response)


@router.post("/centers/{center}/ideas/{id}/support", responses=problems(IdeaNotFound, IdeaWithdrawn, OwnIdea))
async def support_idea(
    id: UUID,  # noqa: A002 the path's own word
    work: Annotated[Work, may("events.initiatives.support_idea")],
    response: Response,
) -> IdeaRead:
    """«Поддержать»: one support each."""
    return await _read(work, await service.support_idea(work.session, work.caller, id), response)


@router.delete("/centers/{center}/ideas/{id}/support", responses=problems(IdeaNotFound))
async def end_support(
    id: UUID,  # noqa: A002 the path's own word
    work: Annotated[Work, may("events.initiatives.end_support")],
    response: Response,
) -> IdeaRead:
    """Take one's support back."""
    return await _read(work, await service.end_support(work.session, work.caller, id), response)


async def _read(work: Work, idea: Idea, response: Response) -> IdeaRead:
    set_etag(response, idea.version)
    supports = await supports_of(work.session, [idea.id], work.caller)
    return IdeaRead.of(idea, supports[idea.id], work.caller)
