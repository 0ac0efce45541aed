"""Owners over HTTP, for a center's managers alone; the log keeps who was shown to whom."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.registry.places.owners import service
from services.registry.places.owners.errors import OwnerNotFound, OwnerTwice
from services.registry.places.owners.model import Owner
from services.registry.places.owners.repository import get_owner, names_of, owners_of, premises_by_id
from services.registry.places.owners.schemas import OwnerCreate, OwnerQuery, OwnerRead, OwnerUpdate
from services.registry.places.owners.service import EnterOwner
from services.registry.storage.writing import Correction
from shared.kit import audit
from shared.kit.etags import Expected, Outdated, VersionMissing, set_etag
from shared.kit.paging import Page, page_of
from shared.kit.problems import problems
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["owners"])


@router.get("/centers/{center}/owners")
async def list_owners(
    query: Annotated[OwnerQuery, Query()], work: Annotated[Work, may("registry.owners.list_owners")]
) -> Page[OwnerRead]:
    """Owners with their shares, newest first."""
    page = await page_of(work.session, owners_of(work.center, query), Owner.id, query, lambda one: one)
    if page.items:
        people = " ".join(str(one.resident_id or one.id) for one in page.items)
        audit.note(work.session, "owners.listed", evidence=people)
    return Page(items=await _read(work, page.items), next=page.next, total=page.total)


@router.post("/centers/{center}/owners", status_code=201, responses=problems(OwnerTwice))
async def enter(
    body: OwnerCreate, work: Annotated[Work, may("registry.owners.enter")], response: Response
) -> OwnerRead:
    """Enters an owner; shares that do not make one whole are kept and shown as a conflict of the premises."""
    known = {name: getattr(body, name) for name in OwnerCreate.model_fields}
    return await _answer(
        work, response, await service.enter_owner(work.session, EnterOwner(work.center, **known))
    )


@router.get("/centers/{center}/owners/{owner_id}", responses=problems(OwnerNotFound))
async def read_owner(
    owner_id: UUID, work: Annotated[Work, may("registry.owners.read_owner")], response: Response
) -> OwnerRead:
    """One owner."""
    owner = await get_owner(work.session, work.center, owner_id)
    audit.note(work.session, "owner.read", about=owner.resident_id or owner.id)
    return await _answer(work, response, owner)


@router.patch(
    "/centers/{center}/owners/{owner_id}", responses=problems(OwnerNotFound, Outdated, VersionMissing)
)
async def correct(
    owner_id: UUID,
    body: OwnerUpdate,
    work: Annotated[Work, may("registry.owners.correct")],
    expected: Expected,
    response: Response,
) -> OwnerRead:
    """Corrects the share, the name of an outsider, or how it is known."""
    changes = {name: getattr(body, name) for name in body.model_fields_set}
    correction = Correction(work.center, owner_id, expected, changes)
    return await _answer(work, response, await service.correct_owner(work.session, correction))


@router.delete(
    "/centers/{center}/owners/{owner_id}",
    status_code=204,
    responses=problems(OwnerNotFound, Outdated, VersionMissing),
)
async def remove(
    owner_id: UUID,
    work: Annotated[Work, may("registry.owners.remove")],
    expected: Expected,
) -> None:
    """Removes an owner who is one no longer."""
    await service.remove_owner(work.session, work.center, owner_id, expected)


async def _answer(work: Work, response: Response, owner: Owner) -> OwnerRead:
    set_etag(response, owner.version)
    return (await _read(work, [owner]))[0]


async def _read(work: Work, owners: Sequence[Owner]) -> list[OwnerRead]:
    premises = await premises_by_id(work.session, work.center, {one.premises_id for one in owners})
    names = await names_of(work.session, work.center, {one.resident_id for one in owners if one.resident_id})
    return [
        OwnerRead(
            id=one.id,
            premises_id=one.premises_id,
            house_id=premises[one.premises_id].house_id,
            number=premises[one.premises_id].number,
            kind=one.kind,
            resident_id=one.resident_id,
            name=names.get(one.resident_id) if one.resident_id else one.name,
            share=str(one.share),
            numerator=one.numerator,
            denominator=one.denominator,
            basis=one.basis,
            version=one.version,
        )
        for one in owners
    ]
