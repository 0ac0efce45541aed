"""Windows of the microdistrict over HTTP: which flats are lit, for a center's managers.

A manager may see every list from which this is made, so a door shows nothing new to them; residents and the city
never see a single window.
"""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query

from services.registry.places.activity.model import Lit, lit, month_of
from services.registry.places.activity.repository import lit_numbers
from services.registry.places.activity.schemas import EntranceWindows, HouseWindows, HouseWindowsByDoor
from services.registry.places.houses.errors import HouseNotFound
from services.registry.places.houses.model import House
from services.registry.places.houses.repository import get_house, houses_of
from shared.kit.clock import now
from shared.kit.paging import Page, PageQuery, page_of
from shared.kit.problems import problems
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["windows"])


@router.get("/centers/{center}/windows")
async def list_windows(
    query: Annotated[PageQuery, Query()], work: Annotated[Work, may("registry.activity.list_windows")]
) -> Page[HouseWindows]:
    """The houses of the center with their lit windows, newest house first."""
    page = await page_of(work.session, houses_of(work.center), House.id, query, lambda one: one)
    found = await _lit(work, page.items)
    return Page(items=[HouseWindows(**_known(one, found[one.id])) for one in page.items], next=page.next)


@router.get("/centers/{center}/houses/{house_id}/windows", responses=problems(HouseNotFound))
async def read_windows(
    house_id: UUID, work: Annotated[Work, may("registry.activity.read_windows")]
) -> HouseWindowsByDoor:
    """One house, flat by flat and entrance by entrance."""
    house = await get_house(work.session, work.center, house_id)
    found = (await _lit(work, [house]))[house.id]
    chosen = set(found.flats)
    entrances = [
        EntranceWindows(**one, lit=sum(one["first_flat"] <= flat <= one["last_flat"] for flat in chosen))
        for one in sorted(house.entrances, key=lambda one: int(one["number"]))
    ]
    windows = [flat in chosen for flat in range(1, house.flats + 1)]
    return HouseWindowsByDoor(**_known(house, found), windows=windows, lit_by_entrance=entrances)


async def _lit(work: Work, houses: Sequence[House]) -> Mapping[UUID, Lit]:
    numbers = await lit_numbers(work.session, work.center, [one.id for one in houses], month_of(now()))
    return {one.id: lit(numbers[one.id], one.flats) for one in houses}


def _known(house: House, found: Lit) -> dict[str, Any]:  # Any: the fields of a schema
    return {
        "house_id": house.id,
        "address": house.address,
        "flats": house.flats,
        "storeys": house.storeys,
        "entrances": sorted(house.entrances, key=lambda one: int(one["number"])),
        "lit": min(found.count, house.flats),
        "lit_flats": found.flats,
        "since": month_of(now()),
    }
