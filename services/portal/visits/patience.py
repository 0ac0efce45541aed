"""How long the pages wait for a service: long once, and hardly at all while it stays silent."""

import math
import time

import httpx

_USUAL = 10.0
_SHORT = 1.0
_REMEMBERED = 60.0
"""Seconds after which a service that fell silent is waited for as any other."""
# A service closes a connection that was idle for five seconds: one that is taken up again is younger than that.
_LIMITS = httpx.Limits(max_connections=200, max_keepalive_connections=50, keepalive_expiry=3)


class Client(httpx.AsyncClient):
    """Calls to the services. A page asks for several things, one after the other: it waits for one of them in vain, not
    for each. Commands and files are given the time that they are given."""

    def __init__(self, transport: httpx.AsyncBaseTransport | None = None) -> None:
        super().__init__(
            timeout=httpx.Timeout(_USUAL, connect=2), limits=_LIMITS, transport=transport, trust_env=False
        )
        self._silent: dict[bytes, float] = {}

    async def send(self, request: httpx.Request, **how: object) -> httpx.Response:
        service = request.url.netloc
        until = request.extensions["timeout"]
        if request.method == "GET" and until["read"] == _USUAL and self._fell_silent(service):
            request.extensions["timeout"] = {**until, "read": _SHORT}
        try:
            answer = await super().send(request, **how)  # type: ignore[arg-type]  # handed on as it is
        except (httpx.ConnectTimeout, httpx.ReadTimeout):  # and no PoolTimeout, which is the portal's own
            if not self._fell_silent(service):
                self._silent[service] = time.monotonic()
            raise
        self._silent.pop(service, None)
        return answer

    def _fell_silent(self, service: bytes) -> bool:
        return time.monotonic() - self._silent.get(service, -math.inf) <= _REMEMBERED
