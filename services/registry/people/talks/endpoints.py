"""The log of chance meetings over HTTP: a center's managers write and read it, nobody else."""

from typing import Annotated, cast
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.registry.people.talks import service
from services.registry.people.talks.errors import PlacedElsewhere, TalkNotFound
from services.registry.people.talks.model import Talk
from services.registry.people.talks.repository import get_talk, talks_of
from services.registry.people.talks.schemas import TalkCreate, TalkQuery, TalkRead, TalkUpdate
from services.registry.people.talks.service import ChangeTalk, NoteTalk, TalkChanges
from shared.kit import audit
from shared.kit.etags import Expected, Outdated, VersionMissing, answered
from shared.kit.paging import Page, page_of
from shared.kit.problems import problems
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["talks"])


@router.post("/centers/{center}/talks", status_code=201)
async def note_talk(
    body: TalkCreate, work: Annotated[Work, may("registry.talks.note_talk")], response: Response
) -> TalkRead:
    """Notes a talk; under the same Idempotency-Key it is noted once, however often it is sent."""
    command = NoteTalk(work.center, work.caller.id, **body.model_dump())
    return answered(response, await service.note_talk(work.session, command), TalkRead)


@router.get("/centers/{center}/talks")
async def list_talks(
    query: Annotated[TalkQuery, Query()], work: Annotated[Work, may("registry.talks.list_talks")]
) -> Page[TalkRead]:
    """The center's talks, newest first; the log keeps who has read what was said of somebody."""
    wanted = talks_of(work.center, query.kind, query.state, query.house_id, query.resident_id)
    page = await page_of(work.session, wanted, Talk.id, query, TalkRead.model_validate)
    named = [str(one.resident_id) for one in page.items if one.resident_id]
    if named:
        audit.note(work.session, "talks.listed", about=query.resident_id, evidence=" ".join(named))
    return page


@router.get("/centers/{center}/talks/{talk_id}", responses=problems(TalkNotFound))
async def read_talk(
    talk_id: UUID, work: Annotated[Work, may("registry.talks.read_talk")], response: Response
) -> TalkRead:
    """One talk."""
    talk = await get_talk(work.session, work.center, talk_id)
    if talk.resident_id is not None:
        audit.note(work.session, "talk.read", about=talk.resident_id, evidence=str(talk.id))
    return answered(response, talk, TalkRead)


@router.patch(
    "/centers/{center}/talks/{talk_id}",
    responses=problems(TalkNotFound, PlacedElsewhere, Outdated, VersionMissing),
)
async def change_talk(
    talk_id: UUID,
    body: TalkUpdate,
    work: Annotated[Work, may("registry.talks.change_talk")],
    expected: Expected,
    response: Response,
) -> TalkRead:
    """Corrects a talk, or links the need, the appeal or the idea that was made of it."""
    changes = cast(TalkChanges, body.model_dump(exclude_unset=True))
    command = ChangeTalk(work.center, talk_id, expected, changes)
    return answered(response, await service.change_talk(work.session, command), TalkRead)


@router.delete(
    "/centers/{center}/talks/{talk_id}",
    status_code=204,
    responses=problems(TalkNotFound, Outdated, VersionMissing),
)
async def forget_talk(
    talk_id: UUID,
    work: Annotated[Work, may("registry.talks.forget_talk")],
    expected: Expected,
) -> None:
    """Deletes a talk that was noted by mistake."""
    await service.forget_talk(work.session, work.center, talk_id, expected)
