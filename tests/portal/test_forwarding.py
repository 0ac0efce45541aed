"""The public address forwards the API, and speaks for the health of the whole city."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import httpx
import orjson
import pytest
import uvicorn
from fastapi import FastAPI, Request

from services.portal.visits.api import Api, Silent
from shared.kit.access import Keys
from shared.kit.app import Service, build_app
from shared.kit.ids import new_id
from shared.kit.routing import Router
from shared.kit.settings import Settings
from shared.testing.polling import eventually
from shared.testing.running import City
from shared.testing.tokens import Tokens
from tests.portal.conftest import Center, portal_before
from tests.portal.visiting import Visitor


async def test_the_api_is_reached_through_the_public_address(center_pages: Center) -> None:
    token = center_pages.tokens.manager(center_pages.id)
    path = f"/api/registry/v1/centers/{center_pages.id}/residents"
    body = {"family_name": "Ильина", "given_name": "Ольга", "ground": "звонила сама"}
    headers = {"authorization": f"Bearer {token}", "idempotency-key": str(new_id())}
    async with center_pages.visitor() as visitor:
        made = await visitor.post(path, json=body, headers=headers)
        assert made.status_code == 201, made.text
        again = await visitor.post(path, json=body, headers=headers)
        assert again.json()["id"] == made.json()["id"]
        assert made.headers["etag"]
        listed = await visitor.get(f"{path}?limit=1&q=ильина", headers=headers)
        assert [one["name"] for one in listed.json()["items"]] == ["Ильина Ольга"]


async def test_refusals_of_services_come_as_they_are(center_pages: Center) -> None:
    answer = await center_pages.visitor().get(f"/api/registry/v1/centers/{center_pages.id}/residents")
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "access.token-missing"


async def test_a_service_that_is_not_there_is_a_problem_of_its_own(center_pages: Center) -> None:
    answer = await center_pages.visitor().get("/api/nobody/v1/things")
    assert answer.status_code == 404
    assert answer.json()["code"] == "not-found"


async def test_a_silent_service_is_a_problem_503(alone: FastAPI) -> None:
    answer = await Visitor(alone).get("/api/talents/v1/centers")
    assert answer.status_code == 503
    assert answer.json()["code"] == "unavailable"


async def test_cookies_of_the_pages_do_not_reach_the_services(city_of_tests: City, tokens: Tokens) -> None:
    echo = FastAPI()

    @echo.get("/api/registry/v1/echo")
    async def say(request: Request) -> dict[str, str]:
        return dict(request.headers)

    async with AsyncExitStack() as stack:
        app = await portal_before(city_of_tests, {"registry": echo}, stack)
        visitor = Visitor(app).come_as(tokens.city())
        heard = (await visitor.get("/api/registry/v1/echo", headers={"x-kept": "1"})).json()
    assert heard["x-kept"] == "1"
    assert "cookie" not in heard


async def test_the_keys_are_published_at_the_public_address(center_pages: Center) -> None:
    answer = await center_pages.visitor().get("/.well-known/jwks.json")
    assert answer.status_code == 200
    assert orjson.loads(answer.content)["keys"][0]["kty"] == "OKP"


async def test_health_names_every_part(center_pages: Center) -> None:
    visitor = center_pages.visitor()

    async def all_ready() -> httpx.Response:
        """A service that has only just been started is not connected yet."""
        answer = await visitor.get("/health/ready")
        assert answer.status_code == 200, answer.text
        return answer

    parts = (await eventually(all_ready)).json()["parts"]
    assert set(parts) == {
        "registry", "talents", "surveys", "events", "notifications", "city", "portal", "nats", "postgres",
    }  # fmt: skip
    assert all(part["ready"] for part in parts.values())
    assert (await center_pages.visitor().get("/health/live")).json() == {"status": "live"}


async def test_health_is_bad_while_a_service_is_silent(alone: FastAPI) -> None:
    answer = await Visitor(alone).get("/health/ready")
    assert answer.status_code == 503
    parts = answer.json()["parts"]
    assert not parts["registry"]["ready"]
    assert not parts["postgres"]["ready"]
    assert parts["portal"]["ready"]


@asynccontextmanager
async def _registry_that_breaks(tokens: Tokens) -> AsyncIterator[str]:
    """The address of a service of the kit under a real server: one path breaks, one names the caller's connection."""
    router = Router()

    @router.post("/broken")
    async def broken() -> None:
        raise RuntimeError("words of a person")

    @router.get("/connection")
    async def connection(request: Request) -> int:
        assert request.client is not None
        return request.client.port

    service = Service(name="registry", title="", routers=(router,), database=False)
    app = build_app(service, Settings(service="registry"), Keys.of(tokens.jwks))
    known = uvicorn.Config(app, port=0, lifespan="off", log_config=None, proxy_headers=False)
    server = uvicorn.Server(known)
    serving = asyncio.create_task(server.serve())
    await eventually(lambda: server.started)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        await serving


async def test_a_failure_of_a_service_leaves_the_connection_for_what_is_forwarded_next(
    city_of_tests: City, tokens: Tokens
) -> None:
    async with _registry_that_breaks(tokens) as registry:
        app = await city_of_tests.app("portal", {"services": {"registry": registry}})
        async with app.router.lifespan_context(app):
            visitor = Visitor(app)
            before = (await visitor.get("/api/registry/v1/connection")).json()
            for _ in range(3):
                failed = await visitor.post("/api/registry/v1/broken")
                assert (failed.status_code, failed.json()["code"]) == (500, "unexpected")
                assert "words" not in failed.text
                assert (await visitor.get("/api/registry/v1/connection")).json() == before


async def test_a_failure_of_a_service_leaves_the_connection_for_what_a_page_asks_next(tokens: Tokens) -> None:
    async with _registry_that_breaks(tokens) as registry, httpx.AsyncClient(trust_env=False) as client:
        api = Api(client, {"registry": registry}, None)
        before = await api.get(int, "registry", "/connection")
        for _ in range(3):
            with pytest.raises(Silent):
                await api.post(str, "registry", "/broken")
            assert await api.get(int, "registry", "/connection") == before
