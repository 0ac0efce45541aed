"""Two cards are merged and parted again in the registry, and every service is what it was before."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import timedelta
from random import Random
from typing import Any, TypeAlias
from uuid import UUID

import asyncpg
import pytest

from shared.kit.clock import now
from shared.kit.ids import new_id
from shared.testing.hearing import all_is_heard
from shared.testing.polling import eventually
from shared.testing.running import Api, City
from shared.testing.servers import Servers
from shared.testing.tokens import Tokens
from tests.registry.making import DatabaseOf

Json = dict[str, Any]  # Any: JSON
Driver: TypeAlias = "asyncpg.Connection[asyncpg.Record]"
Quiet: TypeAlias = Callable[[], Awaitable[None]]
SERVICES = ("registry", "talents", "surveys", "events", "notifications", "city")
THAT_IT_HAPPENED = {
    "merges", "merged_residents", "merge_moves", "twins", "twins_to_look_for", "merged", "audit", "audit_words",
    "outbox", "inbox", "free_places", "held",
}  # fmt: skip
"""Tables that say that there was a merge, or in which of equal rows one stands; and what is published by the clock."""

MOMENTS = {"version", "changed_at", "said_at", "xmin"}
"""Columns that say when something was last written."""


_TABLES = """
select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
where c.relkind = 'r' and a.attname = 'center_id' and c.relnamespace = 'public'::regnamespace
"""


class Yard:
    """One center with three residents, seen through all services."""

    def __init__(
        self, apis: dict[str, Api], drivers: dict[str, Driver], center: UUID, tokens: Tokens, quiet: Quiet
    ) -> None:
        self.apis, self.drivers, self.center, self.tokens = apis, drivers, center, tokens
        self.quiet = quiet
        """Waits until every service has heard what all have said."""
        self.people: list[Json] = []
        self.tables: dict[str, set[str]] = {}

    async def say(self, service: str, path: str, body: object = None, by: Json | None = None) -> Json:
        """A command of the manager, or of a resident."""
        token = (
            self.tokens.manager(self.center)
            if by is None
            else self.tokens.resident(self.center, UUID(by["id"]))
        )
        answer = await self.apis[service].as_(token).post(f"/centers/{self.center}/{path}", json=body)
        assert answer.status_code in (200, 201, 409), answer.text
        said: Json = answer.json()
        return said

    async def enter(self, family: str, **known: object) -> Json:
        body = {"family_name": family, "given_name": "Мария", "ground": "пришла сама", **known}
        person = await self.say("registry", "residents", body)
        self.people.append(person)
        return person

    async def heard(self, of: str) -> None:
        """Waits until every service has applied the center's last fact of this type."""
        event = (await self.rows("registry", "select event_id from outbox where center_id = $1 and type = $2"
                                 " order by id desc limit 1", self.center, of))[0]["event_id"]  # fmt: skip
        for service in SERVICES[1:]:
            await eventually(lambda service=service: self._applied(service, event))  # type: ignore[misc]  # a lambda with a default

    async def _applied(self, service: str, event: UUID) -> bool:
        return bool(await self.rows(service, "select 1 from inbox where event_id = $1", event))

    async def whole(self) -> dict[str, list[str]]:
        """Every row of the center in every service."""
        found: dict[str, list[str]] = {}
        for service, tables in self.tables.items():
            for name in tables:
                read = await self.rows(
                    service,
                    f"select to_jsonb(t)::text as row from {name} t where center_id = $1",
                    self.center,
                )
                found[f"{service}.{name}"] = sorted(_steady(row["row"]) for row in read)
        return found

    async def look_around(self) -> None:
        """Learns which tables there are."""
        for service in SERVICES:
            found = await self.rows(service, _TABLES)
            self.tables[service] = {row["name"] for row in found} - THAT_IT_HAPPENED

    async def rows(self, service: str, statement: str, *values: object) -> list[asyncpg.Record]:
        return list(await self.drivers[service].fetch(statement, *values))


def _steady(row: str) -> str:
    return json.dumps({k: v for k, v in json.loads(row).items() if k not in MOMENTS}, sort_keys=True)


