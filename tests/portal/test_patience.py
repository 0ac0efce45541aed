"""How long a page waits for a service that has fallen silent."""

import httpx
import pytest

from services.portal.visits.patience import Client

REGISTRY, TALENTS = "http://registry/people", "http://talents/offers"


class _Falling(httpx.AsyncBaseTransport):
    """Services of which those in `silent` never answer; notes how long each request would have been waited for."""

    def __init__(self) -> None:
        self.silent = {"registry"}
        self.how: type[httpx.TimeoutException] = httpx.ReadTimeout
        self.waited: list[float] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.waited.append(request.extensions["timeout"]["read"])
        if request.url.host in self.silent:
            raise self.how("no answer", request=request)
        return httpx.Response(200, json=[])


async def _ask(client: httpx.AsyncClient, url: str, method: str = "GET", **how: float) -> None:
    with pytest.raises(httpx.TimeoutException):
        await client.request(method, url, **how)  # type: ignore[arg-type]  # seconds


async def test_a_service_that_fell_silent_is_hardly_waited_for_until_it_answers_again() -> None:
    services = _Falling()
    async with Client(services) as client:
        for _ in range(3):
            await _ask(client, REGISTRY)
        services.silent.clear()
        for _ in range(2):
            await client.get(REGISTRY)
    assert services.waited == [10, 1, 1, 1, 10]


async def test_another_service_is_waited_for_as_ever() -> None:
    services = _Falling()
    async with Client(services) as client:
        await _ask(client, REGISTRY)
        await client.get(TALENTS)
    assert services.waited == [10, 10]


async def test_commands_and_files_are_given_their_time_by_a_service_that_fell_silent() -> None:
    services = _Falling()
    async with Client(services) as client:
        await _ask(client, REGISTRY)
        await _ask(client, REGISTRY, "POST")
        await _ask(client, REGISTRY, timeout=60)
    assert services.waited == [10, 10, 60]


async def test_a_portal_that_has_no_connection_left_does_not_blame_a_service() -> None:
    services = _Falling()
    services.how = httpx.PoolTimeout
    async with Client(services) as client:
        for _ in range(2):
            await _ask(client, REGISTRY)
    assert services.waited == [10, 10]
