"""Who may read the city, and what is answered."""

import csv
import io
from collections.abc import Awaitable, Callable

import pytest

from services.city.indicators.model import INDICATORS
from services.city.publications.use_cases.publish_series import publish_open_at
from shared.contracts.registry import CenterOpenedV1, ResidentJoinedV1
from shared.contracts.talents import NeedStatedV1
from shared.kit.clock import now
from shared.kit.ids import new_id
from shared.testing.polling import Eventually
from shared.testing.running import Running, Tell
from shared.testing.tokens import Tokens
from tests.city.conftest import City

PATHS = [
    "/indicators",
    "/indicators/reach/series",
    "/centers",
    "/freshness",
    "/tables",
    "/tables/reach.csv",
    "/tables/reach.json",
]


@pytest.mark.parametrize("path", PATHS)
async def test_the_city_and_managers_may_read(
    running: Running, tokens: Tokens, city: City, path: str
) -> None:
    async with running("city", nats=None) as api:
        for token in (tokens.city(), tokens.manager(new_id())):
            assert (await api.as_(token).get(path)).status_code == 200


@pytest.mark.parametrize("path", PATHS)
async def test_residents_may_not_read(running: Running, tokens: Tokens, city: City, path: str) -> None:
    async with running("city", nats=None) as api:
        answer = await api.as_(tokens.resident(new_id(), new_id())).get(path)
        assert (answer.status_code, answer.json()["code"]) == (403, "access.role-refused")


@pytest.mark.parametrize("path", PATHS)
async def test_nobody_reads_without_a_token(running: Running, path: str) -> None:
    async with running("city", nats=None) as api:
        assert (await api.get(path)).status_code == 401


@pytest.mark.parametrize("period", ["2026-13", "x", "2099-01", "2099", ""])
async def test_a_wrong_period_is_said_to_be_wrong(running: Running, tokens: Tokens, period: str) -> None:
    async with running("city", nats=None) as api:
        answer = await api.as_(tokens.city()).get("/indicators", params={"period": period})
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == "/period"


@pytest.mark.parametrize("path", ["/indicators/x/series", "/tables/x.csv", "/tables/x.json"])
async def test_an_unknown_indicator_is_not_found(running: Running, tokens: Tokens, path: str) -> None:
    async with running("city", nats=None) as api:
        answer = await api.as_(tokens.city()).get(path)
        assert (answer.status_code, answer.json()["code"]) == (404, "city.indicator-not-found")


async def test_every_number_comes_with_what_it_is_made_of(
    running: Running, tokens: Tokens, city: City
) -> None:
    center = await city.opened("school")
    people = await city.joined(center, 20)
    await city.asked(center, people[:12], met=6)
    await city.publish()
    async with running("city", nats=None) as api:
        answer = await api.as_(tokens.city()).get("/indicators", params={"period": "2023-05"})
    body = answer.json()
    assert [one["code"] for one in body["indicators"]] == [one.code for one in INDICATORS]
    needs = next(one for one in body["indicators"] if one["code"] == "need_fulfilment")
    (row,) = needs["centers"]
    assert (row["center_id"], row["host"], row["rank"]) == (str(center), "school", 1)
    assert needs["numerator"]["ru"].startswith("просьбы")


async def test_a_hidden_number_is_absent_from_answer_and_file(
    running: Running, tokens: Tokens, city: City
) -> None:
    centers = [await city.opened() for _ in range(3)]
    for center, number in zip(centers, (3, 12, 20), strict=True):
        await city.joined(center, number)
    city.later(days=40)
    await city.publish_closed()
    async with running("city", nats=None) as api:
        written = await api.as_(tokens.city()).get("/tables/residents.csv")
    rows = [row for row in csv.DictReader(io.StringIO(written.text)) if row["period"] == "2023-05"]
    assert {row["center"]: row["residents"] for row in rows} == {
        str(centers[0]): "", str(centers[1]): "", str(centers[2]): "20", "city": "35",
    }  # fmt: skip


async def test_the_help_beside_a_table_names_each_of_its_columns(running: Running, tokens: Tokens) -> None:
    async with running("city", nats=None) as api:
        reader = api.as_(tokens.city())
        for indicator in INDICATORS:
            described = (await reader.get(f"/tables/{indicator.code}.json")).json()
            header = (await reader.get(f"/tables/{indicator.code}.csv")).text.splitlines()[0]
            assert header.split(",") == [one["name"] for one in described["table_schema"]["fields"]]


async def test_facts_are_seen_in_the_city_soon(
    running: Running, tokens: Tokens, told: Tell, city: City, eventually: Eventually
) -> None:
    center = new_id()
    async with running("city", fresh=True) as api:
        reader = api.as_(tokens.city())
        await told(CenterOpenedV1(center_id=center, host="library"), center)

        async def all_heard() -> bool:
            """What the other tests of this worker have said comes first."""
            return str(center) in {one["id"] for one in (await reader.get("/centers")).json()["items"]}

        await eventually(all_heard)
        for _ in range(6):
            person = new_id()
            joined = {"house_id": None, "premises_id": None, "adult": True, "channel": "web"}
            await told(ResidentJoinedV1.model_validate({"resident_id": person, **joined}), center)
            need = NeedStatedV1(need_id=new_id(), resident_id=person, skill="pets", channel="web")
            await told(need, center)

        async def published() -> bool:
            answer = (await reader.get("/centers")).json()
            counts = {one["id"]: one["residents"]["number"] for one in answer["items"]}
            return (counts.get(str(center)) or 0) >= 5

        await eventually(published)
        fresh = (await reader.get("/freshness")).json()
        assert fresh["facts"] >= 13
        assert fresh["delay_seconds"] < 15


async def test_publishing_now_and_asking_without_a_period_agree(
    running: Running, tokens: Tokens, city: City, database_of: Callable[[str], Awaitable[str]]
) -> None:
    await publish_open_at(city.database, now())
    async with running("city", nats=None) as api:
        body = (await api.as_(tokens.city()).get("/indicators")).json()
    assert all(one["version"] == 1 for one in body["indicators"])
    assert not body["closed"]
