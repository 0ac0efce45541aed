"""What one request leaves behind: all of it or nothing."""

from uuid import UUID

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


async def test_all_wrong_values_are_named_in_russian(shelf: Shelf, center: UUID, tokens: Tokens) -> None:
    answer = await shelf.api.as_(tokens.manager(center)).post(f"/centers/{center}/things", json={"name": ""})
    assert answer.status_code == 422
    assert answer.json()["errors"] == [
        {"pointer": "/name", "code": "string_too_short", "message": "Не короче 1 зн."}
    ]
