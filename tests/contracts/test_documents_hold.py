"""Every service keeps what its OpenAPI document says: no 500, no undocumented status or body, whatever is sent."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any, cast
from uuid import UUID

import pytest
import schemathesis
import uvicorn
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi import checks

from deploy.embedded.process import free_port
from deploy.topology import parts
from shared.testing.polling import eventually
from shared.testing.running import City
from shared.testing.tokens import Tokens

SERVICES = [part.name for part in parts() if part.database]
CHECKS = [
    schemathesis.checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]


@schemathesis.serializer("application/pdf")
def as_bytes(_: object, value: object) -> bytes:
    """What stands for a file; most of it is no PDF, which the service has to see by itself."""
    return value if isinstance(value, bytes) else str(value).encode(errors="replace")


TRIES = settings(
    max_examples=5,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize("role", ["manager", "resident", "city"])
@pytest.mark.parametrize("service", SERVICES)
async def test_document_holds(
    service: str, role: str, city_of_tests: City, tokens: Tokens, center: UUID
) -> None:
    sign = {
        "manager": tokens.manager(center),
        "resident": tokens.resident(center, center),
        "city": tokens.city(),
    }
    app = await city_of_tests.app(service, {})
    async with _served(app) as url:
        broken = await asyncio.to_thread(_broken, app, url, center, sign[role])
    assert broken == []


@asynccontextmanager
async def _served(app: FastAPI) -> AsyncIterator[str]:
    """The address of `app`, which runs in a thread with an event loop of its own."""
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_config=None, access_log=False, ws="none"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        await eventually(lambda: server.started, seconds=30)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        await asyncio.to_thread(thread.join, 30)


def _broken(app: FastAPI, url: str, center: UUID, token: str) -> list[str]:
    """What does not hold, in words."""
    document = schemathesis.openapi.from_dict(app.openapi())
    return [
        said
        for found in document.get_all_operations()
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
        for said in _tried(cast(Any, found).ok(), mode, url, center, token)  # Any: no type narrows a Result
    ]


def _tried(operation: Any, mode: GenerationMode, url: str, center: UUID, token: str) -> Iterator[str]:
    # Any: schemathesis' operation is generic in types of its own
    @TRIES
    @given(case=operation.as_strategy(generation_mode=mode))
    def send(case: Case[Any]) -> None:
        if "center" in case.path_parameters:
            case.path_parameters["center"] = str(center)
        answer = case.call(base_url=url, headers={"authorization": f"Bearer {token}"})
        case.validate_response(answer, checks=CHECKS)

    try:
        send()
    except Unsatisfiable:  # nothing about this operation can be sent wrongly
        assert mode is GenerationMode.NEGATIVE
    except FailureGroup as group:
        for failure in group.exceptions:
            yield f"{operation.method.upper()} {operation.path} ({mode.value}): {failure}"
