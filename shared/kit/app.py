"""How a service is put together: its declaration, and the application made from it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

from fastapi import APIRouter, FastAPI
from fastapi.telemetry import TelemetryConfig

from shared.kit import health, language, problems
from shared.kit.access import Keys
from shared.kit.audit_endpoints import router_of
from shared.kit.audit_seal import sealing
from shared.kit.bounds import Bounded
from shared.kit.bus import Bus
from shared.kit.database import Database, refuse_privileged_role
from shared.kit.idempotency import forget_old_answers
from shared.kit.openapi import describe
from shared.kit.reactions import Reactions
from shared.kit.relay import forget_published
from shared.kit.replies import Replies
from shared.kit.settings import Settings
from shared.kit.tasks import AskingTask, Task
from shared.kit.telemetry import Telemetry
from shared.kit.tracing import trace

OwnPart = Callable[[FastAPI], AbstractAsyncContextManager[None]]


@dataclass(frozen=True)
class Service:
    """The declaration of one service: everything that the outside can know about it."""

    name: str
    title: str
    routers: Sequence[APIRouter]
    reactions: Sequence[Reactions] = ()
    replies: Sequence[Replies] = ()
    tasks: Sequence[Task | AskingTask] = ()
    database: bool = True
    prefix: str | None = None
    """Where the routers hang; `/api/<name>/v1` unless said otherwise."""
    own_part: OwnPart | None = None
    """What else lives as long as the application does, for the one service that needs it."""
    health: APIRouter | None = None
    """Where health and metrics are asked for; the service at the public address speaks for the whole city."""


_NO_TELEMETRY_OF_FASTAPI: TelemetryConfig = {
    "auto_configure": False, "tracing": False, "metrics": False, "logs": False,
}  # fmt: skip
"""Its spans carry whole addresses with their queries, its logs the values of a request: both may be a person's data."""

_KIT_TASKS = (
    Task("forget_old_answers", timedelta(hours=1), forget_old_answers),
    Task("forget_published", timedelta(hours=1), forget_published),
)


def build_app(service: Service, settings: Settings, keys: Keys | None = None) -> FastAPI:
    """The application of `service`; `keys` are given where they are at hand, else read from the registry."""
    app = FastAPI(
        title=service.title,
        version="1",
        lifespan=_lifespan(service, settings),
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        telemetry=_NO_TELEMETRY_OF_FASTAPI,
    )
    app.state.settings = settings
    app.state.service = service
    app.state.keys = keys or Keys(settings.jwks_url)
    app.state.database = None
    app.state.bus = None
    prefix = f"/api/{service.name}/v1" if service.prefix is None else service.prefix
    for router in (*service.routers, *router_of(service.name)):
        app.include_router(router, prefix=prefix)
    app.include_router(service.health or health.router)
    app.add_middleware(Bounded)
    problems.install(app)
    language.know(service.name)
    describe(app, service.name)
    app.state.send_spans = trace(app, settings)
    app.add_middleware(Telemetry)
    return app


def _lifespan(service: Service, settings: Settings) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            stack.push_async_callback(asyncio.to_thread, app.state.send_spans)
            if service.database:
                app.state.database = await _open_database(service, settings, stack)
            if settings.nats is not None and service.database:
                app.state.bus = Bus(_with_kit_tasks(service), settings, app.state.database)
                await app.state.bus.start()
                stack.push_async_callback(app.state.bus.stop)
            if service.own_part is not None:
                await stack.enter_async_context(service.own_part(app))
            yield

    return lifespan


async def _open_database(service: Service, settings: Settings, stack: AsyncExitStack) -> Database:
    if settings.database is None:
        raise RuntimeError(f"{service.name} needs SOSEDI_DATABASE")
    database = Database(settings.database, settings.database_pool)
    stack.push_async_callback(database.close)
    await refuse_privileged_role(database)
    return database


def _with_kit_tasks(service: Service) -> Service:
    return replace(service, tasks=(*_KIT_TASKS, sealing(service.name), *service.tasks))
