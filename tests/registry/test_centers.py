"""Centers: opened by the operator, seen by everybody, corrected by their own managers."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from shared.testing.running import Running
from shared.testing.tokens import Tokens


def make_center(**overrides: Any) -> dict[str, Any]:
    slug = f"center-{uuid4().hex[:12]}"
    return {"slug": slug, "name": "Соседи у библиотеки", "host": "library", "address": "Садовая, 5"} | overrides


async def test_the_operator_opens_a_center_that_everybody_sees(running: Running, tokens: Tokens) -> None:
    async with running("registry") as api:
        made = await api.as_(tokens.operator()).post("/centers", json=make_center())
        assert made.status_code == 201, made.text
        seen = await api.get(f"/centers/{made.json()['id']}")
        assert seen.json() == made.json()
        assert (await api.get("/centers")).json()["items"][0]["id"] == made.json()["id"]
