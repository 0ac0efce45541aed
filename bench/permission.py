"""What authorization costs a request: the same route with and without its door, in one process, without a network.

A round asks each route in turn, as two hundred residents whose tokens are known already; what the first sight of a
token costs (its signature is checked once) is said beside.
"""

import asyncio
import time
from collections.abc import MutableMapping, Sequence
from statistics import median
from typing import Annotated, Any
from uuid import UUID, uuid4

from fastapi import FastAPI

from bench.outcome import Outcome
from shared.kit import logs
from shared.kit.access import Keys
from shared.kit.app import Service, build_app
from shared.kit.recently import recently_authenticated
from shared.kit.routing import Router
from shared.kit.settings import Settings
from shared.kit.work import Work, may
from shared.testing.tokens import Tokens

MOST_MS = 0.3
_RESIDENTS = 200
_router = Router()

Message = MutableMapping[str, Any]  # Any: ASGI's own


@_router.get("/centers/{center}/bare")
async def bare(center: UUID) -> dict[str, UUID]:
    """Anybody may."""
    return {"center": center}


@_router.get("/centers/{center}/guarded")
async def guarded(
    center: UUID,
    work: Annotated[Work, may("registry.residents.read")],
    _recent: Annotated[None, recently_authenticated()],
) -> dict[str, UUID]:
    """A resident of the center, who has just signed in."""
    return {"center": work.center}


def run(quick: bool) -> list[Outcome]:
    """One outcome: the milliseconds that a request pays for its door."""
    logs.set_up("bench", "WARNING")
    return asyncio.run(_measured(rounds=5 if quick else 25))


async def _measured(rounds: int) -> list[Outcome]:
    tokens, center = Tokens(), uuid4()
    sent = [tokens.resident(center, uuid4()) for _ in range(_RESIDENTS)]
    app = _app(tokens.keys)
    first = await _seconds(app, center, "guarded", sent)
    times: dict[str, list[float]] = {"bare": [], "guarded": []}
    for _ in range(rounds):
        for name, found in times.items():
            found.append(await _seconds(app, center, name, sent))
    without, with_door = (median(found) * 1000 for found in (times["bare"], times["guarded"]))
    cost = with_door - without
    return [
        Outcome(
            "permission_check", "ms/request", round(cost, 4), round(without, 4), round(with_door / without, 3),
            f"value < {MOST_MS}", {"with_door_ms": round(with_door, 4), "first_sight_ms": round(first * 1000, 4)},
        )
    ]  # fmt: skip


def _app(keys: Keys) -> FastAPI:
    service = Service(name="bench", title="A door", routers=(_router,), database=False)
    return build_app(service, Settings(service="bench"), keys)


async def _seconds(app: FastAPI, center: UUID, name: str, tokens: Sequence[str]) -> float:
    """Of one request, on average."""
    path = f"/api/bench/v1/centers/{center}/{name}"
    scopes = [_scope(path, token) for token in tokens]
    began = time.perf_counter()
    for scope in scopes:
        await app(scope, _nothing, _expect_200)
    return (time.perf_counter() - began) / len(tokens)


def _scope(path: str, token: str) -> Message:
    return {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": path, "raw_path": path.encode(), "query_string": b"", "root_path": "",
        "headers": [(b"host", b"bench"), (b"authorization", f"Bearer {token}".encode())],
        "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 1),
    }  # fmt: skip


async def _nothing() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}


async def _expect_200(message: Message) -> None:
    if message["type"] == "http.response.start" and message["status"] != 200:
        raise RuntimeError(f"answered {message['status']}")
