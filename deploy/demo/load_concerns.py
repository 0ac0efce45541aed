"""Loads what neighbors complain of and would have otherwise: an appeal that waits for its answer, and two ideas."""

from collections.abc import Sequence
from datetime import timedelta

from deploy.demo.api import Json
from deploy.demo.people import Person
from deploy.demo.scene import Scene

_IDEAS = (
    ("Лавка у пруда", "Старшим негде присесть по дороге в магазин. Доски есть, нужны две пары рук."),
    ("Шахматы во дворе по субботам", "Столик стоит пустой. Доску принесу, ждём всех от шести лет."),
)


async def load_concerns(scene: Scene, people: Sequence[Person], houses: dict[str, str]) -> None:
    """Whose they are: the first neighbors who use the site; the next ones support them."""
    online = [one for one in people if one.has_web and one.is_adult]
    await _appeal(scene, online[0], houses)
    for number, (title, words) in enumerate(_IDEAS):
        author = scene.resident(online[number + 1])
        made = await scene.post(
            "events", "/ideas", author, f"idea {number}", {"title": title, "words": words}
        )
        for person in online[3 : 10 - 3 * number]:
            key = f"idea {number} {person.key}"
            await scene.post("events", f"/ideas/{made['id']}/support", scene.resident(person), key)


async def _appeal(scene: Scene, author: Person, houses: dict[str, str]) -> None:
    body: Json = {
        "about": "roof",
        "words": "После дождя течёт на лестнице последнего этажа. Просим осмотреть крышу и назвать срок ремонта.",
        "house_id": houses[author.house],
    }
    made = await scene.post("events", "/appeals", scene.resident(author), "appeal", body)
    steps: tuple[Json, ...] = (
        {"step": "send", "to_whom": "Государственная жилищная инспекция", "days_ago": 27},
        {"step": "register", "number": "2214-Ж", "days_ago": 25},
    )
    for version, step in enumerate(steps, 1):
        taken = {name: value for name, value in step.items() if name != "days_ago"}
        taken["on"] = (scene.today - timedelta(days=step["days_ago"])).isoformat()
        path, key = f"/appeals/{made['id']}/steps", f"appeal {step['step']}"
        await scene.post("events", path, scene.manager, key, taken, f'"{version}"')
