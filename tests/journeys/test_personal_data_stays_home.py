"""Names, contacts, addresses and free text of a walked neighborhood are looked for everywhere they must not be."""

from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import httpx
import nats
import pytest
from nats.aio.client import Client

from shared.kit.ids import new_id
from tests.journeys.canaries import canaries_of, found
from tests.journeys.neighborhood import Neighborhood
from tests.journeys.running_city import RunningCity
from tests.journeys.test_help_given import walk


@pytest.fixture(scope="module")
async def walked(running_city: RunningCity) -> Neighborhood:
    """A neighborhood after a whole walk."""
    here = await Neighborhood.open(running_city, "club", str(new_id().int % 10_000_000).zfill(7))
    await walk(here)
    return here


@pytest.fixture(scope="module")
def canaries(walked: Neighborhood) -> list[str]:
    """What was told to the center in confidence."""
    return canaries_of(walked.mark)


async def test_streams_carry_none_of_it(running_city: RunningCity, canaries: list[str]) -> None:
    connection = await nats.connect(running_city.run["nats"]["url"])
    try:
        streams = [info.config.name or "" for info in await connection.jetstream().streams_info()]
        assert any(name.startswith("EV_") for name in streams), streams
        count = 0
        async for text in _messages(connection, streams):
            count += 1
            assert found(canaries, text) == []
        assert count > 20
    finally:
        await connection.close()


async def _messages(connection: Client, streams: list[str]) -> AsyncIterator[str]:
    """Every message of the streams: subject, headers and body in one text."""
    jetstream = connection.jetstream()
    for stream in streams:
        last = (await jetstream.stream_info(stream)).state
        for sequence in range(last.first_seq or 1, last.last_seq + 1):
            message = await jetstream.get_msg(stream, sequence)
            yield f"{message.subject} {message.headers} {(message.data or b'').decode()}"


async def test_logs_keep_none_of_it(running_city: RunningCity, canaries: list[str]) -> None:
    logs = list((running_city.folder / "logs").iterdir())
    assert len(logs) >= 8, logs
    for log in logs:
        assert found(canaries, log.read_text(errors="replace")) == [], log.name


async def test_metrics_count_none_of_it(running_city: RunningCity, canaries: list[str]) -> None:
    async with httpx.AsyncClient(trust_env=False) as client:
        for name, service in running_city.run["services"].items():
            shown = await client.get(f"{service['url']}/metrics")
            assert shown.status_code == 200, name
            assert found(canaries, shown.text) == [], name


async def test_city_database_knows_none_of_it(running_city: RunningCity, canaries: list[str]) -> None:
    connection = await asyncpg.connect(running_city.run["services"]["city"]["database"])
    try:
        tables = [
            row[0]
            for row in await connection.fetch("select tablename from pg_tables where schemaname = 'public'")
        ]
        assert len(tables) > 5
        for table in tables:
            rows: list[Any] = await connection.fetch(
                f"select row_to_json(t)::text from {table} t"
            )  # Any: records
            assert found(canaries, "\n".join(row[0] for row in rows)) == [], table
    finally:
        await connection.close()


async def test_other_services_hold_no_contacts(
    running_city: RunningCity, walked: Neighborhood, canaries: list[str]
) -> None:
    """Contacts and names stay in the registry; what was said in confidence stays where it was said."""
    contacts = [one for one in canaries if one.startswith(("helper-", "manager-", "7912", "Канарейкина"))]
    held = {name: await _everything(running_city, name, walked) for name in ("talents", "surveys", "events")}
    assert found(canaries, held["surveys"]) == [f"тайна{walked.mark}"]
    assert found(canaries, held["events"]) == [f"Чиним кран {walked.mark}"]
    assert found(contacts, held["talents"]) == []


async def _everything(city: RunningCity, service: str, here: Neighborhood) -> str:
    """All rows that a service holds of a center, as text; what it is about to forget anyway is left out."""
    connection = await asyncpg.connect(city.run["services"][service]["database"])
    try:
        async with connection.transaction():
            await connection.execute("select set_config('app.center', $1, true)", str(here.center))
            tables = await connection.fetch(
                "select tablename from pg_tables where schemaname = 'public' and tablename <> 'idempotency'"
            )
            rows = [
                await connection.fetch(f"select row_to_json(t)::text from {table[0]} t") for table in tables
            ]
            return "\n".join(row[0] for found in rows for row in found)
    finally:
        await connection.close()
