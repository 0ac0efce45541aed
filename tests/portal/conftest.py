"""The portal with every service behind it, and people who visit its pages."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI

from services.portal.visits.tokens import Renewals
from services.portal.visits.visit import Portal
from shared.kit.ids import new_id
from shared.testing.polling import eventually
from shared.testing.running import Api, City
from shared.testing.tokens import Tokens
from tests.portal.visiting import Visitor

Json = dict[str, Any]  # Any: JSON

SERVICES = ("registry", "talents", "surveys", "events", "notifications", "city")


class _InProcess(httpx.AsyncBaseTransport):
    """Sends each request to the service that its host names."""

    def __init__(self, apps: dict[str, FastAPI]) -> None:
        self._ways = {
            name: httpx.ASGITransport(app=app, raise_app_exceptions=False) for name, app in apps.items()
        }

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        way = self._ways.get(request.url.host)
        if way is None:
            raise httpx.ConnectError("nobody answers", request=request)
        return await way.handle_async_request(request)


@pytest.fixture(scope="session")
async def services(city_of_tests: City) -> AsyncIterator[dict[str, Api]]:
    """Every service, running with its real database and the real bus."""
    async with AsyncExitStack() as stack:
        yield {name: await stack.enter_async_context(city_of_tests.running(name)) for name in SERVICES}


async def portal_before(
    city: City, apps: dict[str, FastAPI], stack: AsyncExitStack, **settings: object
) -> FastAPI:
    """A portal of its own, before these services alone."""
    known = {name: f"http://{name}" for name in SERVICES}
    app = await city.app("portal", {"services": known, **settings})
    await stack.enter_async_context(app.router.lifespan_context(app))
    made: Portal = app.state.portal
    client = await stack.enter_async_context(httpx.AsyncClient(transport=_InProcess(apps), timeout=30))
    app.state.portal = Portal(made.settings, client, made.seal, Renewals(client, known))
    return app


@pytest.fixture(scope="session")
async def portal(city_of_tests: City, services: dict[str, Api]) -> AsyncIterator[FastAPI]:
    """The portal before all services."""
    async with AsyncExitStack() as stack:
        yield await portal_before(city_of_tests, {name: api.app for name, api in services.items()}, stack)


@pytest.fixture
async def alone(city_of_tests: City) -> AsyncIterator[FastAPI]:
    """The portal while no service answers."""
    async with AsyncExitStack() as stack:
        yield await portal_before(city_of_tests, {}, stack)


@dataclass
class Center:
    """One center with its people, and its pages."""

    id: UUID
    app: FastAPI
    services: dict[str, Api]
    tokens: Tokens

    def visitor(self) -> Visitor:
        """Somebody who has not signed in."""
        return Visitor(self.app)

    def manager(self) -> Visitor:
        """The center's manager."""
        return Visitor(self.app).come_as(self.tokens.manager(self.id), self.id)

    def resident(self, person: Json) -> Visitor:
        """A resident of the center."""
        return Visitor(self.app).come_as(self.tokens.resident(self.id, UUID(person["id"])), self.id)

    def city(self) -> Visitor:
        """Somebody of the city."""
        return Visitor(self.app).come_as(self.tokens.city())

    async def person(self, given: str = "Мария", family: str = "Кузнецова", **known: object) -> Json:
        """A new resident, whom every service has heard of."""
        body = {
            "family_name": family,
            "given_name": given,
            "channel": "visit",
            "ground": "пришла сама",
            **known,
        }
        person = await self.by_manager("registry", "residents", body)
        await eventually(lambda: self._is_known(person["id"]))
        return person

    async def by_manager(self, service: str, path: str, body: object = None) -> Json:
        """Something that the manager does through a service itself."""
        return await self._said(self.services[service].as_(self.tokens.manager(self.id)), path, body)

    async def by_resident(self, person: Json, service: str, path: str, body: object = None) -> Json:
        """Something that a resident does through a service itself."""
        token = self.tokens.resident(self.id, UUID(person["id"]))
        return await self._said(self.services[service].as_(token), path, body)

    async def read(self, service: str, path: str) -> Json:
        """What the manager reads of a service."""
        api = self.services[service].as_(self.tokens.manager(self.id))
        answer = await api.get(f"/centers/{self.id}/{path}")
        assert answer.status_code == 200, answer.text
        found: Json = answer.json()
        return found

    async def open_survey(self, code: str = "help", **said: object) -> Json:
        """A survey that takes answers."""
        made = await self.by_manager("surveys", "surveys", {"questionnaire": code, **said})
        return await self.by_manager("surveys", f"surveys/{made['id']}/open")

    async def _is_known(self, person: str) -> bool:
        api = self.services["notifications"].as_(self.tokens.manager(self.id))
        answer = await api.get(f"/centers/{self.id}/residents/{person}/preferences")
        return answer.status_code == 200

    async def _said(self, api: Api, path: str, body: object) -> Json:
        answer = await api.post(f"/centers/{self.id}/{path}", json=body)
        assert answer.status_code in (200, 201), answer.text
        found: Json = answer.json()
        return found


@pytest.fixture
async def center_pages(portal: FastAPI, services: dict[str, Api], tokens: Tokens) -> Center:
    """A new center of the registry, known to nobody else."""
    operator = services["registry"].as_(tokens.operator())
    body = {
        "slug": f"c-{new_id().hex[-12:]}",
        "name": "Дом на углу",
        "host": "library",
        "address": "Садовая, 3",
    }
    answer = await operator.post("/centers", json=body)
    assert answer.status_code == 201, answer.text
    return Center(UUID(answer.json()["id"]), portal, services, tokens)
