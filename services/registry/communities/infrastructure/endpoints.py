"""Maps of a community's infrastructure over HTTP: a manager draws them, keeps them and compares the years."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.registry.communities.infrastructure import service
from services.registry.communities.infrastructure.errors import MapNotFound
from services.registry.communities.infrastructure.model import InfrastructureMap
from services.registry.communities.infrastructure.repository import get_map, maps_of
from services.registry.communities.infrastructure.schemas import (
    EvidenceRead,
    MapCreate,
    MapListed,
    MapQuery,
    MapRead,
    MapUpdate,
)
from services.registry.communities.infrastructure.service import DrawMap, RedrawMap
from shared.kit import audit
from shared.kit.etags import Expected, Outdated, VersionMissing, answered
from shared.kit.paging import Page, page_of
from shared.kit.problems import problems
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["infrastructure"])

Writer = Annotated[Work, may("registry.infrastructure.write")]
_PATH = "/centers/{center}/infrastructure-maps"


@router.get("/centers/{center}/infrastructure-evidence")
async def count(work: Writer, organisation_id: UUID | None = None) -> EvidenceRead:
    """What can be counted today, before a map is drawn."""
    return await service.evidence_of(work.session, work.center, organisation_id)


@router.post(_PATH, status_code=201)
async def draw(body: MapCreate, work: Writer, response: Response) -> MapRead:
    """Draws a map; what can be counted today is kept with it."""
    drawn = await service.draw_map(work.session, DrawMap(work.center, **body.model_dump()))
    return answered(response, drawn, MapRead)


@router.get(_PATH)
async def list_maps(query: Annotated[MapQuery, Query()], work: Writer) -> Page[MapListed]:
    """The maps, the last drawn first."""
    wanted = maps_of(work.center, query.organisation_id)
    return await page_of(work.session, wanted, InfrastructureMap.id, query, MapListed.model_validate)


@router.get(_PATH + "/{map_id}", responses=problems(MapNotFound))
async def read(map_id: UUID, work: Writer, response: Response) -> MapRead:
    """One map."""
    return answered(response, await get_map(work.session, work.center, map_id), MapRead)


@router.put(_PATH + "/{map_id}", responses=problems(MapNotFound, Outdated, VersionMissing))
async def redraw(
    map_id: UUID,
    body: MapUpdate,
    work: Writer,
    expected: Expected,
    response: Response,
) -> MapRead:
    """Draws it anew; what was counted on its day stays."""
    command = RedrawMap(work.center, map_id, expected, **body.model_dump())
    return answered(response, await service.redraw_map(work.session, command), MapRead)


@router.delete(_PATH + "/{map_id}", status_code=204, responses=problems(MapNotFound))
async def remove(map_id: UUID, work: Writer) -> None:
    """Takes a map away."""
    drawn = await get_map(work.session, work.center, map_id)
    audit.note(work.session, "infrastructure.removed", about=drawn.id)
    await work.session.delete(drawn)
    await work.session.flush()
