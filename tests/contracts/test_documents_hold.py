"""Every service keeps what its OpenAPI document says: no 500, no undocumented status or body, whatever is sent."""

import asyncio
import threading
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import islice
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

from deploy.topology import parts
from shared.kit.ids import new_id
from shared.testing.polling import eventually
from shared.testing.running import City
from shared.testing.tokens import Tokens

SHARES = {"registry": 8}
"""Into how many tests the operations of a service are dealt, so that workers share them and none runs for long."""
DEALT = [(part.name, share) for part in parts() if part.database for share in range(SHARES.get(part.name, 1))]
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


@dataclass(frozen=True)
class Sender:
    """Somebody who sends a case, to a center of their own."""

    role: str
    center: UUID
    token: str


@pytest.mark.parametrize(("service", "share"), DEALT)
async def test_document_holds(service: str, share: int, city_of_tests: City, tokens: Tokens) -> None:
    center, home = new_id(), new_id()
    senders = (
        Sender("manager", center, tokens.manager(center)),
        Sender("resident", home, tokens.resident(home, home)),
        Sender("city", new_id(), tokens.city()),
    )
    app = await city_of_tests.app(service, {})
    async with _served(app) as url:
        broken = await asyncio.to_thread(_broken, app, share, url, senders)
    assert broken == []


@asynccontextmanager
async def _served(app: FastAPI) -> AsyncIterator[str]:
    """The address of `app`, which runs in a thread with an event loop of its own."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None, access_log=False, ws="none"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        await eventually(lambda: server.started)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        await asyncio.to_thread(thread.join, 30)


def _broken(app: FastAPI, share: int, url: str, senders: Sequence[Sender]) -> list[str]:
    """What does not hold of one share of the operations, in words."""
    document = schemathesis.openapi.from_dict(app.openapi())
    dealt = islice(document.get_all_operations(), share, None, SHARES.get(app.state.service.name, 1))
    return [
        said
        for found in dealt
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
        for said in _tried(cast(Any, found).ok(), mode, url, senders)  # Any: no type narrows a Result
    ]


def _tried(operation: Any, mode: GenerationMode, url: str, senders: Sequence[Sender]) -> list[str]:
    """Each case is made once, which is the dearest part of it, and sent by everybody."""
    # Any: schemathesis' operation is generic in types of its own
    broken: list[str] = []

    @TRIES
    @given(case=operation.as_strategy(generation_mode=mode))
    def send(case: Case[Any]) -> None:
        for sender in senders:
            try:
                _send(case, url, sender)
            except FailureGroup as group:
                said = f"{operation.method.upper()} {operation.path} ({mode.value}, {sender.role})"
                broken.extend(f"{said}: {failure}" for failure in group.exceptions)

    try:
        send()
    except Unsatisfiable:  # nothing about this operation can be sent wrongly
        assert mode is GenerationMode.NEGATIVE
    return broken


def _send(case: Case[Any], url: str, sender: Sender) -> None:
    if "center" in case.path_parameters:
        case.path_parameters["center"] = str(sender.center)
    answer = case.call(base_url=url, headers={"authorization": f"Bearer {sender.token}"})
    case.validate_response(answer, checks=CHECKS)
