"""Centers over HTTP: everybody may see them, the operator opens them, their managers correct them."""

from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from services.registry.places.centers import service
from services.registry.places.centers.errors import CenterNotFound, SlugTaken
from services.registry.places.centers.model import Center
from services.registry.places.centers.repository import centers_wanted, get_center
from services.registry.places.centers.schemas import CenterCreate, CenterQuery, CenterRead, CenterUpdate
from services.registry.places.centers.service import CorrectCenter, OpenCenter
from shared.kit.etags import Expected, Outdated, VersionMissing, answered
from shared.kit.paging import Page, page_of
from shared.kit.problems import problems
from shared.kit.routing import Router
from shared.kit.work import Work, anyone, may

router = Router(tags=["centers"])


@router.get("/centers")
async def list_centers(
    query: Annotated[CenterQuery, Query()], work: Annotated[Work, anyone()]
) -> Page[CenterRead]:
    """The centers of the network, newest first."""
    return await page_of(work.session, centers_wanted(query), Center.id, query, CenterRead.model_validate)


@router.post("/centers", status_code=201, responses=problems(SlugTaken))
async def open_center(
    body: CenterCreate, work: Annotated[Work, may("registry.centers.open_center")], response: Response
) -> CenterRead:
    """Opens a center."""
    center = await service.open_center(work.session, OpenCenter(**body.model_dump()))
    return answered(response, center, CenterRead)


@router.get("/centers/{center}", responses=problems(CenterNotFound))
async def read_center(work: Annotated[Work, anyone()], response: Response) -> CenterRead:
    """One center."""
    center = await get_center(work.session, work.center)
    return answered(response, center, CenterRead)


@router.patch("/centers/{center}", responses=problems(Outdated, VersionMissing))
async def correct_center(
    body: CenterUpdate,
    work: Annotated[Work, may("registry.centers.correct_center")],
    expected: Expected,
    response: Response,
) -> CenterRead:
    """Corrects what one's own center says of itself: name, address, hours, services, territory."""
    changes = body.model_dump(mode="json", include=body.model_fields_set)
    command = CorrectCenter(work.center, expected, changes)
    center = await service.correct_center(work.session, command)
    return answered(response, center, CenterRead)
