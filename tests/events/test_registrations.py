"""Who gets a place, who waits, who may act for whom."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from shared.kit.clock import now
from shared.kit.ids import new_id
from shared.testing.running import Api
from tests.events.conftest import Json, Plan, Said

AsResident = Callable[[UUID], Api]
Knows = Callable[[], Awaitable[UUID]]


async def counts(manager: Api, center: UUID, event: Json) -> tuple[int, int, int]:
    read = (await manager.get(f"/centers/{center}/events/{event['id']}")).json()
    return read["registered"], read["waiting"], read["attended"]


async def test_resident_signs_up_with_an_empty_body(
    plan: Plan, sign_up: Any, manager: Api, center: UUID, said: Said
) -> None:
    event, resident = await plan(), new_id()
    made = await sign_up(event, resident)
    assert (made["state"], made["channel"], made["resident_id"]) == ("registered", "web", str(resident))
    assert await counts(manager, center, event) == (1, 0, 0)
    (fact,) = await said("events.registration.made.v1")
    assert fact == {
        "registration_id": made["id"],
        "event_id": event["id"],
        "resident_id": str(resident),
        "waiting": False,
        "channel": "web",
    }


async def test_whoever_comes_after_the_last_place_waits(
    plan: Plan, sign_up: Any, manager: Api, center: UUID, said: Said
) -> None:
    event = await plan(capacity=1)
    assert [(await sign_up(event))["state"] for _ in range(3)] == ["registered", "waiting", "waiting"]
    assert await counts(manager, center, event) == (1, 2, 0)
    assert [fact["waiting"] for fact in await said("events.registration.made.v1")] == [False, True, True]


async def test_crowd_at_the_last_places_gets_exactly_those(
    plan: Plan, sign_up: Any, manager: Api, center: UUID
) -> None:
    event = await plan(capacity=5)
    made = await asyncio.gather(*(sign_up(event) for _ in range(20)))
    assert sorted(one["state"] for one in made) == ["registered"] * 5 + ["waiting"] * 15
    assert await counts(manager, center, event) == (5, 15, 0)


async def test_crowd_that_comes_and_goes_leaves_no_place_empty_while_somebody_waits(
    plan: Plan, sign_up: Any, manager: Api, center: UUID
) -> None:
    event = await plan(capacity=3)

    async def come_and_go() -> None:
        made = await sign_up(event)
        await manager.post(f"/centers/{center}/registrations/{made['id']}/cancel")

    await asyncio.gather(*(come_and_go() for _ in range(8)), *(sign_up(event) for _ in range(8)))
    assert await counts(manager, center, event) == (3, 5, 0)


async def test_crowd_that_presses_twice_takes_no_place_twice(
    plan: Plan, as_resident: AsResident, manager: Api, center: UUID
) -> None:
    event, eager = await plan(capacity=2), [as_resident(new_id()) for _ in range(3)]
    path = f"/centers/{center}/events/{event['id']}/registrations"
    answers = await asyncio.gather(*(one.post(path) for one in eager for _ in range(3)))
    assert sorted(answer.status_code for answer in answers) == [201] * 3 + [409] * 6
    assert await counts(manager, center, event) == (2, 1, 0)


async def test_second_registration_is_refused_and_counts_nothing(
    plan: Plan, sign_up: Any, as_resident: AsResident, manager: Api, center: UUID
) -> None:
    event, resident = await plan(), new_id()
    await sign_up(event, resident)
    again = await as_resident(resident).post(f"/centers/{center}/events/{event['id']}/registrations")
    assert (again.status_code, again.json()["code"]) == (409, "events.already-registered")
    assert await counts(manager, center, event) == (1, 0, 0)


async def test_repeated_key_answers_the_first_registration(
    plan: Plan, as_resident: AsResident, manager: Api, center: UUID
) -> None:
    event, resident = await plan(), as_resident(new_id())
    path, headers = f"/centers/{center}/events/{event['id']}/registrations", {"Idempotency-Key": "mine"}
    first = await resident.post(path, headers=headers)
    again = await resident.post(path, headers=headers)
    assert (again.status_code, again.json()) == (201, first.json())
    assert await counts(manager, center, event) == (1, 0, 0)


async def test_place_given_up_goes_to_the_first_who_waits(
    plan: Plan, sign_up: Any, as_resident: AsResident, manager: Api, center: UUID, said: Said
) -> None:
    event, leaving = await plan(capacity=1), new_id()
    place = await sign_up(event, leaving)
    first, _ = await sign_up(event), await sign_up(event)
    answer = await as_resident(leaving).post(f"/centers/{center}/registrations/{place['id']}/cancel")
    assert answer.json()["state"] == "cancelled"
    assert await counts(manager, center, event) == (1, 1, 0)
    (promoted,) = await said("events.registration.promoted.v1")
    assert promoted["registration_id"] == first["id"]
    assert len(await said("events.registration.cancelled.v1")) == 1


async def test_leaving_the_waiting_list_promotes_nobody(
    plan: Plan, sign_up: Any, manager: Api, center: UUID, said: Said
) -> None:
    event = await plan(capacity=1)
    await sign_up(event)
    waiting, _ = await sign_up(event), await sign_up(event)
    await manager.post(f"/centers/{center}/registrations/{waiting['id']}/cancel")
    assert await counts(manager, center, event) == (1, 1, 0)
    assert await said("events.registration.promoted.v1") == []


async def test_cancelling_twice_frees_one_place(
    plan: Plan, sign_up: Any, manager: Api, center: UUID, said: Said
) -> None:
    event = await plan()
    made = await sign_up(event)
    for _ in range(2):
        answer = await manager.post(f"/centers/{center}/registrations/{made['id']}/cancel")
        assert answer.status_code == 200
    assert await counts(manager, center, event) == (0, 0, 0)
    assert len(await said("events.registration.cancelled.v1")) == 1


async def test_whoever_gave_up_may_sign_up_again(
    plan: Plan, sign_up: Any, manager: Api, center: UUID
) -> None:
    event, resident = await plan(), new_id()
    first = await sign_up(event, resident)
    await manager.post(f"/centers/{center}/registrations/{first['id']}/cancel")
    assert (await sign_up(event, resident))["state"] == "registered"


async def test_more_places_go_to_those_who_wait(
    plan: Plan, sign_up: Any, manager: Api, center: UUID, said: Said
) -> None:
    event = await plan(capacity=1)
    made = [await sign_up(event) for _ in range(4)]
    path = f"/centers/{center}/events/{event['id']}"
    grown = await manager.patch(path, json={"capacity": 3}, headers={"If-Match": '"1"'})
    assert (grown.json()["registered"], grown.json()["waiting"], grown.json()["free"]) == (3, 1, 0)
    promoted = [fact["registration_id"] for fact in await said("events.registration.promoted.v1")]
    assert promoted == [made[1]["id"], made[2]["id"]]
    open_to_all = await manager.patch(path, json={"capacity": None}, headers={"If-Match": '"2"'})
    assert (open_to_all.json()["registered"], open_to_all.json()["free"]) == (4, None)


async def test_capacity_does_not_shrink_below_those_who_have_places(
    plan: Plan, sign_up: Any, manager: Api, center: UUID
) -> None:
    event = await plan(capacity=2)
    for _ in range(2):
        await sign_up(event)
    refused = await manager.patch(
        f"/centers/{center}/events/{event['id']}", json={"capacity": 1}, headers={"If-Match": '"1"'}
    )
    assert (refused.status_code, refused.json()["code"]) == (409, "events.capacity-too-small")


async def test_signing_up_changes_no_version(plan: Plan, sign_up: Any, manager: Api, center: UUID) -> None:
    event = await plan()
    await sign_up(event)
    read = await manager.get(f"/centers/{center}/events/{event['id']}")
    assert read.headers["etag"] == '"1"'


async def test_manager_signs_up_a_resident_who_asked_by_phone(
    plan: Plan, knows: Knows, manager: Api, center: UUID, driver: Any
) -> None:
    event, resident = await plan(), await knows()
    answer = await manager.post(
        f"/centers/{center}/events/{event['id']}/registrations",
        json={"resident_id": str(resident), "channel": "phone"},
    )
    assert (answer.status_code, answer.json()["channel"]) == (201, "phone")
    noted = await driver.fetchrow("select * from audit where about_id = $1", resident)
    assert (noted["action"], noted["actor_role"], noted["ground"]) == (
        "registration.made",
        "manager",
        "phone",
    )


async def test_manager_cannot_sign_up_somebody_whom_nobody_knows(
    plan: Plan, manager: Api, center: UUID
) -> None:
    event = await plan()
    answer = await manager.post(
        f"/centers/{center}/events/{event['id']}/registrations", json={"resident_id": str(new_id())}
    )
    assert answer.status_code == 422
    assert answer.json()["errors"][0] == {
        "pointer": "/resident_id",
        "code": "events.resident-unknown",
        "message": "В этом центре нет такого жителя",
    }


async def test_manager_says_whom_and_how(plan: Plan, manager: Api, center: UUID) -> None:
    event = await plan()
    answer = await manager.post(
        f"/centers/{center}/events/{event['id']}/registrations", json={"channel": "web"}
    )
    assert [error["pointer"] for error in answer.json()["errors"]] == ["/resident_id", "/channel"]


async def test_resident_signs_up_nobody_else_and_by_no_paper(
    plan: Plan, as_resident: AsResident, center: UUID
) -> None:
    event, resident = await plan(), as_resident(new_id())
    path = f"/centers/{center}/events/{event['id']}/registrations"
    assert (await resident.post(path, json={"resident_id": str(new_id())})).status_code == 404
    assert (await resident.post(path, json={"channel": "paper"})).status_code == 422


async def test_event_that_has_begun_takes_no_residents_but_paper_lists(
    plan: Plan, as_resident: AsResident, manager: Api, knows: Knows, center: UUID
) -> None:
    event = await plan(starts_at=(now() - timedelta(hours=1)).isoformat())
    path = f"/centers/{center}/events/{event['id']}/registrations"
    refused = await as_resident(new_id()).post(path)
    assert (refused.status_code, refused.json()["code"]) == (409, "events.event-begun")
    entered = await manager.post(path, json={"resident_id": str(await knows()), "channel": "paper"})
    assert entered.status_code == 201


async def test_cancelled_event_takes_nobody(
    plan: Plan, as_resident: AsResident, manager: Api, center: UUID
) -> None:
    event = await plan()
    await manager.post(f"/centers/{center}/events/{event['id']}/cancel")
    refused = await as_resident(new_id()).post(f"/centers/{center}/events/{event['id']}/registrations")
    assert (refused.status_code, refused.json()["code"]) == (409, "events.event-cancelled")


async def test_unknown_event_takes_nobody(as_resident: AsResident, center: UUID) -> None:
    refused = await as_resident(new_id()).post(f"/centers/{center}/events/{new_id()}/registrations")
    assert (refused.status_code, refused.json()["code"]) == (404, "events.event-not-found")


async def test_resident_sees_their_own_line_alone(
    plan: Plan, sign_up: Any, as_resident: AsResident, manager: Api, center: UUID
) -> None:
    event, resident = await plan(), new_id()
    mine, _ = await sign_up(event, resident), await sign_up(event)
    path = f"/centers/{center}/events/{event['id']}/registrations"
    assert [one["id"] for one in (await as_resident(resident).get(path)).json()["items"]] == [mine["id"]]
    assert len((await manager.get(path)).json()["items"]) == 2
    own = await as_resident(resident).get(f"/centers/{center}/registrations")
    assert [one["id"] for one in own.json()["items"]] == [mine["id"]]


async def test_place_of_another_cannot_be_given_up(
    plan: Plan, sign_up: Any, as_resident: AsResident, manager: Api, center: UUID
) -> None:
    event = await plan()
    other = await sign_up(event)
    refused = await as_resident(new_id()).post(f"/centers/{center}/registrations/{other['id']}/cancel")
    assert refused.status_code == 404
    assert await counts(manager, center, event) == (1, 0, 0)


async def test_resident_cannot_give_up_a_place_once_it_has_begun(
    plan: Plan, as_resident: AsResident, manager: Api, knows: Knows, center: UUID
) -> None:
    event, resident = await plan(starts_at=(now() - timedelta(hours=1)).isoformat()), await knows()
    made = await manager.post(
        f"/centers/{center}/events/{event['id']}/registrations", json={"resident_id": str(resident)}
    )
    refused = await as_resident(resident).post(f"/centers/{center}/registrations/{made.json()['id']}/cancel")
    assert (refused.status_code, refused.json()["code"]) == (409, "events.event-begun")
