"""What breaks is logged with its place, and without the words that a person may have typed."""

import asyncio
from uuid import UUID

import httpx
import pytest
import uvicorn

from deploy.embedded.process import free_port
from shared.testing.polling import eventually
from shared.testing.tokens import Tokens
from tests.kit.requests.conftest import Shelf


async def test_place_of_a_failure_is_logged_and_its_words_are_not(
    shelf: Shelf, center: UUID, tokens: Tokens, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = await shelf.api.as_(tokens.manager(center)).post(f"/centers/{center}/broken-things", json={})
    logged = capsys.readouterr().out
    assert answer.status_code == 500
    assert "request.broke" in logged
    assert "shelf.py:" in logged
    assert "on purpose" not in logged + answer.text


async def test_the_connection_on_which_something_broke_carries_the_next_request(
    shelf: Shelf, center: UUID, tokens: Tokens
) -> None:
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(shelf.api.app, port=port, lifespan="off", log_config=None))
    serving = asyncio.create_task(server.serve())
    await eventually(lambda: server.started)
    connections: list[object] = []
    headers = {"authorization": f"Bearer {tokens.manager(center)}"}
    address = f"http://127.0.0.1:{port}/api/shelf/v1"
    async with httpx.AsyncClient(base_url=address, headers=headers, trust_env=False) as client:
        for path, json in ((f"/centers/{center}/broken-things", {}), ("/opening-hours", None)) * 5:
            answer = await client.request("GET" if json is None else "POST", path, json=json)
            connections.append(answer.extensions["network_stream"].get_extra_info("client_addr"))
            assert answer.status_code == (200 if json is None else 500)
            assert "connection" not in answer.headers
    server.should_exit = True
    await serving
    assert len(set(connections)) == 1
