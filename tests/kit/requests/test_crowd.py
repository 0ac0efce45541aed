"""Whoever finds every connection taken for too long is told to come again; nothing breaks."""

from contextlib import AsyncExitStack
from typing import cast
from uuid import UUID

import pytest
from sqlalchemy.pool import QueuePool

from shared.kit.access import Keys
from shared.kit.app import build_app
from shared.kit.settings import Settings
from shared.testing.running import Api
from shared.testing.tokens import Tokens
from tests.kit.requests.shelf import SERVICE


async def test_a_crowd_is_told_to_come_again_and_is_served_later(
    shelf_dsns: tuple[str, str], center: UUID, tokens: Tokens, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(service="shelf", database=shelf_dsns[0], database_pool=1)
    app = build_app(SERVICE, settings, Keys.of(tokens.jwks))
    async with app.router.lifespan_context(app), Api(app, "shelf") as api, AsyncExitStack() as crowd:
        database, manager = app.state.database, api.as_(tokens.manager(center))
        monkeypatch.setattr(cast(QueuePool, database.engine.pool), "_timeout", 0.05)
        for _ in range(2):  # the one connection, and the one more of a rush
            await (await crowd.enter_async_context(database.session(center))).connection()
        refused = await manager.get(f"/centers/{center}/things")
        assert (refused.status_code, refused.json()["code"]) == (503, "unavailable")
        await crowd.aclose()
        assert (await manager.get(f"/centers/{center}/things")).status_code == 200
