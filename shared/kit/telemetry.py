"""What every request leaves behind: a correlation id, its duration by route, one log line, and a span if asked for."""

import re
import time
from collections.abc import MutableMapping
from typing import Any

import structlog
from prometheus_client import Histogram
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.kit.correlation import correlation_id, traceparent
from shared.kit.ids import new_id
from shared.kit.language import asked, spoken

HEADER = b"x-correlation-id"
_GOOD_ID = re.compile(rb"[0-9A-Za-z_-]{8,64}")
_TRACEPARENT = re.compile(rb"00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")

REQUEST_SECONDS = Histogram(
    "sosedi_request_seconds",
    "Time from a request's arrival to its answer, in seconds, by route and status.",
    ["method", "route", "status"],
    buckets=(0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)
_log = structlog.get_logger()
_SILENT = ("/health/", "/metrics")


class Telemetry:
    """ASGI middleware around a whole service."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = time.perf_counter()
        correlation = _enter(scope)
        status = 500

        async def send_and_note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), (HEADER, correlation.encode())]
            await send(message)

        try:
            await self.app(scope, receive, send_and_note)
        finally:
            _leave(scope, status, time.perf_counter() - began)


def _enter(scope: MutableMapping[str, Any]) -> str:  # Any: ASGI's scope
    headers = dict(scope["headers"])
    given = headers.get(HEADER, b"")
    correlation: str = given.decode() if _GOOD_ID.fullmatch(given) else str(new_id())
    correlation_id.set(correlation)
    spoken.set(asked(headers.get(b"accept-language", b"").decode("latin-1")))
    trace = headers.get(b"traceparent", b"")
    traceparent.set(trace.decode() if _TRACEPARENT.fullmatch(trace) else None)
    return correlation


def _leave(scope: MutableMapping[str, Any], status: int, seconds: float) -> None:  # Any: ASGI's scope
    route = getattr(scope.get("route"), "path", "none")
    if route.startswith(_SILENT):
        return
    REQUEST_SECONDS.labels(scope["method"], route, str(status)).observe(seconds)
    say = _log.error if status >= 500 else _log.info
    say("request.answered", method=scope["method"], route=route, status=status, ms=round(seconds * 1000, 1))
