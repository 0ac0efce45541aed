"""Services running inside the test process, with their real database and the real bus."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from importlib import import_module
from pathlib import Path
from typing import Protocol, Self
from uuid import UUID

import httpx
import nats
from fastapi import FastAPI

from deploy import provision
from deploy.topology import part
from shared.contracts.fact import Fact
from shared.kit.publishing import publish_one
from shared.kit.settings import Settings
from shared.testing.databases import Databases
from shared.testing.facts import message_of
from shared.testing.servers import Servers
from shared.testing.tokens import Tokens

NODE = "test"
_NOT_KEPT = {"city"}
"""Its rows and its work by the clock belong to no center: left running, it would reach into other tests."""


class Running(Protocol):
    """The type of the fixture `running`."""

    def __call__(
        self, service: str, *, fresh: bool = False, **settings: object
    ) -> AbstractAsyncContextManager["Api"]: ...


class Tell(Protocol):
    """The type of the fixture `told`."""

    async def __call__(self, fact: Fact, center: UUID) -> UUID: ...


class Api(httpx.AsyncClient):
    """A client of one service; paths are relative to `/api/<service>/v1`."""

    def __init__(self, app: FastAPI, service: str, token: str | None = None, *, root: bool = False) -> None:
        self.app = app
        self._service = service
        super().__init__(
            transport=httpx.ASGITransport(app=app, raise_app_exceptions=False),
            base_url=f"http://{service}" if root else f"http://{service}{_prefix(app)}",
            headers={"Authorization": f"Bearer {token}"} if token else None,
            trust_env=False,
            timeout=30,
        )

    def as_(self, token: str) -> Self:
        """The same service, called with `token`."""
        return type(self)(self.app, self._service, token)

    @property
    def root(self) -> Self:
        """The same service from `/`: `/health/ready`, `/metrics`, `/openapi.json`."""
        return type(self)(self.app, self._service, root=True)


def _prefix(app: FastAPI) -> str:
    service = app.state.service
    return f"/api/{service.name}/v1" if service.prefix is None else str(service.prefix)


class City:
    """What runs in this worker. A service that was started keeps running until the session ends.

    Starting one takes a fifth of a second; tenancy keeps the tests apart.
    """

    def __init__(self, servers: Servers, worker: str, tokens: Tokens, folder: Path) -> None:
        self.databases = Databases(servers, worker)
        self.tokens = tokens
        self._servers = servers
        self._nats = servers.nats_of(worker)
        self._signing_key = tokens.write_private_key(folder / "signing.pem")
        self._secret = folder / "secret"
        self._secret.write_bytes(b"a secret of this test run, thirty-two bytes at least")
        self._apps: dict[str, tuple[FastAPI, AsyncExitStack]] = {}
        self._provisioned: set[str] = set()

    @asynccontextmanager
    async def running(self, service: str, *, fresh: bool = False, **settings: object) -> AsyncIterator[Api]:
        """A client of `service`, which is started with its streams and its database where it does not run yet.

        `fresh` or any of `settings` (fields of Settings) give a copy of its own that ends with the block.
        """
        if fresh or settings or service in _NOT_KEPT:
            app = await self.app(service, settings)
            async with app.router.lifespan_context(app), Api(app, service) as api:
                yield api
            return
        if service not in self._apps:
            app, stack = await self.app(service, {}), AsyncExitStack()
            await stack.enter_async_context(app.router.lifespan_context(app))
            self._apps[service] = app, stack
        async with Api(self._apps[service][0], service) as api:
            yield api

    async def told(self, fact: Fact, center: UUID) -> UUID:
        """Publishes `fact` on the real stream as the service it belongs to would; returns its id."""
        await self._provision()
        connection = await nats.connect(self._nats)
        try:
            fact_id, message = message_of(fact, center, NODE)
            await publish_one(connection, f"EV_{NODE}", message)
        finally:
            await connection.close()
        return fact_id

    async def close(self) -> None:
        """Stops what runs, all at once, and drops the databases."""
        await asyncio.gather(*(stack.aclose() for _, stack in self._apps.values()))
        await self.databases.drop()

    async def settings(self, service: str, **changes: object) -> Settings:
        """The settings that `service` runs with here."""
        known: Mapping[str, object] = {
            "service": service,
            "database": await self.databases.of(service) if part(service).database else None,
            "nats": self._nats,
            "node": NODE,
            "signing_key_file": self._signing_key,
            "secret_file": self._secret,
            "dev_mail": True,
        }
        return Settings.model_validate({**known, **changes})

    async def app(self, service: str, changes: Mapping[str, object]) -> FastAPI:
        """The application of `service` with its streams and database, not yet started."""
        await self._provision(service)
        main = import_module(f"services.{service}.main")
        app: FastAPI = main.create_app(await self.settings(service, **changes), self.tokens.keys)
        return app

    async def _provision(self, *services: str) -> None:
        missing = {*services, ""} - self._provisioned
        if missing:
            wanted = [part(name) for name in missing if name]
            await provision.streams(self._nats, self._servers.monitor, NODE, wanted)
            self._provisioned |= missing
