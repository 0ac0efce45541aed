"""Forwards the public API to the services, as a stream in both directions."""

from collections.abc import AsyncIterator

import httpx
from fastapi import APIRouter, Request
from starlette.background import BackgroundTask
from starlette.responses import Response, StreamingResponse

from services.portal.visits.visit import portal_of
from shared.kit.correlation import correlation_id
from shared.kit.problem_words import status_title
from shared.kit.problems import Problem, answer

router = APIRouter(include_in_schema=False)

# Said for one connection only, RFC 9110 §7.6.1; the body's length and coding are said anew.
_OUR_OWN = {"x-correlation-id", "date", "server"}
_NOT_FORWARDED = {
    "connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "te", "trailer", "transfer-encoding",
    "upgrade", "host", "cookie",
}  # fmt: skip
_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


@router.api_route("/api/{service}/{rest:path}", methods=_METHODS)
async def forward(request: Request, service: str, rest: str) -> Response:
    """The service's own answer to the same request."""
    return await _forward(request, service, f"/api/{service}/{rest}")


@router.get("/.well-known/jwks.json")
async def keys(request: Request) -> Response:
    """The keys that tokens are signed with, as the registry publishes them."""
    return await _forward(request, "registry", "/.well-known/jwks.json")


async def _forward(request: Request, service: str, path: str) -> Response:
    portal = portal_of(request)
    base = portal.settings.services.get(service)
    if base is None:
        return _problem(404, "not-found")
    url = httpx.URL(base.rstrip("/")).copy_with(raw_path=_raw_path(request, path))
    ask = portal.client.build_request(
        request.method, url, headers=_request_headers(request), content=_body(request), timeout=_TIMEOUT
    )
    try:
        found = await portal.client.send(ask, stream=True)
    except httpx.HTTPError:
        return _problem(503, "unavailable")
    response = StreamingResponse(_pieces(found), found.status_code, background=BackgroundTask(found.aclose))
    response.raw_headers = [
        (name.lower(), value)
        for name, value in found.headers.raw
        if name.decode().lower() not in _NOT_FORWARDED | _OUR_OWN
    ]
    return response


_TIMEOUT = httpx.Timeout(30, read=60)
"""Between two pieces of an answer too: what takes longest, a file of many rows, begins within a minute."""


async def _pieces(found: httpx.Response) -> AsyncIterator[bytes]:
    async for piece in found.aiter_raw():
        yield piece


def _body(request: Request) -> AsyncIterator[bytes] | None:
    has_body = "content-length" in request.headers or "transfer-encoding" in request.headers
    return request.stream() if has_body else None


def _raw_path(request: Request, path: str) -> bytes:
    raw: bytes = request.scope.get("raw_path") or path.encode()
    query: bytes = request.scope["query_string"]
    return raw + (b"?" + query if query else b"")


def _request_headers(request: Request) -> list[tuple[str, str]]:
    kept = [(name, value) for name, value in request.headers.items() if name.lower() not in _NOT_FORWARDED]
    client = request.client.host if request.client else "unknown"
    known = [(name, value) for name, value in kept if name not in ("x-forwarded-for", "x-correlation-id")]
    return [*known, ("x-forwarded-for", client), ("x-correlation-id", correlation_id.get() or "")]


def _problem(status: int, code: str) -> Response:
    return answer(Problem(title=status_title(status), status=status, code=code))
