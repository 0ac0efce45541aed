"""Places as the pages show them: the list, the map, and the passport of one house."""

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from services.portal.calendar.view import events_between
from services.portal.events.model import Event
from services.portal.organisations.model import CouncilState, Officer, Organisation, OrganisationLine
from services.portal.places.drawing import Drawing, draw
from services.portal.places.model import (
    Activist,
    Contract,
    House,
    HouseState,
    Ownership,
    Territory,
    by_address,
    by_house,
    state_of,
)
from services.portal.visits.api import Listed, Query, Read, every
from services.portal.visits.visit import Visit
from shared.kit.clock import now

_MOST = 5000
_AHEAD = timedelta(days=60)
_PIECE = 500
_TO_DRAW = 150
_HEARD: Query = {"kind": "appeal", "state": "waiting", "limit": 100}
_OPEN: Query = {"open": "true", "limit": 100}


class Features(Read):
    """A map as the registry answers it."""

    features: list[dict[str, Any]] = []  # Any: GeoJSON


class Counted(Read):
    """A talk or an appeal; what was said is read on its own page."""

    id: UUID
    overdue: bool = False


class Windows(Read):
    """How much of a house is lit."""

    flats: int = 0
    lit: int = 0


@dataclass(frozen=True)
class Line:
    """One house of the list."""

    house: House
    state: HouseState
    contract: Contract | None


@dataclass(frozen=True)
class Places:
    """One page of the list."""

    lines: list[Line]
    next: UUID | None
    total: int
    territories: list[Territory]
    ending: list[Contract]


@dataclass(frozen=True)
class Map:
    """The map and the same places as a list."""

    drawing: Drawing
    houses: list[tuple[House, HouseState]]
    territories: list[Territory]
    counts: Mapping[HouseState, int]


@dataclass(frozen=True)
class Missing:
    """What a house still lacks, and where to mend it."""

    said: str
    href: str
    action: str


@dataclass(frozen=True)
class Passport:
    """Everything about one house."""

    house: House
    version: str | None
    state: HouseState
    territories: dict[UUID, str]
    drawing: Drawing | None
    contract: Contract | None
    contracts: list[Contract]
    organisations: list[OrganisationLine]
    council: CouncilState
    activists: list[Activist]
    officers: list[tuple[Officer, Organisation]]
    """Those who hold a post in the house's own organisations and are not marked besides."""
    ownership: Ownership
    windows: Windows
    meeting: Event | None
    complaints: int
    """Talks of which no appeal has become yet: what has become one is counted among the appeals alone."""
    appeals: int
    late: int


async def places_of(visit: Visit, query: Query) -> Places:
    """One page of houses with how they are organised and managed, and the contracts that end soon."""
    wanted: Query = {**query, "limit": 30, "total": "true"}
    page, organisations, territories, contracts = await asyncio.gather(
        visit.api.get(Listed[House], "registry", f"/centers/{visit.center}/houses", wanted),
        organisations_of(visit),
        territories_of(visit),
        contracts_of(visit, "in_force"),
    )
    acting = by_house(organisations)
    managed = {one.house_id: one for one in contracts}
    lines = [Line(one, state_of(acting.get(one.id, [])), managed.get(one.id)) for one in page.items]
    return Places(lines, page.next, page.total or 0, territories, [one for one in contracts if one.ends_soon])


async def map_of(visit: Visit) -> Map:
    """Every place of the center that has one, and all houses in words."""
    found, houses, organisations, territories = await asyncio.gather(
        visit.api.get(Features, "registry", f"/centers/{visit.center}/places.geojson"),
        every(House, visit.api, "registry", f"/centers/{visit.center}/houses", most=_MOST),
        organisations_of(visit),
        territories_of(visit),
    )
    acting = by_house(organisations)
    states = {one.id: state_of(acting.get(one.id, [])) for one in houses}
    counts: dict[HouseState, int] = {"organisation": 0, "council": 0, "none": 0}
    for state in states.values():
        counts[state] += 1
    listed = [(one, states[one.id]) for one in sorted(houses, key=lambda one: by_address(one.address))]
    return Map(draw(found.features, states), listed, territories, counts)


async def ground_of(visit: Visit, apart_from: UUID | None = None) -> Drawing:
    """Everything that has a place, with room around it to draw on; without what is being drawn anew."""
    found = await visit.api.get(Features, "registry", f"/centers/{visit.center}/places.geojson")
    others = [one for one in found.features if one["id"] != str(apart_from)]
    return draw(others, {}, margin=_TO_DRAW)


