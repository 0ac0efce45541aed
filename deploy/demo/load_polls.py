"""Loads the surveys: made, opened, answered over every channel, and some of them closed."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, time, timedelta

from deploy.demo.api import Json
from deploy.demo.asking import answers_of
from deploy.demo.people import Person
from deploy.demo.plan import Poll
from deploy.demo.scene import Scene
from shared.kit.clock import CITY_TIME

RUNS = timedelta(days=10)


async def load_polls(scene: Scene, polls: Sequence[Poll]) -> None:
    """Every survey, in any order."""
    await asyncio.gather(*(_load(scene, poll) for poll in polls))


async def _load(scene: Scene, poll: Poll) -> None:
    key = f"survey {poll.asking.key}"
    made = await scene.post("surveys", "/surveys", scene.manager, key, _body(scene, poll))
    path = f"/surveys/{made['id']}"
    await scene.post("surveys", f"{path}/open", scene.manager, f"{key} open")
    await asyncio.gather(
        *(
            _answer(scene, poll, path, made["questions"], person, number)
            for number, person in enumerate(poll.people, 1)
        )
    )
    if poll.asking.closed:
        await scene.post("surveys", f"{path}/close", scene.manager, f"{key} close")
    if poll.asking.paper_waiting:
        await _count_paper(scene, poll, path)


def _body(scene: Scene, poll: Poll) -> Json:
    if poll.asking.closed:
        return poll.asking.body
    last_evening = datetime.combine(scene.today + RUNS, time(21), CITY_TIME)
    return {**poll.asking.body, "closes_at": last_evening.isoformat()}


async def _answer(
    scene: Scene, poll: Poll, path: str, questions: Sequence[Json], person: Person, number: int
) -> None:
    who, body = scene.speaks(
        person, {"answers": answers_of(person, poll.asking, questions)}, on_paper=number % 3 != 0
    )
    if body.get("channel") == "paper":
        body["number"] = f"{number:03d}"
    await scene.post("surveys", f"{path}/answers", who, f"survey {poll.asking.key} {person.key}", body)


async def _count_paper(scene: Scene, poll: Poll, path: str) -> None:
    """As many sheets were handed in as were entered, and some more that wait for the manager."""
    answer = await scene.api.get("surveys", f"/centers/{scene.center}{path}", scene.manager)
    sheets = answer.json()["sheets"]
    received = sheets["paper_entered"] + poll.asking.paper_waiting
    if sheets["paper_received"] != received:
        await scene.api.put(
            "surveys",
            f"/centers/{scene.center}{path}/paper-sheets",
            scene.manager,
            answer.headers["etag"],
            {"received": received},
        )