async def a_life(yard: Yard, dice: Random) -> None:
    """Two cards of one person, and a third, offer, ask, agree, answer, sign up and are told things."""
    kept, gone, _ = yard.people
    pair = (kept, gone)
    for person in yard.people:
        for skill in dice.sample(["pets", "plumbing", "music", "computers"], dice.randrange(3)):
            await yard.say("talents", "offers", {"skill": skill}, person)
        for skill in dice.sample(["pets", "plumbing", "music"], dice.randrange(3)):
            await yard.say("talents", "needs", {"skill": skill}, person)
    token = yard.tokens.manager(yard.center)
    found = (await yard.apis["talents"].as_(token).get(f"/centers/{yard.center}/matches")).json()["items"]
    for match in found[: dice.randrange(3)]:
        for side in dice.sample(["asking", "helping"], dice.randrange(1, 3)):
            by = {"id": match[side]["resident_id"]}
            await yard.say("talents", f"matches/{match['id']}/accept", None, by)
    for anonymous in (False, True):
        question = {"kind": "text", "code": "words", "text": "Что сказать?"}
        body = {"title": "Двор", "questions": [question], "anonymous": anonymous}
        survey = await yard.say("surveys", "surveys", body)
        await yard.say("surveys", f"surveys/{survey['id']}/open")
        for person in dice.sample(pair, dice.randrange(3)):
            await yard.say(
                "surveys", f"surveys/{survey['id']}/answers", {"answers": {"words": "Ёлка"}}, person
            )
    for capacity in (None, 5):
        planned: Json = {
            "title": "Чай",
            "starts_at": (now() + timedelta(days=5)).isoformat(),
            "capacity": capacity,
        }
        event = await yard.say("events", "events", planned)
        for person in dice.sample(yard.people, dice.randrange(4)):
            await yard.say("events", f"events/{event['id']}/registrations", {}, person)


@pytest.fixture
async def yard(
    city_of_tests: City, tokens: Tokens, database_of: DatabaseOf, servers: Servers, worker: str
) -> AsyncIterator[Yard]:
    async with AsyncExitStack() as stack:
        apis = {name: await stack.enter_async_context(city_of_tests.running(name)) for name in SERVICES}
        body = {"slug": f"c-{new_id().hex[-12:]}", "name": "Двор", "host": "library", "address": "Садовая, 3"}
        answer = await apis["registry"].as_(tokens.operator()).post("/centers", json=body)
        center = UUID(answer.json()["id"])
        drivers = {name: await asyncpg.connect(await database_of(name)) for name in SERVICES}
        for driver in drivers.values():
            stack.push_async_callback(driver.close)
            await driver.execute("select set_config('app.center', $1, false)", str(center))

        async def quiet() -> None:
            await all_is_heard(servers.nats_of(worker), database_of, SERVICES)

        yard = Yard(apis, drivers, center, tokens, quiet)
        await yard.look_around()
        yield yard


@pytest.mark.parametrize("seed", range(5))
async def test_merging_and_parting_leaves_every_service_as_it_was(yard: Yard, seed: int) -> None:
    dice = Random(seed)
    house = await yard.say("registry", "houses", {"address": "Садовая, 7", "flats": 40})
    kept = await yard.enter("Кузнецова", house_id=house["id"], flat="5", phone="+79001234567")
    gone = await yard.enter("Кузницова", birth_year=1948, mail="maria@example.org")
    await yard.enter("Громова")
    await yard.heard("registry.resident.joined.v1")
    await a_life(yard, dice)
    await yard.quiet()
    before = await yard.whole()
    token = yard.tokens.manager(yard.center)
    merged = (
        await yard.apis["registry"]
        .as_(token)
        .post(
            f"/centers/{yard.center}/residents/{kept['id']}/merge",
            json={"other_id": gone["id"], "reason": "одна и та же", "take": ["family_name", "birth_year"]},
            headers={"if-match": f'"{kept["version"]}"'},
        )
    )
    assert merged.status_code == 201, merged.text
    await yard.heard("registry.resident.merged.v1")
    for service in SERVICES[:-1]:
        left = [
            row for name, rows in (await yard.whole()).items() if name.startswith(service) for row in rows
        ]
        assert not [row for row in left if gone["id"] in row and '"erased": true' not in row], service
    await yard.say("registry", f"merges/{merged.json()['id']}/undo", {})
    await yard.heard("registry.merge.undone.v1")
    await yard.quiet()
    after = await yard.whole()
    assert {name: rows for name, rows in after.items() if rows != before[name]} == {}
