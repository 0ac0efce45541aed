"""Loads organisations with their chairs and members, a council in the making, and a map drawn twice."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from deploy.demo.api import Json
from deploy.demo.organisations import CANDIDATES, GROUPS, LINKS, PARTS, Group, Post
from deploy.demo.people import Person
from deploy.demo.scene import Scene

_CHOOSING = "Библиотечный пер., 4"


async def load_organisations(scene: Scene, people: Sequence[Person], houses: Mapping[str, str]) -> None:
    """Whole before parts: what an organisation belongs to is entered first."""
    groups = GROUPS.get(scene.slug, ())
    known: dict[str, str] = {}
    for whole in (True, False):
        entered = [one for one in groups if (one.parent is None) is whole]
        ids = await asyncio.gather(*(_enter(scene, one, houses, known) for one in entered))
        known |= dict(zip((one.key for one in entered), ids, strict=True))
    posts = [(known[one.key], post) for one in groups for post in one.posts]
    await asyncio.gather(*(_join(scene, people, group, post) for group, post in posts))
    if scene.slug == "dom-na-uglu":
        await asyncio.gather(_choose_council(scene, people, houses), _draw(scene, 365), _draw(scene, 2))


def grown_up(people: Sequence[Person], house: str, number: int) -> Person:
    """The `number`-th grown-up of a house; the same at each call."""
    return [one for one in people if one.house == house and one.is_adult][number]


def _day(scene: Scene, days: int) -> str:
    return (scene.today + timedelta(days=days)).isoformat()


async def _enter(scene: Scene, group: Group, houses: Mapping[str, str], known: Mapping[str, str]) -> str:
    document = dict(group.document) if group.document else None
    if document is not None and group.founded is not None:
        document["on"] = _day(scene, group.founded)
    body: Json = {
        "kind": group.kind,
        "name": group.name,
        "scale": group.scale,
        "about": group.about,
        "house_ids": [houses[one] for one in group.houses],
        "parent_id": known[group.parent] if group.parent else None,
        "entrance": group.entrance,
        "founded_on": _day(scene, group.founded) if group.founded is not None else None,
        "document": document,
        "decision": group.decision,
        "contacts": list(group.contacts),
    }
    made = await scene.post("registry", "/organisations", scene.manager, f"organisation {group.key}", body)
    return str(made["id"])


async def _join(scene: Scene, people: Sequence[Person], group: str, post: Post) -> None:
    resident = scene.ids[grown_up(people, post.house, post.number).key]
    body: Json = {
        "organisation_id": group,
        "resident_id": str(resident),
        "role": post.role,
        "since": _day(scene, post.since),
        "until": _day(scene, post.until) if post.until is not None else None,
        "shown_to": "everybody" if post.open else "members",
    }
    await scene.post("registry", "/memberships", scene.manager, f"post {group} {post.role} {resident}", body)


async def _choose_council(scene: Scene, people: Sequence[Person], houses: Mapping[str, str]) -> None:
    body: Json = {
        "house_id": houses[_CHOOSING],
        "meeting_on": _day(scene, 27),
        "place": "библиотека № 7, зал",
    }
    forming = await scene.post("registry", "/council-formings", scene.manager, "council 4", body)
    for number, (wanted, answer) in enumerate(CANDIDATES):
        resident: UUID = scene.ids[grown_up(people, _CHOOSING, number).key]
        await scene.write(
            "registry",
            f"/council-formings/{forming['id']}/asked/{resident}",
            {"wanted": wanted, "answer": answer},
        )


async def _draw(scene: Scene, ago: int) -> None:
    body: Json = {
        "name": "Садовая, Мира и Библиотечный",
        "drawn_on": _day(scene, -ago),
        "parts": [
            {"part": part, "strength": before if ago > 100 else now, "existing": existing, "missing": missing}
            for part, (before, now, existing, missing) in PARTS.items()
        ],
        "links": list(LINKS),
    }
    await scene.post("registry", "/infrastructure-maps", scene.manager, f"map {ago}", body)
