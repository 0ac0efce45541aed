"""Merging cards over HTTP: a preview, the merge, the list, and undoing."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.registry.finding.merges.errors import (
    ErasureAsked,
    MergedOn,
    MergeNotFound,
    TooLate,
    UndoneAlready,
)
from services.registry.finding.merges.model import MergeRecord
from services.registry.finding.merges.repository import get_merge, merges_of
from services.registry.finding.merges.schemas import (
    ComparisonRead,
    MergeCreate,
    MergePreview,
    MergePreviewQuery,
    MergeQuery,
    MergeRead,
    MergeUndo,
)
from services.registry.finding.merges.use_cases.merge_residents import (
    MergeResidents,
    compare,
    merge_residents,
)
from services.registry.finding.merges.use_cases.undo_merge import undo_merge
from services.registry.people.contacts.repository import all_contacts
from services.registry.people.residents.errors import ResidentNotFound
from services.registry.people.residents.repository import get_resident
from shared.kit import audit
from shared.kit.etags import Expected, Outdated, VersionMissing, set_etag
from shared.kit.paging import Page, page_of
from shared.kit.problems import problems
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["merges"])


@router.get(
    "/centers/{center}/residents/{resident_id}/merge-preview/{other_id}", responses=problems(ResidentNotFound)
)
async def preview(
    resident_id: UUID,
    other_id: UUID,
    query: Annotated[MergePreviewQuery, Query()],
    work: Annotated[Work, may("registry.merges.merge")],
    response: Response,
) -> MergePreview:
    """What each field would become; nothing is changed. The log keeps that both cards were read."""
    compared = await compare(work.session, work.center, resident_id, other_id, query.take)
    contacts: list[str] = []
    for one in (resident_id, other_id):
        known = await all_contacts(work.session, work.center, one)
        contacts += [contact.value for contact in known if contact.open_to != "sign_in"]
        audit.note(work.session, "resident.read", about=one)
    kept = await get_resident(work.session, work.center, resident_id)
    set_etag(response, kept.version)
    fields = [ComparisonRead.model_validate(one) for one in compared]
    return MergePreview(fields=fields, version=kept.version, contacts=contacts)


@router.post(
    "/centers/{center}/residents/{resident_id}/merge",
    status_code=201,
    responses=problems(ResidentNotFound, ErasureAsked, Outdated, VersionMissing),
)
async def merge(
    resident_id: UUID,
    body: MergeCreate,
    work: Annotated[Work, may("registry.merges.merge")],
    expected: Expected,
) -> MergeRead:
    """Merges another card into this one, in every service; it can be undone within thirty days."""
    command = MergeResidents(work.center, resident_id, body.other_id, expected, body.take, body.reason)
    return MergeRead.model_validate(await merge_residents(work.session, work.caller, command))


@router.get("/centers/{center}/merges")
async def list_merges(
    query: Annotated[MergeQuery, Query()], work: Annotated[Work, may("registry.merges.read")]
) -> Page[MergeRead]:
    """Which cards were merged, newest first."""
    wanted = merges_of(work.center, query.resident_id)
    return await page_of(work.session, wanted, MergeRecord.id, query, MergeRead.model_validate)


@router.get("/centers/{center}/merges/{merge_id}", responses=problems(MergeNotFound))
async def read_merge(merge_id: UUID, work: Annotated[Work, may("registry.merges.read")]) -> MergeRead:
    """One merge."""
    return MergeRead.model_validate(await get_merge(work.session, work.center, merge_id))


@router.post(
    "/centers/{center}/merges/{merge_id}/undo",
    responses=problems(MergeNotFound, UndoneAlready, TooLate, MergedOn),
)
async def undo(
    merge_id: UUID, work: Annotated[Work, may("registry.merges.undo")], body: MergeUndo | None = None
) -> MergeRead:
    """Makes two of them again, with everything that stood under each; what has changed since stays."""
    record = await undo_merge(work.session, work.caller, work.center, merge_id, body.reason if body else None)
    await work.session.flush()
    return MergeRead.model_validate(record)
