"""What one request leaves behind: all of it or nothing."""

from uuid import UUID

import pytest
from structlog.testing import capture_logs

from shared.testing.tokens import Tokens
from tests.kit.requests.conftest import Shelf


async def _left(shelf: Shelf, center: UUID) -> tuple[int, int, int]:
    """Things, facts and audit lines of a center."""
    row = await shelf.admin.fetchrow(
        "select (select count(*) from things where center_id = $1), (select count(*) from outbox where center_id = $1),"
        " (select count(*) from audit where center_id = $1)",
        center,
    )
    assert row is not None
    return row[0], row[1], row[2]


async def test_row_fact_and_audit_line_are_committed_together(
    shelf: Shelf, center: UUID, tokens: Tokens
) -> None:
    answer = await shelf.api.as_(tokens.manager(center)).post(
        f"/centers/{center}/things", json={"name": "лампа"}
    )
    assert answer.status_code == 201
    assert await _left(shelf, center) == (1, 1, 1)


async def test_hot_path_leaves_the_same(shelf: Shelf, center: UUID, tokens: Tokens) -> None:
    answer = await shelf.api.as_(tokens.manager(center)).post(
        f"/centers/{center}/hot-things", json={"name": "лампа"}
    )
    assert answer.status_code == 201
    assert await _left(shelf, center) == (1, 1, 1)


async def test_failure_leaves_nothing(shelf: Shelf, center: UUID, tokens: Tokens) -> None:
    answer = await shelf.api.as_(tokens.manager(center)).post(f"/centers/{center}/broken-things", json={})
    assert (answer.status_code, answer.json()["code"]) == (500, "unexpected")
    assert await _left(shelf, center) == (0, 0, 0)


async def test_refusal_leaves_nothing(shelf: Shelf, center: UUID, tokens: Tokens) -> None:
    api = shelf.api.as_(tokens.manager(center))
    await api.post(f"/centers/{center}/things", json={"name": "лампа"})
    again = await api.post(f"/centers/{center}/things", json={"name": "лампа"})
    assert (again.status_code, again.json()["code"]) == (409, "shelf.already-there")
    assert await _left(shelf, center) == (1, 1, 1)


async def test_fact_carries_the_correlation_of_its_request(
    shelf: Shelf, center: UUID, tokens: Tokens
) -> None:
    api = shelf.api.as_(tokens.manager(center))
    answer = await api.post(
        f"/centers/{center}/things", json={"name": "лампа"}, headers={"x-correlation-id": "page-12345678"}
    )
    assert answer.headers["x-correlation-id"] == "page-12345678"
    said = await shelf.admin.fetchval("select correlation_id from outbox where center_id = $1", center)
    assert said == "page-12345678"


async def test_correlation_that_could_be_an_injection_is_replaced(shelf: Shelf) -> None:
    answer = await shelf.api.get("/opening-hours", headers={"x-correlation-id": 'x"} {"level'})
    assert answer.headers["x-correlation-id"] != 'x"} {"level'


@pytest.mark.parametrize("state", ["40P01", "22012"])
@pytest.mark.parametrize("headers", [{}, {"idempotency-key": "once"}])
async def test_what_was_done_is_answered_as_done_whatever_fails_after_it(
    shelf: Shelf, center: UUID, tokens: Tokens, state: str, headers: dict[str, str]
) -> None:
    api, path = shelf.api.as_(tokens.manager(center)), f"/centers/{center}/things-with/{state}"
    with capture_logs() as said:
        answer = await api.post(path, json={"name": "лампа"}, headers=headers)
    assert (answer.status_code, answer.json()["name"]) == (201, "лампа")
    assert await _left(shelf, center) == (1, 0, 1)
    (line,) = [one for one in said if one["event"] == "request.unfinished"]
    assert "on purpose" not in str(line)
    if headers:
        again = await api.post(path, json={"name": "лампа"}, headers=headers)
        assert (again.status_code, again.json()) == (201, answer.json())
        assert await _left(shelf, center) == (1, 0, 1)


async def test_what_was_done_and_could_not_be_sent_on_is_said_in_its_own_words(
    shelf: Shelf, center: UUID, tokens: Tokens
) -> None:
    answer = await shelf.api.as_(tokens.manager(center)).post(
        f"/centers/{center}/things-with/refused", json={"name": "лампа"}
    )
    assert (answer.status_code, answer.json()["code"]) == (409, "shelf.not-sent")
    assert await _left(shelf, center) == (1, 0, 0)


async def test_all_wrong_values_are_named_in_russian(shelf: Shelf, center: UUID, tokens: Tokens) -> None:
    answer = await shelf.api.as_(tokens.manager(center)).post(f"/centers/{center}/things", json={"name": ""})
    assert answer.status_code == 422
    assert answer.json()["errors"] == [
        {"pointer": "/name", "code": "string_too_short", "message": "Не короче 1 зн."}
    ]
