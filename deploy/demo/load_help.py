"""Loads what residents offer and ask for, and takes each need as far as the plan says."""

import asyncio
from collections.abc import Sequence

from deploy.demo.api import Json
from deploy.demo.people import Person
from deploy.demo.plan import Goal, Neighborhood, Said, Wish
from deploy.demo.scene import Scene

_STEPS: dict[Goal, Sequence[str]] = {
    "found": (),
    "unmet": (),
    "proposed": ("propose",),
    "declined": ("propose", "decline helping"),
    "helper_agreed": ("propose", "accept helping"),
    "agreed": ("propose", "accept helping", "accept asking"),
    "completed": ("propose", "accept asking", "accept helping", "complete"),
}


async def load_help(scene: Scene, neighborhood: Neighborhood) -> None:
    """Offers first; needs one after another, so that each finds the same neighbors in every loading."""
    await asyncio.gather(*(_say(scene, "/offers", offer) for offer in neighborhood.offers))
    people = {str(scene.ids[person.key]): person for person in neighborhood.people}
    for wish in neighborhood.wishes:
        need = await _say(scene, "/needs", wish)
        if wish.goal == "unmet":
            await scene.post(
                "talents",
                f"/needs/{need['id']}/close",
                scene.manager,
                f"{wish.key} close",
                {"reason": wish.reason},
            )
        else:
            await _advance(scene, wish, need, people)


async def _say(scene: Scene, path: str, said: Said) -> Json:
    body: Json = {"skill": said.skill, "details": said.details, "free": said.free}
    who, body = scene.speaks(said.person, body)
    return await scene.post("talents", path, who, said.key, body)


async def _advance(scene: Scene, wish: Wish, need: Json, people: dict[str, Person]) -> None:
    """Takes the best candidate through the steps; a need that has been taken somewhere stays there."""
    matches = (await scene.get("talents", f"/needs/{need['id']}/matches"))["items"]
    if not matches or any(match["state"] != "found" for match in matches):
        return
    for step in _STEPS[wish.goal]:
        await _take(scene, wish, matches[0], step, people)


async def _take(scene: Scene, wish: Wish, match: Json, step: str, people: dict[str, Person]) -> None:
    verb, _, side = step.partition(" ")
    who, body = scene.manager, None
    if side:
        person = people[match[side]["resident_id"]]
        who = scene.resident(person) if person.has_web else scene.manager
        if not person.has_web:
            channel = "phone" if person.phone else "visit"
            ground = "по телефону" if person.phone else "при встрече"
            body = {"side": side, "channel": channel, "ground": ground}
    await scene.post("talents", f"/matches/{match['id']}/{verb}", who, f"{wish.key} {step}", body)
