"""Loads the demo city through the services' public APIs; a second loading changes nothing."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from deploy.demo.api import OPERATOR, Api, As, Json
from deploy.demo.load_concerns import load_concerns
from deploy.demo.load_directory import load_company, load_own, load_shared
from deploy.demo.load_help import load_help
from deploy.demo.load_meetings import load_meetings
from deploy.demo.load_neighbors import load_neighbors
from deploy.demo.load_organisations import load_organisations
from deploy.demo.load_places import load_grounds, load_owners, load_premises
from deploy.demo.load_polls import load_polls
from deploy.demo.people import Person
from deploy.demo.places import PLACES, WORKERS, Worker
from deploy.demo.plan import Neighborhood
from deploy.demo.scene import Scene
from shared.kit.clock import CITY_TIME

REPEATABLE = timedelta(hours=36)
"""So long after the first loading a repetition finds the kept answers; later it would make everything twice."""
STILL_TO_SIGN = 40
"""Every so many-th neighbor has yet to bring the sheet with their consent."""


class LoadedLongAgo(Exception):
    """The demo city is there already, and too old to be completed."""


async def load(api: Api, wanted: Sequence[Neighborhood]) -> int:
    """Loads these neighborhoods; says how many requests it took. Raises LoadedLongAgo or Refused."""
    sent_before = api.sent
    await _must_be_new(api)
    centers = await _open_centers(api)
    today = _opened(centers[PLACES[0].slug]).astimezone(CITY_TIME).date()
    workers = await _open_accounts(api, centers)
    await load_shared(api, today)
    await asyncio.gather(*(_settle(api, one, centers[one.place.slug], workers, today) for one in wanted))
    return api.sent - sent_before


async def _must_be_new(api: Api) -> None:
    found = (await api.get("registry", "/centers?limit=100")).json()["items"]
    slugs = {place.slug for place in PLACES}
    old = [
        one
        for one in found
        if one["slug"] in slugs and datetime.now(UTC) - _opened(UUID(one["id"])) > REPEATABLE
    ]
    if old:
        raise LoadedLongAgo


def _opened(center: UUID) -> datetime:
    """When a center was opened, by its id (UUIDv7); every date of the demo is counted from that day."""
    return datetime.fromtimestamp((center.int >> 80) / 1000, UTC)


async def _open_centers(api: Api) -> dict[str, UUID]:
    opened: dict[str, UUID] = {}
    for place in PLACES:
        body: Json = {"slug": place.slug, "name": place.name, "host": place.host, "address": place.address}
        center = await api.post("registry", "/centers", OPERATOR, f"center {place.slug}", body)
        opened[place.slug] = UUID(center["id"])
    return opened


async def _open_accounts(api: Api, centers: dict[str, UUID]) -> dict[str, As]:
    """Who works where; everything that the demo enters for residents is entered by their center's manager."""

    async def opened(worker: Worker) -> tuple[str, As]:
        of_centers = tuple(centers[slug] for slug in worker.centers)
        body: Json = {
            "role": worker.role,
            "family_name": worker.family_name,
            "given_name": worker.given_name,
            "patronymic": worker.patronymic,
            "contact": worker.mail,
            "centers": [str(center) for center in of_centers],
            "interest": "management_company" if worker.role == "company" else "none",
        }
        account = await api.post("registry", "/staff", OPERATOR, f"worker {worker.key}", body)
        return worker.key, As(worker.role, UUID(account["id"]), of_centers)

    return dict([await opened(worker) for worker in WORKERS])


async def _settle(
    api: Api, neighborhood: Neighborhood, center: UUID, workers: dict[str, As], today: date
) -> None:
    """One center from its houses to its help; what does not wait for anything else is done at once."""
    place = neighborhood.place
    of_place = {one.role: workers[one.key] for one in WORKERS if one.centers == (place.slug,)}
    manager = of_place["manager"]
    scene = Scene(api, place.slug, center, manager, today)
    houses = await load_grounds(scene, place)
    premises = await load_premises(scene, place, neighborhood.people, houses)
    adults = [person for person in neighborhood.people if person.is_adult]
    await asyncio.gather(*(_enter_resident(scene, one, houses, sheet) for sheet, one in enumerate(adults, 1)))
    children = [person for person in neighborhood.people if not person.is_adult]
    sheets = enumerate(children, len(adults) + 1)
    await asyncio.gather(*(_enter_child(scene, one, adults, sheet) for sheet, one in sheets))
    await asyncio.gather(
        load_help(scene, neighborhood),
        load_meetings(scene, neighborhood.meetings),
        load_polls(scene, neighborhood.polls),
        load_own(scene, of_place.get("partner")),
        load_neighbors(scene, neighborhood.people),
        load_organisations(scene, neighborhood.people, houses),
        load_owners(scene, neighborhood.people, premises),
        load_concerns(scene, neighborhood.people, houses),
    )
    await load_company(scene, of_place.get("company"))


def _consent(scene: Scene, sheet: int) -> Json:
    """Nearly everybody has signed a sheet; some promised to bring it."""
    if sheet % STILL_TO_SIGN == 0:
        return {"how": "awaited"}
    return {"how": "paper", "number": f"{scene.today.year}/{sheet}", "signed_on": scene.today.isoformat()}


async def _enter_resident(scene: Scene, person: Person, houses: dict[str, str], sheet: int) -> None:
    body: Json = {
        "family_name": person.family_name,
        "given_name": person.given_name,
        "patronymic": person.patronymic,
        "house_id": houses[person.house],
        "flat": person.flat,
        "birth_year": person.born,
        "phone": person.phone,
        "mail": person.mail,
        "channel": "web" if person.has_web else "phone" if person.phone else "visit",
        "consent": _consent(scene, sheet),
    }
    if person.phone is None and person.mail is None:
        body["ground"] = "телефона нет, пришли домой"
    entered = await scene.post("registry", "/residents", scene.manager, f"resident {person.key}", body)
    scene.ids[person.key] = UUID(entered["id"])


async def _enter_child(scene: Scene, child: Person, adults: Sequence[Person], sheet: int) -> None:
    """A child is entered by a grown-up who lives behind the same door."""
    parent = next(one for one in adults if (one.house, one.flat) == (child.house, child.flat))
    body: Json = {
        "family_name": child.family_name,
        "given_name": child.given_name,
        "patronymic": child.patronymic,
        "birth_year": child.born,
        "channel": "visit",
        "ground": "записала мать, пришла сама",
        "consent": _consent(scene, sheet),
    }
    path = f"/residents/{scene.ids[parent.key]}/wards"
    entered = await scene.post("registry", path, scene.manager, f"child {child.key}", body)
    scene.ids[child.key] = UUID(entered["id"])
