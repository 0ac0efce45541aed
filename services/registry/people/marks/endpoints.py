"""Marks of leaders and activists over HTTP, and the record of the active residents of each house."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.registry.people.marks import service
from services.registry.people.marks.errors import MarkNotFound
from services.registry.people.marks.repository import activists_of, marks_of, standing_marks
from services.registry.people.marks.schemas import Activist, ActivistQuery, MarkCreate, MarkRead, Marks
from services.registry.people.residents.errors import ResidentNotFound
from services.registry.people.residents.model import Resident
from services.registry.people.residents.repository import flats, get_resident
from services.registry.people.residents.service import must_be_own
from shared.kit import audit
from shared.kit.etags import Expected, Outdated, VersionMissing, answered
from shared.kit.paging import Page, page_of
from shared.kit.problems import problems
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["residents"])


@router.get("/centers/{center}/residents/{resident_id}/marks", responses=problems(ResidentNotFound))
async def list_marks(resident_id: UUID, work: Annotated[Work, may("registry.marks.list_marks")]) -> Marks:
    """What a resident is or was marked for; they see it themselves."""
    await must_be_own(work.session, work.caller, work.center, resident_id)
    await get_resident(work.session, work.center, resident_id)
    found = await marks_of(work.session, work.center, resident_id)
    return Marks(items=[MarkRead.model_validate(one) for one in found])


@router.post(
    "/centers/{center}/residents/{resident_id}/marks", status_code=201, responses=problems(ResidentNotFound)
)
async def mark(
    resident_id: UUID,
    body: MarkCreate,
    work: Annotated[Work, may("registry.marks.mark")],
    response: Response,
) -> MarkRead:
    """Marks a leader or an activist."""
    resident = await get_resident(work.session, work.center, resident_id)
    made = await service.mark(work.session, resident, body.kind, body.what_for, work.caller.id)
    return answered(response, made, MarkRead)


@router.delete(
    "/centers/{center}/residents/{resident_id}/marks/{mark_id}",
    status_code=204,
    responses=problems(ResidentNotFound, MarkNotFound, Outdated, VersionMissing),
)
async def end_mark(
    resident_id: UUID,
    mark_id: UUID,
    work: Annotated[Work, may("registry.marks.end_mark")],
    expected: Expected,
) -> None:
    """Ends a mark; that it was there stays."""
    resident = await get_resident(work.session, work.center, resident_id)
    await service.end_mark(work.session, resident, mark_id, expected)


@router.get("/centers/{center}/activists")
async def list_activists(
    query: Annotated[ActivistQuery, Query()], work: Annotated[Work, may("registry.marks.list_activists")]
) -> Page[Activist]:
    """The record of the active residents of a house, or of the whole center; the log keeps who was listed."""
    wanted = activists_of(work.center, query.house_id)
    page = await page_of(work.session, wanted, Resident.id, query, Activist.model_validate)
    marks = await standing_marks(work.session, work.center, [one.id for one in page.items])
    numbers = await flats(
        work.session, work.center, {one.premises_id for one in page.items if one.premises_id}
    )
    for one in page.items:
        one.marks = [MarkRead.model_validate(found) for found in marks.get(one.id, ())]
        one.flat = numbers.get(one.premises_id) if one.premises_id else None
    if page.items:
        audit.note(work.session, "activists.listed", evidence=" ".join(str(one.id) for one in page.items))
    return page
