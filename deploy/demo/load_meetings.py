"""Loads the calendar: who signed up, who came, who came without having signed up."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

from deploy.demo.api import Json
from deploy.demo.people import Person
from deploy.demo.plan import Meeting
from deploy.demo.scene import Scene


async def load_meetings(scene: Scene, meetings: Sequence[Meeting]) -> None:
    """Every event, in any order."""
    await asyncio.gather(*(_load(scene, meeting) for meeting in meetings))


async def _load(scene: Scene, meeting: Meeting) -> None:
    event = (await scene.post("events", "/events", scene.manager, meeting.key, _body(scene, meeting)))["id"]
    for number, person in enumerate(meeting.people):
        if meeting.gathering.is_past:
            await _was_there(scene, meeting, event, person, number)
        else:
            await _sign_up(scene, meeting, event, person)


def _body(scene: Scene, meeting: Meeting) -> Json:
    gathering = meeting.gathering
    starts = gathering.starts(scene.today)
    return {
        "kind": gathering.kind,
        "title": gathering.title,
        "description": gathering.description,
        "place": gathering.place,
        "starts_at": starts.isoformat(),
        "ends_at": (starts + timedelta(hours=gathering.hours)).isoformat(),
        "capacity": gathering.capacity,
        "resident_led": gathering.resident_led,
        "organiser_id": str(scene.ids[meeting.people[0].key]) if gathering.resident_led else None,
    }


async def _was_there(scene: Scene, meeting: Meeting, event: str, person: Person, number: int) -> None:
    """Of five people three came without having signed up, and one signed up and did not come."""
    key = f"{meeting.key} {person.key}"
    resident_id = str(scene.ids[person.key])
    if number % 5 > 1:
        await scene.post(
            "events",
            f"/events/{event}/attendances",
            scene.manager,
            f"{key} came",
            {"resident_id": resident_id},
        )
        return
    body: Json = {"resident_id": resident_id, "channel": "phone" if person.phone else "visit"}
    made = await scene.post("events", f"/events/{event}/registrations", scene.manager, key, body)
    if number % 5 == 0:
        await scene.post("events", f"/registrations/{made['id']}/attend", scene.manager, f"{key} attended")


async def _sign_up(scene: Scene, meeting: Meeting, event: str, person: Person) -> None:
    who, body = scene.speaks(person, {})
    await scene.post("events", f"/events/{event}/registrations", who, f"{meeting.key} {person.key}", body)
