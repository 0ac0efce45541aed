"""Events are planned, found, changed and called off."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from uuid import UUID

import pytest

from shared.kit.clock import now
from shared.kit.ids import new_id
from shared.testing.running import Api
from shared.testing.tokens import Tokens
from tests.events.conftest import Plan, Said


def in_days(days: float) -> str:
    return (now() + timedelta(days=days)).isoformat()


async def test_planned_event_stands_in_the_calendar_and_is_said(
    plan: Plan, manager: Api, center: UUID, said: Said
) -> None:
    match = new_id()
    event = await plan(kind="help", capacity=3, match_id=str(match), place="Библиотека, второй этаж")
    read = await manager.get(f"/centers/{center}/events/{event['id']}")
    assert read.json() == event
    assert (event["registered"], event["free"], event["attended"]) == (0, 3, 0)
    (fact,) = await said("events.event.planned.v1")
    assert (fact["event_id"], fact["kind"], fact["match_id"]) == (event["id"], "help", str(match))


async def test_fact_of_an_event_carries_none_of_its_words(plan: Plan, said: Said) -> None:
    await plan(title="У Зинаиды Прокофьевны", description="Звонить 8 900 000-00-00")
    (fact,) = await said("events.event.planned.v1")
    assert set(fact) == {"event_id", "kind", "starts_at", "organiser_id", "resident_led", "match_id"}


async def test_event_without_an_end_lasts_two_hours(plan: Plan) -> None:
    event = await plan(starts_at="2026-05-29T18:00:00+03:00")
    assert event["ends_at"] == "2026-05-29T17:00:00Z"
    assert event["neighbors_day"]


async def test_event_of_the_past_can_be_entered_afterwards(plan: Plan) -> None:
    assert (await plan(starts_at=in_days(-30)))["title"]


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"title": "   "}, "/title"),
        ({"title": "a\u0000b"}, "/title"),
        ({"capacity": 0}, "/capacity"),
        ({"starts_at": "2026-05-29T18:00:00"}, "/starts_at"),
        ({"starts_at": "0001-01-01T00:00:00+03:00"}, "/starts_at"),
        ({"kind": "party"}, "/kind"),
        ({"starts_at": "2026-05-29T18:00:00Z", "ends_at": "2026-05-29T18:00:00Z"}, "/ends_at"),
    ],
    ids=str,
)
async def test_wrong_value_is_named_by_its_place(
    manager: Api, center: UUID, wrong: dict[str, object], pointer: str
) -> None:
    body = {"kind": "club", "title": "Клуб", "starts_at": in_days(1), **wrong}
    answer = await manager.post(f"/centers/{center}/events", json=body)
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


async def test_organiser_must_be_a_resident_of_the_center(
    plan: Plan, knows: Callable[[], Awaitable[UUID]], manager: Api, center: UUID
) -> None:
    organiser = await knows()
    assert (await plan(organiser_id=str(organiser), resident_led=True))["organiser_id"] == str(organiser)
    body = {"title": "Клуб", "starts_at": in_days(1), "organiser_id": str(new_id())}
    answer = await manager.post(f"/centers/{center}/events", json=body)
    assert answer.json()["errors"][0]["code"] == "events.resident-unknown"


async def test_resident_reads_but_does_not_plan(
    plan: Plan, as_resident: Callable[[UUID], Api], center: UUID
) -> None:
    event = await plan()
    resident = as_resident(new_id())
    assert (await resident.get(f"/centers/{center}/events/{event['id']}")).status_code == 200
    refused = await resident.post(
        f"/centers/{center}/events", json={"title": "Клуб", "starts_at": in_days(1)}
    )
    assert (refused.status_code, refused.json()["code"]) == (403, "access.role-refused")


async def test_event_of_another_center_looks_like_none(plan: Plan, api: Api, tokens: Tokens) -> None:
    event = await plan()
    elsewhere = new_id()
    foreign = api.as_(tokens.manager(elsewhere))
    assert (await foreign.get(f"/centers/{elsewhere}/events/{event['id']}")).status_code == 404
    listed = await foreign.get(f"/centers/{elsewhere}/events")
    assert listed.json() == {"items": [], "next": None}


async def test_list_keeps_to_its_bounds_and_runs_by_beginning(plan: Plan, manager: Api, center: UUID) -> None:
    third, first, second, late = [await plan(starts_at=in_days(days)) for days in (5, 1, 3, 30)]
    query: dict[str, str | int] = {"from": in_days(0.5), "to": in_days(10), "order": "soonest", "limit": 2}
    page = (await manager.get(f"/centers/{center}/events", params=query)).json()
    assert [one["id"] for one in page["items"]] == [first["id"], second["id"]]
    rest = (await manager.get(f"/centers/{center}/events", params={**query, "cursor": page["next"]})).json()
    assert [one["id"] for one in rest["items"]] == [third["id"]]
    assert rest["next"] is None
    newest = (await manager.get(f"/centers/{center}/events", params={"limit": 1})).json()
    assert newest["items"][0]["id"] == late["id"]


async def test_change_needs_the_version_that_was_seen(plan: Plan, manager: Api, center: UUID) -> None:
    event = await plan()
    path = f"/centers/{center}/events/{event['id']}"
    assert (await manager.patch(path, json={"title": "Шахматы"})).status_code == 428
    changed = await manager.patch(path, json={"title": "Шахматы"}, headers={"If-Match": '"1"'})
    assert (changed.json()["title"], changed.headers["etag"]) == ("Шахматы", '"2"')
    outdated = await manager.patch(path, json={"title": "Шашки"}, headers={"If-Match": '"1"'})
    assert outdated.status_code == 412


async def test_moved_event_keeps_its_length_and_says_its_new_time(
    plan: Plan, manager: Api, center: UUID, said: Said
) -> None:
    year = now().year + 1
    event = await plan(starts_at=f"{year}-05-28T15:00:00Z", ends_at=f"{year}-05-28T16:30:00Z")
    path = f"/centers/{center}/events/{event['id']}"
    moved = await manager.patch(
        path, json={"starts_at": f"{year}-05-29T15:00:00Z"}, headers={"If-Match": '"1"'}
    )
    assert moved.json()["ends_at"] == f"{year}-05-29T16:30:00Z"
    (fact,) = await said("events.event.moved.v1")
    assert fact == {"event_id": event["id"], "starts_at": f"{year}-05-29T15:00:00Z"}


async def test_change_of_words_alone_says_nothing_to_anybody(
    plan: Plan, manager: Api, center: UUID, said: Said
) -> None:
    event = await plan()
    path = f"/centers/{center}/events/{event['id']}"
    await manager.patch(path, json={"description": "Чай с собой", "title": None}, headers={"If-Match": '"1"'})
    assert await said("events.event.moved.v1") == []


async def test_cancelled_event_is_cancelled_once_and_changes_no_more(
    plan: Plan, manager: Api, center: UUID, said: Said
) -> None:
    event = await plan()
    path = f"/centers/{center}/events/{event['id']}"
    first = await manager.post(f"{path}/cancel")
    second = await manager.post(f"{path}/cancel")
    assert first.json()["cancelled_at"] == second.json()["cancelled_at"] is not None
    assert await said("events.event.cancelled.v1") == [{"event_id": event["id"]}]
    refused = await manager.patch(path, json={"title": "Шахматы"}, headers={"If-Match": '"2"'})
    assert (refused.status_code, refused.json()["code"]) == (409, "events.event-cancelled")


async def test_event_that_is_over_cannot_be_cancelled(plan: Plan, manager: Api, center: UUID) -> None:
    event = await plan(starts_at=in_days(-2))
    refused = await manager.post(f"/centers/{center}/events/{event['id']}/cancel")
    assert (refused.status_code, refused.json()["code"]) == (409, "events.event-over")


async def test_same_key_plans_one_event(manager: Api, center: UUID, said: Said) -> None:
    body = {"title": "Клуб", "starts_at": in_days(1)}
    headers = {"Idempotency-Key": "once"}
    first = await manager.post(f"/centers/{center}/events", json=body, headers=headers)
    again = await manager.post(f"/centers/{center}/events", json=body, headers=headers)
    assert first.json() == again.json()
    assert len(await said("events.event.planned.v1")) == 1
    other = await manager.post(f"/centers/{center}/events", json={**body, "title": "Хор"}, headers=headers)
    assert other.status_code == 422
