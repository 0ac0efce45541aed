"""The OpenAPI document is answered as it is committed, since to make it costs a process memory for good."""

from pathlib import Path

from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient

from services.talents.main import create_app
from shared.kit.app import build_app
from shared.kit.settings import Settings
from tests.kit.requests.shelf import SERVICE

_COMMITTED = Path(__file__).parents[3] / "docs" / "openapi" / "talents.json"


async def asked(app: FastAPI) -> bytes:
    async with AsyncClient(transport=ASGITransport(app), base_url="http://service") as client:
        answer = await client.get("/openapi.json")
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/json"
        return answer.content


async def test_the_committed_document_is_answered_and_none_is_made() -> None:
    app = create_app(Settings(service="talents"))
    assert await asked(app) == _COMMITTED.read_bytes()
    assert app.openapi_schema is None


async def test_a_service_without_a_committed_document_makes_its_own() -> None:
    app = build_app(SERVICE, Settings(service="shelf"))
    assert b"/api/shelf/v1/opening-hours" in await asked(app)
    assert app.openapi_schema is not None


async def test_the_document_does_not_speak_of_itself() -> None:
    assert b'"/openapi.json"' not in await asked(build_app(SERVICE, Settings(service="shelf")))
