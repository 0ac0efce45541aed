"""Houses over HTTP: their addresses are no secret, a center's managers enter and correct them."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.registry.places.centers.errors import CenterNotFound
from services.registry.places.centers.repository import get_center
from services.registry.places.houses import service
from services.registry.places.houses.errors import AddressTaken, FiasTaken, HouseInUse, HouseNotFound
from services.registry.places.houses.model import House
from services.registry.places.houses.repository import get_house, houses_of
from services.registry.places.houses.schemas import HouseCreate, HouseQuery, HouseRead, HouseUpdate
from services.registry.places.houses.service import EnterHouse
from services.registry.storage.writing import Correction
from shared.kit.etags import Expected, Outdated, VersionMissing, answered
from shared.kit.paging import Page, page_of
from shared.kit.problems import problems
from shared.kit.routing import Router
from shared.kit.work import Work, anyone, may

router = Router(tags=["houses"])


@router.get("/centers/{center}/houses", responses=problems(CenterNotFound))
async def list_houses(
    query: Annotated[HouseQuery, Query()], work: Annotated[Work, anyone()]
) -> Page[HouseRead]:
    """The houses of a center's territory, newest first; whoever joins chooses among them."""
    center = await get_center(work.session, work.center)
    return await page_of(work.session, houses_of(center.id, query), House.id, query, HouseRead.model_validate)


@router.post("/centers/{center}/houses", status_code=201, responses=problems(AddressTaken, FiasTaken))
async def enter_house(
    body: HouseCreate, work: Annotated[Work, may("registry.houses.enter_house")], response: Response
) -> HouseRead:
    """Enters a house."""
    known = body.model_dump(exclude={"address", "kind", "flats"}, exclude_unset=True)
    command = EnterHouse(body.address, body.kind, body.flats, known)
    house = await service.enter_house(work.session, command)
    return answered(response, house, HouseRead)


@router.get("/centers/{center}/houses/{house_id}", responses=problems(HouseNotFound))
async def read_house(house_id: UUID, work: Annotated[Work, anyone()], response: Response) -> HouseRead:
    """One house."""
    house = await get_house(work.session, work.center, house_id)
    return answered(response, house, HouseRead)


@router.patch(
    "/centers/{center}/houses/{house_id}",
    responses=problems(AddressTaken, FiasTaken, Outdated, VersionMissing),
)
async def correct_house(
    house_id: UUID,
    body: HouseUpdate,
    work: Annotated[Work, may("registry.houses.correct_house")],
    expected: Expected,
    response: Response,
) -> HouseRead:
    """Corrects the address, the entrances, or whatever else is known of a house."""
    correction = Correction(work.center, house_id, expected, body.model_dump(exclude_unset=True))
    house = await service.correct_house(work.session, correction)
    return answered(response, house, HouseRead)


@router.delete(
    "/centers/{center}/houses/{house_id}",
    status_code=204,
    responses=problems(HouseNotFound, HouseInUse, Outdated, VersionMissing),
)
async def remove_house(
    house_id: UUID,
    work: Annotated[Work, may("registry.houses.remove_house")],
    expected: Expected,
) -> None:
    """Removes a house that was entered by mistake, while nothing is bound to it."""
    await service.remove_house(work.session, work.center, house_id, expected)
