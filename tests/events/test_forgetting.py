"""An erased resident leaves no id behind, and their place to the next."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from shared.contracts.registry import ResidentErasedV1, ResidentJoinedV1
from shared.kit.clock import now
from shared.kit.ids import new_id
from shared.testing.polling import Eventually
from shared.testing.running import Api, Tell
from tests.events.conftest import Plan, Said

AsResident = Callable[[UUID], Api]
Knows = Callable[[], Awaitable[UUID]]


def joined(resident: UUID) -> ResidentJoinedV1:
    return ResidentJoinedV1(
        resident_id=resident, house_id=None, premises_id=None, adult=True, channel="visit"
    )


async def heard(driver: Any, eventually: Eventually, fact: UUID) -> None:  # Any: an asyncpg connection
    await eventually(lambda: driver.fetchval("select 1 from inbox where event_id = $1", fact))


async def test_newcomer_can_be_signed_up_by_a_manager_at_once(
    plan: Plan, manager: Api, center: UUID, told: Tell
) -> None:
    event, resident = await plan(), new_id()
    await told(joined(resident), center)
    answer = await manager.post(
        f"/centers/{center}/events/{event['id']}/registrations", json={"resident_id": str(resident)}
    )
    assert answer.status_code == 201


async def test_newcomer_of_another_center_stays_unknown(
    plan: Plan, manager: Api, center: UUID, told: Tell
) -> None:
    event, resident = await plan(), new_id()
    await told(joined(resident), new_id())
    answer = await manager.post(
        f"/centers/{center}/events/{event['id']}/registrations", json={"resident_id": str(resident)}
    )
    assert answer.status_code == 422


async def test_place_of_an_erased_resident_goes_to_the_first_who_waits(
    plan: Plan,
    as_resident: AsResident,
    manager: Api,
    center: UUID,
    told: Tell,
    driver: Any,
    eventually: Eventually,
    said: Said,
) -> None:
    event, leaving, waiting = await plan(capacity=1), new_id(), new_id()
    path = f"/centers/{center}/events/{event['id']}/registrations"
    await as_resident(leaving).post(path)
    await as_resident(waiting).post(path)
    await heard(driver, eventually, await told(ResidentErasedV1(resident_id=leaving), center))
    (promoted,) = await said("events.registration.promoted.v1")
    assert promoted["resident_id"] == str(waiting)
    (line,) = (await manager.get(path)).json()["items"]
    assert (line["resident_id"], line["state"]) == (str(waiting), "registered")


async def test_what_is_over_keeps_its_count_without_the_erased_residents_id(
    plan: Plan,
    manager: Api,
    center: UUID,
    knows: Knows,
    told: Tell,
    driver: Any,
    eventually: Eventually,
) -> None:
    resident = await knows()
    event = await plan(starts_at=(now() - timedelta(days=1)).isoformat(), organiser_id=str(resident))
    path = f"/centers/{center}/events/{event['id']}"
    came = await manager.post(f"{path}/attendances", json={"resident_id": str(resident)})
    await heard(driver, eventually, await told(ResidentErasedV1(resident_id=resident), center))
    read = (await manager.get(path)).json()
    assert (read["attended"], read["organiser_id"]) == (1, None)
    assert (await manager.get(f"{path}/registrations")).json()["items"] == []
    for act in ("attend", "cancel"):
        answer = await manager.post(f"/centers/{center}/registrations/{came.json()['id']}/{act}")
        assert answer.status_code == 404
    left = await driver.fetchval("select count(*) from registrations where resident_id = $1", resident)
    assert left == 0


async def test_erased_resident_signs_up_no_more(
    plan: Plan, as_resident: AsResident, manager: Api, center: UUID, told: Tell, driver: Any,
    eventually: Eventually,
) -> None:  # fmt: skip
    event, resident = await plan(), new_id()
    await heard(driver, eventually, await told(ResidentErasedV1(resident_id=resident), center))
    await heard(driver, eventually, await told(joined(resident), center))
    path = f"/centers/{center}/events/{event['id']}/registrations"
    assert (await as_resident(resident).post(path)).status_code == 404
    assert (await manager.post(path, json={"resident_id": str(resident)})).status_code == 422


async def test_forgotten_filter_shows_no_other_center(plan: Plan, driver: Any) -> None:
    await plan()
    assert await driver.fetchval("select count(*) from events") == 1
    await driver.execute("select set_config('app.center', $1, false)", str(new_id()))
    assert await driver.fetchval("select count(*) from events") == 0
    await driver.execute("select set_config('app.center', '', false)")
    for table in ("events", "registrations", "free_places", "residents"):
        assert await driver.fetchval(f"select count(*) from {table}") == 0
