"""«Что вы обо мне знаете» over HTTP: asked for, looked at as a page, as JSON or as PDF."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import Header, Query
from starlette.responses import Response

from services.registry.people.residents.errors import ResidentNotFound
from services.registry.people.residents.repository import get_resident
from services.registry.people.residents.service import must_be_own
from services.registry.places.centers.repository import get_center
from services.registry.rights.copies.errors import CopyNotFound
from services.registry.rights.copies.model import CopyPart, CopyRequest
from services.registry.rights.copies.repository import copies_of, copy_by_id, parts_of
from services.registry.rights.copies.schemas import CopyCreate, CopyListed, CopyPartRead, CopyRead
from services.registry.rights.copies.use_cases.ask_for_copy import AskForCopy, ask_for_copy
from services.registry.rights.copies.use_cases.print_copy import print_copy
from shared.kit import audit
from shared.kit.paging import Page, PageQuery, page_of
from shared.kit.problems import invalid, problems
from shared.kit.recently import SignInAgainNeeded, recently_authenticated
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["copies"])
_PDF = "application/pdf"


@router.post(
    "/centers/{center}/residents/{resident_id}/copy-requests",
    status_code=202,
    responses=problems(ResidentNotFound, SignInAgainNeeded),
)
async def ask(
    resident_id: UUID,
    work: Annotated[Work, may("registry.copies.ask")],
    _recent: Annotated[None, recently_authenticated()],
    body: CopyCreate | None = None,
) -> CopyRead:
    """Asks every service what it knows of a resident; kept for a week."""
    body = body or CopyCreate()
    await must_be_own(work.session, work.caller, work.center, resident_id)
    await get_resident(work.session, work.center, resident_id)
    if work.caller.role == "manager" and body.ground is None:
        raise invalid(
            "/ground", "copies.ground-missing", "Напишите, по какой бумаге человека вы просите копию"
        )
    command = AskForCopy(work.center, resident_id, work.caller.id, body.ground)
    request = await ask_for_copy(work.session, command)
    return _read(request, await parts_of(work.session, request.id))


@router.get("/centers/{center}/residents/{resident_id}/copy-requests", responses=problems(ResidentNotFound))
async def list_copies(
    resident_id: UUID,
    query: Annotated[PageQuery, Query()],
    work: Annotated[Work, may("registry.copies.list_copies")],
) -> Page[CopyListed]:
    """The requests of the last week, newest first, without what came."""
    await must_be_own(work.session, work.caller, work.center, resident_id)
    await get_resident(work.session, work.center, resident_id)
    return await page_of(
        work.session, copies_of(resident_id), CopyRequest.id, query, CopyListed.model_validate
    )


@router.get(
    "/centers/{center}/copy-requests/{request_id}",
    responses={**problems(CopyNotFound), 200: {"content": {_PDF: {}}}},
    response_model=CopyRead,
)
async def read_copy(
    request_id: UUID,
    work: Annotated[Work, may("registry.copies.read_copy")],
    accept: Annotated[str, Header()] = "application/json",
) -> CopyRead | Response:
    """Everything that has come so far, and who has not answered; the log keeps who else has read it."""
    request = await copy_by_id(work.session, request_id)
    try:
        await must_be_own(work.session, work.caller, work.center, request.resident_id)
    except ResidentNotFound as error:
        raise CopyNotFound from error
    if work.caller.role == "manager":
        audit.note(work.session, "copy.read", about=request.resident_id, ground="paper")
    parts = await parts_of(work.session, request_id)
    if _PDF not in accept:
        return _read(request, parts)
    made = await print_copy(request, parts, await get_center(work.session, work.center))
    return Response(made, media_type=_PDF)


def _read(request: CopyRequest, parts: Sequence[CopyPart]) -> CopyRead:
    listed = CopyListed.model_validate(request)
    shown = [
        CopyPartRead(
            service=part.service,
            title=part.title,
            state=part.state,
            late=part.late,
            tries=part.tries,
            came_at=part.came_at,
            sections=part.sections or [],
        )
        for part in sorted(parts, key=lambda part: part.service != "registry")
    ]
    return CopyRead(**listed.model_dump(), parts=shown)
