"""The same key twice is one command."""

import asyncio
from uuid import UUID

import pytest

from shared.kit.ids import new_id
from shared.testing.tokens import Tokens
from tests.kit.requests.conftest import Shelf


@pytest.mark.parametrize("path", ["things", "hot-things"])
async def test_same_key_and_body_answers_the_first_result(
    shelf: Shelf, center: UUID, tokens: Tokens, path: str
) -> None:
    api = shelf.api.as_(tokens.manager(center))
    key = {"idempotency-key": str(new_id())}
    first = await api.post(f"/centers/{center}/{path}", json={"name": "лампа"}, headers=key)
    again = await api.post(f"/centers/{center}/{path}", json={"name": "лампа"}, headers=key)
    assert (first.status_code, first.content) == (again.status_code, again.content)
    assert first.status_code == 201
    assert await shelf.admin.fetchval("select count(*) from things where center_id = $1", center) == 1


@pytest.mark.parametrize("path", ["things", "hot-things"])
async def test_same_key_at_the_same_moment_is_done_once(
    shelf: Shelf, center: UUID, tokens: Tokens, path: str
) -> None:
    api = shelf.api.as_(tokens.manager(center))
    key = {"idempotency-key": str(new_id())}
    answers = await asyncio.gather(
        *(api.post(f"/centers/{center}/{path}", json={"name": "лампа"}, headers=key) for _ in range(6))
    )
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert await shelf.admin.fetchval("select count(*) from outbox where center_id = $1", center) == 1


async def test_same_key_with_another_body_is_refused(shelf: Shelf, center: UUID, tokens: Tokens) -> None:
    api = shelf.api.as_(tokens.manager(center))
    key = {"idempotency-key": str(new_id())}
    await api.post(f"/centers/{center}/things", json={"name": "лампа"}, headers=key)
    other = await api.post(f"/centers/{center}/things", json={"name": "стол"}, headers=key)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency.other-body")


async def test_key_belongs_to_its_caller(shelf: Shelf, center: UUID, tokens: Tokens) -> None:
    key = {"idempotency-key": str(new_id())}
    mine = await shelf.api.as_(tokens.manager(center)).post(
        f"/centers/{center}/hot-things", json={"name": "лампа"}, headers=key
    )
    theirs = await shelf.api.as_(tokens.manager(center)).post(
        f"/centers/{center}/hot-things", json={"name": "лампа"}, headers=key
    )
    assert mine.json()["id"] != theirs.json()["id"]


async def test_refused_command_is_not_kept(shelf: Shelf, center: UUID, tokens: Tokens) -> None:
    api = shelf.api.as_(tokens.manager(center))
    key = {"idempotency-key": str(new_id())}
    refused = await api.post(f"/centers/{center}/things", json={"name": ""}, headers=key)
    mended = await api.post(f"/centers/{center}/things", json={"name": "лампа"}, headers=key)
    assert (refused.status_code, mended.status_code) == (422, 201)
