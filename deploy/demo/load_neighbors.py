"""Loads what neighbors are to each other: activists of a house, a household, a list with a round of calls under way."""

from collections.abc import Sequence
from itertools import pairwise

from deploy.demo.people import Person
from deploy.demo.scene import Scene

MARKS = (
    ("activist", "собрала подписи за лавочки во дворе"),
    ("leader", "к её слову в доме прислушиваются"),
    ("activist", "ведёт чат подъезда и вешает объявления"),
)
IN_THE_LIST = 7


async def load_neighbors(scene: Scene, people: Sequence[Person]) -> None:
    """In the first house of the center."""
    house = people[0].house
    here = [one for one in people if one.house == house and one.is_adult]
    for one, (kind, what_for) in zip([one for one in here if one.gender == "f"], MARKS, strict=False):
        path = f"/residents/{scene.ids[one.key]}/marks"
        body = {"kind": kind, "what_for": what_for}
        await scene.post("registry", path, scene.manager, f"mark {one.key}", body)
    await _together(scene, here)
    await _list(scene, house, [one for one in here if one.phone and one.has_web][:IN_THE_LIST])


async def _together(scene: Scene, here: Sequence[Person]) -> None:
    """The first couple says that they belong together."""
    for one, other in pairwise(here):
        if one.flat == other.flat:
            body = {"with_resident": str(scene.ids[other.key]), "ground": "сказали оба"}
            path = f"/residents/{scene.ids[one.key]}/household"
            await scene.post("registry", path, scene.manager, f"household {one.key}", body)
            return


async def _list(scene: Scene, house: str, neighbors: Sequence[Person]) -> None:
    """Everybody joins with their own telephone; a test round is under way."""
    if not neighbors:
        return
    houses = await scene.get("registry", "/houses?limit=100")
    house_id = next(one["id"] for one in houses["items"] if one["address"] == house)
    body = {"house_id": house_id, "title": "Свои: наш дом"}
    made = await scene.post("registry", "/lists", scene.manager, "own list", body)
    path = f"/lists/{made['id']}"
    for one in neighbors:
        who = scene.resident(one)
        contacts = await scene.api.get(
            "registry", f"/centers/{scene.center}/residents/{scene.ids[one.key]}/contacts", who
        )
        phone = next(each["id"] for each in contacts.json()["items"] if each["kind"] == "phone")
        joining = {"contact_id": phone, "consent_version": 1}
        await scene.post("registry", f"{path}/members", who, f"joins the list {one.key}", joining)
    first = scene.resident(neighbors[0])
    called = await scene.post("registry", f"{path}/rounds", first, "test round")
    for number, one in enumerate(neighbors[1:], 1):
        calls = f"/centers/{scene.center}{path}/rounds/{called['id']}/calls/{scene.ids[one.key]}"
        await scene.api.put("registry", calls, first, "*", {"reached": number != 3})
