"""Yards, streets and microdistricts over HTTP, and the whole map of a center as one GeoJSON."""

from collections.abc import Iterable
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.responses import JSONResponse, Response

from services.registry.places.centers.errors import CenterNotFound
from services.registry.places.centers.repository import get_center
from services.registry.places.houses.repository import houses_of
from services.registry.places.territories import service
from services.registry.places.territories.errors import TerritoryInUse, TerritoryNameTaken, TerritoryNotFound
from services.registry.places.territories.model import Territory
from services.registry.places.territories.repository import get_territory, territories_of
from services.registry.places.territories.schemas import (
    TerritoryCreate,
    TerritoryQuery,
    TerritoryRead,
    TerritoryUpdate,
)
from services.registry.places.territories.service import EnterTerritory
from services.registry.storage.writing import Correction
from shared.kit.etags import Expected, Outdated, VersionMissing, answered
from shared.kit.paging import Page, page_of
from shared.kit.problems import problems
from shared.kit.routing import Router
from shared.kit.work import Work, anyone, may

router = Router(tags=["territories"])

Feature = dict[str, Any]  # Any: GeoJSON is JSON


@router.get("/centers/{center}/territories", responses=problems(CenterNotFound))
async def list_territories(
    query: Annotated[TerritoryQuery, Query()], work: Annotated[Work, anyone()]
) -> Page[TerritoryRead]:
    """The yards, streets and microdistricts of a center, newest first."""
    center = await get_center(work.session, work.center)
    wanted = territories_of(center.id, query)
    return await page_of(work.session, wanted, Territory.id, query, TerritoryRead.model_validate)


@router.post("/centers/{center}/territories", status_code=201, responses=problems(TerritoryNameTaken))
async def enter(
    body: TerritoryCreate, work: Annotated[Work, may("registry.territories.enter")], response: Response
) -> TerritoryRead:
    """Enters a territory."""
    command = EnterTerritory(body.kind, body.name, body.geometry)
    return answered(response, await service.enter_territory(work.session, command), TerritoryRead)


@router.get("/centers/{center}/territories/{territory_id}", responses=problems(TerritoryNotFound))
async def read_territory(
    territory_id: UUID, work: Annotated[Work, anyone()], response: Response
) -> TerritoryRead:
    """One territory."""
    return answered(response, await get_territory(work.session, work.center, territory_id), TerritoryRead)


@router.patch(
    "/centers/{center}/territories/{territory_id}",
    responses=problems(TerritoryNotFound, TerritoryNameTaken, Outdated, VersionMissing),
)
async def correct(
    territory_id: UUID,
    body: TerritoryUpdate,
    work: Annotated[Work, may("registry.territories.correct")],
    expected: Expected,
    response: Response,
) -> TerritoryRead:
    """Corrects the name or the outline."""
    correction = Correction(work.center, territory_id, expected, body.model_dump(exclude_unset=True))
    return answered(response, await service.correct_territory(work.session, correction), TerritoryRead)


@router.delete(
    "/centers/{center}/territories/{territory_id}",
    status_code=204,
    responses=problems(TerritoryNotFound, TerritoryInUse, Outdated, VersionMissing),
)
async def remove(
    territory_id: UUID,
    work: Annotated[Work, may("registry.territories.remove")],
    expected: Expected,
) -> None:
    """Removes a territory to which no house belongs."""
    await service.remove_territory(work.session, work.center, territory_id, expected)


@router.get(
    "/centers/{center}/places.geojson",
    responses={200: {"content": {"application/geo+json": {}}}, **problems(CenterNotFound)},
    response_class=JSONResponse,
)
async def read_map(work: Annotated[Work, anyone()]) -> Response:
    """Everything of a center that has a place: its territory, yards, streets, microdistricts and houses."""
    center = await get_center(work.session, work.center)
    features = [
        _feature("center", center.id, center.point, name=center.name),
        _feature("center_territory", center.id, center.territory, name=center.name),
        *await _territories(work.session, work.center),
        *await _houses(work.session, work.center),
    ]
    found = {"type": "FeatureCollection", "features": [one for one in features if one["geometry"]]}
    return JSONResponse(found, media_type="application/geo+json")


async def _territories(session: AsyncSession, center: UUID) -> Iterable[Feature]:
    found = await session.scalars(territories_of(center).order_by(Territory.kind, Territory.name))
    return [_feature(one.kind, one.id, one.geometry, name=one.name) for one in found]


async def _houses(session: AsyncSession, center: UUID) -> Iterable[Feature]:
    found = await session.scalars(houses_of(center))
    return [
        _feature("house", one.id, one.point, address=one.address, house_kind=one.kind, flats=one.flats)
        for one in found
    ]


def _feature(kind: str, thing: UUID, geometry: Feature | None, **known: object) -> Feature:
    properties = {"kind": kind, **known}
    return {"type": "Feature", "id": str(thing), "geometry": geometry, "properties": properties}
