"""Premises over HTTP, for a center's managers: flats and shops of a house, with their areas and shares."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.registry.places.houses.errors import HouseNotFound
from services.registry.places.houses.model import Premises
from services.registry.places.houses.repository import get_house
from services.registry.places.owners.repository import shares_by_premises
from services.registry.places.premises import service
from services.registry.places.premises.errors import NumberTaken, PremisesInUse, PremisesNotFound
from services.registry.places.premises.repository import BY_DOOR, get_premises, premises_wanted
from services.registry.places.premises.schemas import (
    OwnershipRead,
    PremisesCreate,
    PremisesQuery,
    PremisesRead,
    PremisesUpdate,
    SharesRead,
)
from services.registry.places.premises.service import EnterPremises
from services.registry.storage.writing import Correction
from shared.kit.etags import Expected, Outdated, VersionMissing, set_etag
from shared.kit.paging import Page, page_in_order, page_of
from shared.kit.problems import problems
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["premises"])


@router.get("/centers/{center}/premises")
async def list_premises(
    query: Annotated[PremisesQuery, Query()], work: Annotated[Work, may("registry.premises.list_premises")]
) -> Page[PremisesRead]:
    """Flats and shops with what their shares come to, newest first or in the order of their doors."""
    wanted = premises_wanted(work.center, query)
    if query.order == "door":
        page = await page_in_order(work.session, wanted, Premises.id, BY_DOOR, query, lambda one: one)
    else:
        page = await page_of(work.session, wanted, Premises.id, query, lambda one: one)
    return Page(items=await _read(work, page.items), next=page.next)


@router.post("/centers/{center}/premises", status_code=201, responses=problems(NumberTaken))
async def enter(
    body: PremisesCreate, work: Annotated[Work, may("registry.premises.enter")], response: Response
) -> PremisesRead:
    """Enters a flat or a shop."""
    premises = await service.enter_premises(work.session, EnterPremises(**body.model_dump()))
    return await _answer(work, response, premises)


@router.get("/centers/{center}/premises/{premises_id}", responses=problems(PremisesNotFound))
async def read_premises(
    premises_id: UUID, work: Annotated[Work, may("registry.premises.read_premises")], response: Response
) -> PremisesRead:
    """One premises."""
    return await _answer(work, response, await get_premises(work.session, work.center, premises_id))


@router.patch(
    "/centers/{center}/premises/{premises_id}",
    responses=problems(PremisesNotFound, NumberTaken, Outdated, VersionMissing),
)
async def correct(
    premises_id: UUID,
    body: PremisesUpdate,
    work: Annotated[Work, may("registry.premises.correct")],
    expected: Expected,
    response: Response,
) -> PremisesRead:
    """Corrects the number, the kind or the area."""
    correction = Correction(work.center, premises_id, expected, body.model_dump(exclude_unset=True))
    return await _answer(work, response, await service.correct_premises(work.session, correction))


@router.delete(
    "/centers/{center}/premises/{premises_id}",
    status_code=204,
    responses=problems(PremisesNotFound, PremisesInUse, Outdated, VersionMissing),
)
async def remove(
    premises_id: UUID,
    work: Annotated[Work, may("registry.premises.remove")],
    expected: Expected,
) -> None:
    """Removes premises in which nobody lives and which nobody owns."""
    await service.remove_premises(work.session, work.center, premises_id, expected)


@router.get("/centers/{center}/houses/{house_id}/ownership", responses=problems(HouseNotFound))
async def read_ownership(
    house_id: UUID, work: Annotated[Work, may("registry.premises.read_ownership")]
) -> OwnershipRead:
    """What is known of the owners of a house: areas, shares, conflicts; no name."""
    house = await get_house(work.session, work.center, house_id)
    return await service.ownership_of(work.session, house)


async def _answer(work: Work, response: Response, premises: Premises) -> PremisesRead:
    set_etag(response, premises.version)
    return (await _read(work, [premises]))[0]


async def _read(work: Work, found: Sequence[Premises]) -> list[PremisesRead]:
    shares = await shares_by_premises(work.session, work.center, [one.id for one in found])
    return [
        PremisesRead(
            id=one.id,
            house_id=one.house_id,
            number=one.number,
            kind=one.kind,
            area=one.area,
            shares=SharesRead.model_validate(shares[one.id]),
            version=one.version,
        )
        for one in found
    ]
