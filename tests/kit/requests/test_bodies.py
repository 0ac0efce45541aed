"""A body that is no JSON is refused as such, and what is wrong in one is pointed at."""

from collections.abc import AsyncIterator
from uuid import UUID

import pytest

from shared.kit.bounds import LARGEST_TEXT
from shared.testing.tokens import Tokens
from tests.kit.requests.conftest import Shelf


async def test_json_with_a_charset_is_taken(shelf: Shelf, center: UUID, tokens: Tokens) -> None:
    answer = await shelf.api.as_(tokens.manager(center)).post(
        f"/centers/{center}/things",
        content='{"name": "лампа"}'.encode(),
        headers={"content-type": "application/json; charset=utf-8"},
    )
    assert answer.status_code == 201


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/xml"])
async def test_body_of_another_kind_is_refused(shelf: Shelf, center: UUID, tokens: Tokens, kind: str) -> None:
    answer = await shelf.api.as_(tokens.manager(center)).post(
        f"/centers/{center}/things", content=b'{"name": "lamp"}', headers={"content-type": kind}
    )
    assert (answer.status_code, answer.json()["code"]) == (415, "http.415")


async def test_body_that_does_not_say_what_it_is_is_refused(
    shelf: Shelf, center: UUID, tokens: Tokens
) -> None:
    answer = await shelf.api.as_(tokens.manager(center)).post(f"/centers/{center}/things", content=b"{}")
    assert answer.status_code == 415


async def test_no_body_at_all_is_a_missing_body(shelf: Shelf, center: UUID, tokens: Tokens) -> None:
    answer = await shelf.api.as_(tokens.manager(center)).post(f"/centers/{center}/things")
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "missing")


async def test_broken_json_is_wrong_as_a_whole(shelf: Shelf, center: UUID, tokens: Tokens) -> None:
    answer = await shelf.api.as_(tokens.manager(center)).post(
        f"/centers/{center}/things", content=b'{"name": ', headers={"content-type": "application/json"}
    )
    (wrong,) = answer.json()["errors"]
    assert (answer.status_code, wrong["code"], wrong["pointer"]) == (422, "json_invalid", "")


@pytest.mark.parametrize("told_beforehand", [True, False])
async def test_body_that_is_too_long_is_refused_and_read_no_further(
    shelf: Shelf, center: UUID, *, told_beforehand: bool
) -> None:
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        while read < 5 * LARGEST_TEXT:
            read += 100_000
            yield b" " * 100_000

    answer = await shelf.api.post(
        f"/centers/{center}/things",
        content=b" " * (LARGEST_TEXT + 1) if told_beforehand else endless(),
        headers={"content-type": "application/json"},
    )
    assert (answer.status_code, answer.json()["code"]) == (413, "http.413")
    assert read <= LARGEST_TEXT + 200_000


async def test_body_of_the_greatest_length_is_read(shelf: Shelf, center: UUID, tokens: Tokens) -> None:
    body = b'{"name": "lamp"}'
    answer = await shelf.api.as_(tokens.manager(center)).post(
        f"/centers/{center}/things",
        content=body + b" " * (LARGEST_TEXT - len(body)),
        headers={"content-type": "application/json"},
    )
    assert answer.status_code == 201