async def passport_of(visit: Visit, house_id: UUID) -> Passport:
    """One house; parts whose service is silent are empty."""
    path = f"/centers/{visit.center}/houses/{house_id}"
    of_house: Query = {"house_id": house_id}
    (house, version), organisations, territories, contracts = await asyncio.gather(
        visit.api.get_versioned(House, "registry", path),
        organisations_of(visit, house_id),
        territories_of(visit),
        every(Contract, visit.api, "registry", f"/centers/{visit.center}/contracts", of_house, most=50),
    )
    ownership, windows, people, events, council, (heard, appeals) = await asyncio.gather(
        visit.api.get(Ownership, "registry", f"{path}/ownership"),
        visit.api.get(Windows, "registry", f"{path}/windows"),
        activists_of(visit, house_id),
        visit.or_else(events_between(visit, now(), now() + _AHEAD, house_id), []),
        visit.api.get(CouncilState, "registry", f"{path}/council-state"),
        _complaints(visit, of_house),
    )
    meetings = [one for one in events if not one.cancelled_at]
    state = state_of(organisations)
    contracts = sorted(contracts, key=lambda one: one.starts_on, reverse=True)
    return Passport(
        house=house,
        version=version,
        state=state,
        territories={one.id: one.name for one in territories},
        drawing=_piece(house, territories, state),
        contract=next((one for one in contracts if one.in_force), None),
        contracts=contracts,
        organisations=organisations,
        council=council,
        activists=people,
        officers=await _officers(visit, organisations, {one.id for one in people}),
        ownership=ownership,
        windows=windows,
        meeting=meetings[0] if meetings else None,
        complaints=len(heard),
        appeals=len(appeals),
        late=sum(one.overdue for one in appeals),
    )


async def _complaints(visit: Visit, of_house: Query) -> tuple[list[Counted], list[Counted]]:
    """Talks that wait to become an appeal, and appeals that are open."""
    heard, appeals = await asyncio.gather(
        visit.api.get(Listed[Counted], "registry", f"/centers/{visit.center}/talks", {**of_house, **_HEARD}),
        visit.or_else(
            visit.api.get(
                Listed[Counted], "events", f"/centers/{visit.center}/appeals", {**of_house, **_OPEN}
            ),
            Listed[Counted](),
        ),
    )
    return heard.items, appeals.items


async def organisations_of(visit: Visit, house: UUID | None = None) -> list[OrganisationLine]:
    """The organisations of the center or of one house."""
    path = f"/centers/{visit.center}/organisations"
    return await every(OrganisationLine, visit.api, "registry", path, {"house_id": house}, most=1000)


async def activists_of(visit: Visit, house: UUID) -> list[Activist]:
    """Those who are active in a house."""
    path = f"/centers/{visit.center}/activists"
    return (await visit.api.get(Listed[Activist], "registry", path, {"house_id": house, "limit": 100})).items


async def _officers(
    visit: Visit, organisations: list[OrganisationLine], marked: Collection[UUID]
) -> list[tuple[Officer, Organisation]]:
    own = [one for one in organisations if one.form == "residents" and one.state == "active"]
    path = f"/centers/{visit.center}/organisations"
    found = await asyncio.gather(
        *(visit.api.get(Organisation, "registry", f"{path}/{one.id}") for one in own)
    )
    return [
        (officer, one)
        for one in found
        for officer in one.officers
        if officer.resident_id and not officer.over and officer.resident_id not in marked
    ]


async def territories_of(visit: Visit) -> list[Territory]:
    """The yards, streets and microdistricts of the center, by name."""
    found = await every(Territory, visit.api, "registry", f"/centers/{visit.center}/territories", most=1000)
    return sorted(found, key=lambda one: (one.kind, one.name))


async def contracts_of(visit: Visit, state: str) -> list[Contract]:
    """The contracts of the center in this state, the one that ends first before the others."""
    path = f"/centers/{visit.center}/contracts"
    found = await every(Contract, visit.api, "registry", path, {"state": state}, most=_MOST)
    return sorted(found, key=lambda one: (one.ends_on is None, one.ends_on or one.starts_on))


def _piece(house: House, territories: list[Territory], state: HouseState) -> Drawing | None:
    """The piece of the map around a house: itself and the yard, the street and the microdistrict it belongs to."""
    if house.point is None:
        return None
    around = {house.yard_id, house.street_id}
    features: list[Mapping[str, Any]] = [  # Any: GeoJSON
        {"id": str(one.id), "geometry": one.geometry, "properties": {"kind": one.kind, "name": one.name}}
        for one in territories
        if one.id in around and one.geometry
    ]
    itself = {"kind": "house", "address": house.address}
    features.append({"id": str(house.id), "geometry": house.point, "properties": itself})
    return draw(features, {house.id: state}, _PIECE)
