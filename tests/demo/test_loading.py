"""The demo is loaded through the services' own APIs, and a second loading changes nothing."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import asyncpg
import httpx
import pytest

from deploy.demo.api import Api, As, Json, Refused, id_of
from deploy.demo.load import LoadedLongAgo, load
from deploy.demo.organisations import GROUPS
from deploy.demo.plan import neighborhoods
from services.registry.access.keys.model import SigningKeys
from shared.testing.hearing import all_is_heard
from shared.testing.running import Running
from shared.testing.servers import Servers
from shared.testing.tokens import Tokens

SERVICES = ("registry", "talents", "surveys", "events")

Counts = dict[str, int]


@pytest.fixture
async def api(running: Running, tokens: Tokens, tmp_path: Path) -> AsyncIterator[Api]:
    """The demo's own client, led to services inside this process."""
    async with AsyncExitStack() as stack:
        mounts: dict[str, httpx.AsyncBaseTransport] = {}
        for service in SERVICES:
            running_one = await stack.enter_async_context(running(service))
            mounts[f"http://{service}"] = httpx.ASGITransport(running_one.app)
        run = {"services": {service: {"url": f"http://{service}"} for service in SERVICES}}
        keys = SigningKeys.read(tokens.write_private_key(tmp_path / "signing.pem"))
        api = Api(run, keys, httpx.AsyncClient(mounts=mounts, timeout=30, trust_env=False))
        stack.push_async_callback(api.close)
        yield api


async def test_a_whole_center_is_loaded_once_however_often(
    api: Api, database_of: Callable[[str], Awaitable[str]], servers: Servers, worker: str
) -> None:
    small = neighborhoods()[2]
    first = await load(api, [small])
    await all_is_heard(servers.nats_of(worker), database_of, SERVICES)
    center = UUID(
        next(one["id"] for one in await items(api, "registry", "/centers") if one["slug"] == "zarechye")
    )
    manager = As("manager", id_of("a manager"), (center,))
    before = await counts(api, manager, center, database_of)
    assert before["residents"] == len(small.people)
    assert before["events"] == len(small.meetings)
    assert before["sheets"] == sum(len(poll.people) for poll in small.polls)
    assert before["offers"] == len(small.offers)
    assert (before["appeals"] - before["raised by a survey"], before["ideas"]) == (1, 2)
    assert before["raised by a survey"]
    assert before["organisations"] == len(GROUPS["zarechye"])
    assert before["memberships"] == sum(len(group.posts) for group in GROUPS["zarechye"])
    assert {"found", "proposed", "agreed", "completed", "declined"} <= set(
        await match_states(api, manager, center)
    )
    again = await load(api, [small])
    assert again <= first
    await all_is_heard(servers.nats_of(worker), database_of, SERVICES)
    assert await counts(api, manager, center, database_of) == before


async def test_what_was_loaded_long_ago_is_left_alone(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    await load(api, [])
    monkeypatch.setattr("deploy.demo.load.REPEATABLE", timedelta(days=-1))
    with pytest.raises(LoadedLongAgo):
        await load(api, [])


async def test_a_refusal_that_will_not_pass_is_said_at_once(api: Api) -> None:
    nobody = As("manager", id_of("nobody"), ())
    with pytest.raises(Refused, match="403"):
        await api.post("registry", "/centers", nobody, "a key", {"slug": "a-slug"})


async def counts(api: Api, manager: As, center: UUID, database_of: Callable[[str], Awaitable[str]]) -> Counts:
    """How much there is, and how many facts were said about it."""
    found: Counts = {}
    for what, service in (
        ("residents", "registry"),
        ("organisations", "registry"),
        ("memberships", "registry"),
        ("events", "events"),
        ("appeals", "events"),
        ("ideas", "events"),
        ("offers", "talents"),
        ("needs", "talents"),
    ):
        found[what] = len(await items(api, service, f"/centers/{center}/{what}", manager))
    found["raised by a survey"] = len(
        await items(api, "events", f"/centers/{center}/appeals?state=raised", manager)
    )
    surveys = await items(api, "surveys", f"/centers/{center}/surveys", manager)
    found["sheets"] = sum(survey["sheets"]["total"] for survey in surveys)
    for service in SERVICES:
        connection = await asyncpg.connect(await database_of(service))
        try:
            facts = await connection.fetchval("select count(*) from outbox where center_id = $1", center)
            found[f"facts of {service}"] = facts
        finally:
            await connection.close()
    return found


async def match_states(api: Api, manager: As, center: UUID) -> list[str]:
    return [match["state"] for match in await items(api, "talents", f"/centers/{center}/matches", manager)]


async def items(api: Api, service: str, path: str, who: As | None = None) -> list[Json]:
    """Every item of a list, page by page."""
    found: list[Json] = []
    cursor = ""
    while True:
        page = (await api.get(service, f"{path}{'&' if '?' in path else '?'}limit=100{cursor}", who)).json()
        found += page["items"]
        if page["next"] is None:
            return found
        cursor = f"&cursor={page['next']}"
