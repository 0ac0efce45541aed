"""Two residents turned out to be one: one registration an event, and two again when that was wrong."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import orjson
import pytest

from shared.contracts.registry import MergeUndoneV1, ResidentErasedV1, ResidentMergedV1
from shared.kit.clock import now
from shared.kit.ids import new_id
from shared.testing.polling import Eventually
from shared.testing.running import Api, Tell
from tests.events.conftest import Json, Plan, Said

AsResident = Callable[[UUID], Api]
SignUp = Callable[..., Awaitable[Json]]
Knows = Callable[[], Awaitable[UUID]]
Merges = Callable[[UUID, UUID], Awaitable[Callable[[], Awaitable[None]]]]


@pytest.fixture
def merges(
    told: Tell, eventually: Eventually, driver: Any, center: UUID
) -> Merges:  # Any: an asyncpg connection
    """`undo = await merges(gone, kept)`, and `await undo()`."""

    async def heard(fact: ResidentMergedV1 | MergeUndoneV1) -> None:
        fact_id = await told(fact, center)
        await eventually(lambda: driver.fetchval("select 1 from inbox where event_id = $1", fact_id))

    async def merged(gone: UUID, kept: UUID) -> Callable[[], Awaitable[None]]:
        ids = {"merge_id": new_id(), "resident_id": gone, "kept_id": kept}
        await heard(ResidentMergedV1(**ids))

        async def undo() -> None:
            await heard(MergeUndoneV1(**ids))

        return undo

    return merged


async def whole(driver: Any) -> dict[str, list[bytes]]:  # Any: an asyncpg connection
    """Everything that the calendar knows of the center; which of the free places is which does not matter."""
    found = {}
    for table in ("events", "registrations", "residents"):
        rows = await driver.fetch(f"select to_jsonb(t) as row from {table} t")
        read = [orjson.loads(row["row"]) for row in rows]
        found[table] = sorted(orjson.dumps(row, option=orjson.OPT_SORT_KEYS) for row in read)
    places = await driver.fetch(
        "select event_id, count(*) as free from free_places group by event_id order by 1"
    )
    found["free_places"] = [orjson.dumps([str(row["event_id"]), row["free"]]) for row in places]
    return found


async def states(driver: Any, event: Json) -> list[tuple[str, str]]:  # Any: an asyncpg connection
    rows = await driver.fetch(
        "select resident_id, state from registrations where event_id = $1 order by state", UUID(event["id"])
    )
    return [(str(row["resident_id"]), row["state"]) for row in rows]


async def test_what_one_signed_up_for_is_the_kept_ones(
    plan: Plan, sign_up: SignUp, knows: Knows, merges: Merges, driver: Any
) -> None:
    event, gone, kept = await plan(), await knows(), await knows()
    await sign_up(event, gone)
    await merges(gone, kept)
    assert await states(driver, event) == [(str(kept), "registered")]


async def test_signed_up_twice_is_one_place_and_the_other_goes_to_who_waits(
    plan: Plan, sign_up: SignUp, knows: Knows, merges: Merges, driver: Any, said: Said
) -> None:
    event, gone, kept, waiting = await plan(capacity=2), await knows(), await knows(), await knows()
    for person in (gone, kept, waiting):
        await sign_up(event, person)
    undo = await merges(gone, kept)
    assert sorted(await states(driver, event)) == sorted(
        [(str(kept), "registered"), (str(waiting), "registered")]
    )
    assert [one["resident_id"] for one in await said("events.registration.promoted.v1")] == [str(waiting)]
    await undo()
    found = dict(await states(driver, event))
    assert sorted((found[str(gone)], found[str(kept)])) == ["registered", "waiting"]
    assert found[str(waiting)] == "registered"


async def test_undoing_brings_back_exactly_what_was(
    plan: Plan, sign_up: SignUp, knows: Knows, merges: Merges, driver: Any, manager: Api, center: UUID
) -> None:
    gone, kept = await knows(), await knows()
    both, one, full = await plan(capacity=5), await plan(), await plan(capacity=1, organiser_id=str(gone))
    for event, people in ((both, (gone, kept)), (one, (gone,)), (full, (kept, gone))):
        for person in people:
            await sign_up(event, person)
    before = await whole(driver)
    undo = await merges(gone, kept)
    assert await whole(driver) != before
    await undo()
    assert await whole(driver) == before
    assert await driver.fetch("select 1 from merge_moves") == []


async def test_of_two_registrations_the_stronger_stays(
    plan: Plan, sign_up: SignUp, knows: Knows, merges: Merges, driver: Any, manager: Api, center: UUID
) -> None:
    gone, kept = await knows(), await knows()
    full = await plan(capacity=1)
    await sign_up(full, gone)
    await sign_up(full, kept)
    came = await plan(starts_at=(now() - timedelta(hours=1)).isoformat(), ends_at=now().isoformat())
    for person in (kept, gone):
        made = await manager.post(
            f"/centers/{center}/events/{came['id']}/registrations", json={"resident_id": str(person)}
        )
        assert made.status_code == 201, made.text
    came_in = await manager.post(f"/centers/{center}/registrations/{made.json()['id']}/attend")
    assert came_in.status_code == 200, came_in.text
    await merges(gone, kept)
    assert await states(driver, full) == [(str(kept), "registered")]
    (row,) = await driver.fetch("select attended_at from registrations where event_id = $1", UUID(came["id"]))
    assert row["attended_at"] is not None


async def test_whoever_holds_a_token_of_the_gone_one_signs_up_for_nothing(
    plan: Plan,
    sign_up: SignUp,
    knows: Knows,
    merges: Merges,
    as_resident: AsResident,
    manager: Api,
    center: UUID,
) -> None:
    event, gone, kept = await plan(), await knows(), await knows()
    made = await sign_up(event, gone)
    await merges(gone, kept)
    path = f"/centers/{center}/events/{event['id']}/registrations"
    assert (await as_resident(gone).post(path)).status_code == 404
    assert (
        await as_resident(gone).post(f"/centers/{center}/registrations/{made['id']}/cancel")
    ).status_code == 404
    assert (await as_resident(kept).post(path)).status_code == 409
    assert (await manager.post(path, json={"resident_id": str(gone)})).status_code == 422


async def test_erasing_forgets_the_journal(
    plan: Plan, sign_up: SignUp, knows: Knows, merges: Merges, driver: Any, told: Tell, eventually: Eventually,
    center: UUID,
) -> None:  # fmt: skip
    event, gone, kept = await plan(), await knows(), await knows()
    await sign_up(event, gone)
    await sign_up(event, kept)
    await merges(gone, kept)
    fact = await told(ResidentErasedV1(resident_id=kept), center)
    await eventually(lambda: driver.fetchval("select 1 from inbox where event_id = $1", fact))
    assert await driver.fetch("select 1 from merge_moves") == []
    assert await states(driver, event) == []
