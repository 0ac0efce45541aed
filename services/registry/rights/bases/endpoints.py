"""On what cards are kept, over HTTP: of one person, stated by a manager, and whose consent is awaited."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from services.registry.people.residents.errors import ResidentNotFound
from services.registry.people.residents.model import Resident
from services.registry.people.residents.service import must_be_own
from services.registry.rights.bases.repository import COUNTED, awaited_in, count_awaited
from services.registry.rights.bases.schemas import AwaitedCount, AwaitedRead, BasisRead, BasisStated
from services.registry.rights.bases.service import kept_on, state_basis, take_back_basis
from services.registry.rights.consents.errors import SheetNumberTaken
from shared.kit import audit
from shared.kit.paging import Page, PageQuery, page_of
from shared.kit.problems import problems
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["consents"])


@router.get("/centers/{center}/residents/{resident_id}/basis", responses=problems(ResidentNotFound))
async def read_basis(resident_id: UUID, work: Annotated[Work, may("registry.bases.read_basis")]) -> BasisRead:
    """On what this card is kept: a consent, another basis of the law, or a consent that is awaited."""
    await must_be_own(work.session, work.caller, work.center, resident_id)
    return BasisRead.model_validate(await kept_on(work.session, work.center, resident_id))


@router.put(
    "/centers/{center}/residents/{resident_id}/basis", responses=problems(ResidentNotFound, SheetNumberTaken)
)
async def state(
    resident_id: UUID, body: BasisStated, work: Annotated[Work, may("registry.bases.state")]
) -> BasisRead:
    """States another basis than a consent, or takes it back."""
    before = await kept_on(work.session, work.center, resident_id)
    if body.basis == "awaited":
        await take_back_basis(work.session, work.center, resident_id)
    elif (before.basis, before.words) != (body.basis, body.words):
        await state_basis(work.session, work.center, resident_id, body.basis, body.words, work.caller.id)
    return BasisRead.model_validate(await kept_on(work.session, work.center, resident_id))


@router.get("/centers/{center}/bases/awaited")
async def list_awaited(
    query: Annotated[PageQuery, Query()], work: Annotated[Work, may("registry.bases.list_awaited")]
) -> Page[AwaitedRead]:
    """Residents whose card is kept on nothing yet: who is to be asked for a signature."""
    wanted = awaited_in(work.center)
    page = await page_of(work.session, wanted, Resident.id, query, AwaitedRead.model_validate)
    if page.items:
        audit.note(work.session, "residents.listed", evidence=" ".join(str(one.id) for one in page.items))
    return page


@router.get("/centers/{center}/bases/awaited/count")
async def count(work: Annotated[Work, may("registry.bases.count")]) -> AwaitedCount:
    """How many they are."""
    found, since = await count_awaited(work.session, work.center)
    return AwaitedCount(awaited=found, more=found == COUNTED, since=since)
