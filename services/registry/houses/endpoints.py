"""Houses over HTTP: their addresses are no secret, a center's managers enter and correct them."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query
from starlette.responses import Response

from services.registry.centers.errors import CenterNotFound
from services.registry.centers.repository import get_center
from services.registry.houses import service
from services.registry.houses.errors import AddressTaken, HouseNotFound
from services.registry.houses.model import House
from services.registry.houses.repository import get_house, houses_of
from services.registry.houses.schemas import HouseCreate, HouseRead, HouseUpdate
from services.registry.houses.service import CorrectHouse, EnterHouse
from shared.kit.etags import Outdated, VersionMissing, if_match, set_etag
from shared.kit.paging import Page, PageQuery, page_of
from shared.kit.problems import problems
from shared.kit.routing import Router
from shared.kit.work import Work, anyone, may

router = Router(tags=["houses"])


@router.get("/centers/{center}/houses", responses=problems(CenterNotFound))
async def list_houses(
    query: Annotated[PageQuery, Query()], work: Annotated[Work, anyone()]
) -> Page[HouseRead]:
    """The houses of a center's territory, newest first; whoever joins chooses among them."""
    center = await get_center(work.session, work.center)
    return await page_of(work.session, houses_of(center.id), House.id, query, HouseRead.model_validate)


@router.post("/centers/{center}/houses", status_code=201, responses=problems(AddressTaken))
async def enter_house(
    body: HouseCreate, work: Annotated[Work, may("registry.houses.enter_house")], response: Response
) -> HouseRead:
    """Enters a house."""
    house = await service.enter_house(work.session, EnterHouse(**body.model_dump()))
    set_etag(response, house.version)
    return HouseRead.model_validate(house)


@router.get("/centers/{center}/houses/{house_id}", responses=problems(HouseNotFound))
async def read_house(house_id: UUID, work: Annotated[Work, anyone()], response: Response) -> HouseRead:
    """One house."""
    house = await get_house(work.session, work.center, house_id)
    set_etag(response, house.version)
    return HouseRead.model_validate(house)


@router.patch(
    "/centers/{center}/houses/{house_id}", responses=problems(AddressTaken, Outdated, VersionMissing)
)
async def correct_house(
    house_id: UUID,
    body: HouseUpdate,
    work: Annotated[Work, may("registry.houses.correct_house")],
    expected: Annotated[int, Depends(if_match)],
    response: Response,
) -> HouseRead:
    """Corrects the address, the kind or the number of flats."""
    command = CorrectHouse(work.center, house_id, expected, **body.model_dump())
    house = await service.correct_house(work.session, command)
    set_etag(response, house.version)
    return HouseRead.model_validate(house)
