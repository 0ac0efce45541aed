"""Loads the ground of a center: what lies around it, its houses, who manages them, some flats with their owners."""

import asyncio
from collections.abc import Sequence
from datetime import date, timedelta

from deploy.demo.api import Json
from deploy.demo.grounds import BUILT, GROUNDS, area_of, entrances_of, total_area_of
from deploy.demo.people import Person
from deploy.demo.places import House, Place
from deploy.demo.scene import Scene

_FLATS_WITH_OWNERS = 2
_ENDS_SOON = "ул. Садовая, 14"
_DISPUTED = ("ул. Садовая, 10", "ул. Космонавтов, 17", "ул. Заречная, 2")
"""In these houses the shares of one flat come to more than one, as happens when a list is gathered."""


async def load_grounds(scene: Scene, place: Place) -> dict[str, str]:
    """The center itself, its territories and houses; the ids of houses by address."""
    ground = GROUNDS[place.slug]
    drawn = {
        "microdistrict": (ground.microdistrict, ground.polygon(ground.outline)),
        "yard": (ground.yard, ground.polygon(ground.yard_outline)),
        "street": (ground.street, ground.line(ground.street_line)),
    }
    made = await asyncio.gather(
        *(
            scene.post(
                "registry", "/territories", scene.manager, f"territory {kind}", _territory(kind, *known)
            )
            for kind, known in drawn.items()
        )
    )
    around = {one["kind"]: one["id"] for one in made}
    found = await asyncio.gather(
        *(_enter_house(scene, house, around, ground.street) for house in place.houses)
    )
    await asyncio.gather(
        _say_center(scene, place.slug),
        *(
            scene.post("registry", "/rooms", scene.manager, f"room {one['name']}", one)
            for one in ground.rooms
        ),
        *(_enter_contract(scene, house, home) for house, home in zip(place.houses, found, strict=True)),
    )
    return {house.address: home for house, home in zip(place.houses, found, strict=True)}


def _territory(kind: str, name: str, geometry: Json) -> Json:
    return {"kind": kind, "name": name, "geometry": geometry}


async def _enter_house(scene: Scene, house: House, around: dict[str, str], street: str) -> str:
    built = BUILT[house.address]
    body: Json = {
        "address": house.address,
        "kind": house.kind,
        "flats": house.flats,
        "storeys": built.storeys,
        "built_year": built.year,
        "total_area": total_area_of(house),
        "point": GROUNDS[scene.slug].point(built.at),
        "entrances": entrances_of(house) if house.kind == "apartment" else [],
        "microdistrict_id": around["microdistrict"],
    }
    if house.address.startswith(street):
        body["street_id"] = around["street"]
    entered = await scene.post("registry", "/houses", scene.manager, f"house {house.address}", body)
    return str(entered["id"])


async def _say_center(scene: Scene, slug: str) -> None:
    """Only where nothing has been said yet, so that a second loading changes nothing."""
    answer = await scene.api.get("registry", f"/centers/{scene.center}")
    if answer.json()["hours"]:
        return
    ground = GROUNDS[slug]
    week = [{"weekday": day, "opens": "10:00", "closes": ground.closes} for day in range(1, 6)]
    body: Json = {
        "directions": ground.directions,
        "point": ground.point(),
        "territory": ground.polygon(ground.outline),
        "hours": [*week, {"weekday": 6, "opens": "11:00", "closes": "15:00"}],
        "exceptions": [{"on": str(date(scene.today.year, 12, 31)), "note": "праздник"}],
        "services": list(ground.services),
        "access": ["step_free", "large_signs"],
    }
    path = f"/centers/{scene.center}"
    await scene.api.patch("registry", path, scene.manager, answer.headers["etag"], body)


async def _enter_contract(scene: Scene, house: House, home: str) -> None:
    built = BUILT[house.address]
    if built.company is None:
        return
    left = 44 if house.address == _ENDS_SOON else 400 + built.year % 300
    body: Json = {
        "house_id": home,
        "company": built.company,
        "number": f"{built.year % 100}/{house.flats}",
        "starts_on": str(scene.today - timedelta(days=700)),
        "ends_on": str(scene.today + timedelta(days=left)),
    }
    await scene.post("registry", "/contracts", scene.manager, f"contract {house.address}", body)


async def load_premises(
    scene: Scene, place: Place, people: Sequence[Person], homes: dict[str, str]
) -> dict[str, str]:
    """Some flats of each house, before anybody is entered into them: ids by «address/flat»."""
    wanted = [(house, flat) for house in place.houses for flat in _flats(house, people)]
    made = await asyncio.gather(
        *(_enter_premises(scene, house, flat, homes[house.address]) for house, flat in wanted)
    )
    return {f"{house.address}/{flat}": one for (house, flat), one in zip(wanted, made, strict=True)}


def _flats(house: House, people: Sequence[Person]) -> list[str]:
    known = dict.fromkeys(one.flat for one in people if one.house == house.address)
    return list(known)[:_FLATS_WITH_OWNERS]


async def _enter_premises(scene: Scene, house: House, flat: str, home: str) -> str:
    body: Json = {"house_id": home, "number": flat, "area": area_of(house, flat)}
    return str(
        (await scene.post("registry", "/premises", scene.manager, f"flat {house.address}/{flat}", body))["id"]
    )


async def load_owners(scene: Scene, people: Sequence[Person], premises: dict[str, str]) -> None:
    """Grown-ups of a flat own it in equal parts; here and there a share too much was written down."""
    await asyncio.gather(*(_enter_owners(scene, door, one, people) for door, one in premises.items()))
    for house in _DISPUTED:
        door = next((one for one in premises if one.startswith(f"{house}/")), None)
        if door is not None:
            body: Json = {"premises_id": premises[door], "kind": "city", "share": "1/3"}
            await scene.post("registry", "/owners", scene.manager, f"owner city {door}", body)


async def _enter_owners(scene: Scene, door: str, premises: str, people: Sequence[Person]) -> None:
    house, _, flat = door.rpartition("/")
    grown = [one for one in people if one.house == house and one.flat == flat and one.is_adult]
    for person in grown:
        body: Json = {
            "premises_id": premises,
            "kind": "resident",
            "resident_id": str(scene.ids[person.key]),
            "share": f"1/{len(grown)}",
            "basis": "реестр собственников",
        }
        await scene.post("registry", "/owners", scene.manager, f"owner {person.key}", body)
