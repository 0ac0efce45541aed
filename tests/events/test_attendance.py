"""That somebody came is another thing than that they signed up."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from shared.kit.ids import new_id
from shared.testing.running import Api
from tests.events.conftest import Json, Plan, Said

Knows = Callable[[], Awaitable[UUID]]


async def register(manager: Api, center: UUID, event: Json, resident: UUID) -> Json:
    answer = await manager.post(
        f"/centers/{center}/events/{event['id']}/registrations", json={"resident_id": str(resident)}
    )
    made: Json = answer.json()
    return made


async def test_whoever_signed_up_has_not_thereby_come(
    plan: Plan, knows: Knows, manager: Api, center: UUID, said: Said
) -> None:
    event = await plan()
    made = await register(manager, center, event, await knows())
    assert made["attended_at"] is None
    read = (await manager.get(f"/centers/{center}/events/{event['id']}")).json()
    assert (read["registered"], read["attended"]) == (1, 0)
    assert await said("events.registration.attended.v1") == []


async def test_coming_is_noted_once(plan: Plan, knows: Knows, manager: Api, center: UUID, said: Said) -> None:
    event, resident = await plan(), await knows()
    made = await register(manager, center, event, resident)
    path = f"/centers/{center}/registrations/{made['id']}/attend"
    first, again = await manager.post(path), await manager.post(path)
    assert first.json()["attended_at"] == again.json()["attended_at"] is not None
    (fact,) = await said("events.registration.attended.v1")
    assert fact == {
        "registration_id": made["id"],
        "event_id": event["id"],
        "resident_id": str(resident),
        "starts_at": event["starts_at"],
    }
    read = (await manager.get(f"/centers/{center}/events/{event['id']}")).json()
    assert (read["registered"], read["attended"]) == (1, 1)


async def test_whoever_came_without_signing_up_takes_no_place(
    plan: Plan, knows: Knows, manager: Api, center: UUID, said: Said
) -> None:
    event = await plan(capacity=1)
    path = f"/centers/{center}/events/{event['id']}/attendances"
    came = await manager.post(path, json={"resident_id": str(await knows())})
    assert (came.status_code, came.json()["state"]) == (201, "walk_in")
    read = (await manager.get(f"/centers/{center}/events/{event['id']}")).json()
    assert (read["registered"], read["free"], read["attended"]) == (0, 1, 1)
    assert await said("events.registration.made.v1") == []
    assert len(await said("events.registration.attended.v1")) == 1


async def test_coming_finds_the_registration_that_there_is(
    plan: Plan, knows: Knows, manager: Api, center: UUID
) -> None:
    event, resident = await plan(), await knows()
    made = await register(manager, center, event, resident)
    path = f"/centers/{center}/events/{event['id']}/attendances"
    came = [await manager.post(path, json={"resident_id": str(resident)}) for _ in range(2)]
    assert {one.json()["id"] for one in came} == {made["id"]}
    read = (await manager.get(f"/centers/{center}/events/{event['id']}")).json()
    assert read["attended"] == 1


async def test_whoever_gave_up_and_came_all_the_same_is_noted_anew(
    plan: Plan, knows: Knows, manager: Api, center: UUID
) -> None:
    event, resident = await plan(), await knows()
    made = await register(manager, center, event, resident)
    await manager.post(f"/centers/{center}/registrations/{made['id']}/cancel")
    refused = await manager.post(f"/centers/{center}/registrations/{made['id']}/attend")
    assert (refused.status_code, refused.json()["code"]) == (409, "events.registration-cancelled")
    came = await manager.post(
        f"/centers/{center}/events/{event['id']}/attendances", json={"resident_id": str(resident)}
    )
    assert came.json()["state"] == "walk_in"


async def test_whoever_was_there_cannot_give_up(plan: Plan, knows: Knows, manager: Api, center: UUID) -> None:
    event = await plan()
    made = await register(manager, center, event, await knows())
    await manager.post(f"/centers/{center}/registrations/{made['id']}/attend")
    refused = await manager.post(f"/centers/{center}/registrations/{made['id']}/cancel")
    assert (refused.status_code, refused.json()["code"]) == (409, "events.already-attended")


async def test_nobody_comes_to_a_cancelled_event(
    plan: Plan, knows: Knows, manager: Api, center: UUID
) -> None:
    event, resident = await plan(), await knows()
    made = await register(manager, center, event, resident)
    await manager.post(f"/centers/{center}/events/{event['id']}/cancel")
    for path in (
        f"/centers/{center}/registrations/{made['id']}/attend",
        f"/centers/{center}/events/{event['id']}/attendances",
    ):
        refused = await manager.post(path, json={"resident_id": str(resident)})
        assert (refused.status_code, refused.json()["code"]) == (409, "events.event-cancelled")


async def test_stranger_does_not_come(plan: Plan, manager: Api, center: UUID) -> None:
    event = await plan()
    refused = await manager.post(
        f"/centers/{center}/events/{event['id']}/attendances", json={"resident_id": str(new_id())}
    )
    assert refused.status_code == 422


async def test_resident_notes_nobody(
    plan: Plan, knows: Knows, manager: Api, as_resident: Callable[[UUID], Api], center: UUID
) -> None:
    event, resident = await plan(), await knows()
    made = await register(manager, center, event, resident)
    refused = await as_resident(resident).post(f"/centers/{center}/registrations/{made['id']}/attend")
    assert refused.status_code == 403


async def test_unknown_registration_is_not_found(manager: Api, center: UUID) -> None:
    answer = await manager.post(f"/centers/{center}/registrations/{new_id()}/attend")
    assert (answer.status_code, answer.json()["code"]) == (404, "events.registration-not-found")
