"""Who gets in, and what everybody else is told."""

from uuid import UUID

import pytest

from shared.kit.ids import new_id
from shared.testing.tokens import Tokens
from tests.kit.requests.conftest import Shelf


async def test_no_token_is_asked_to_sign_in(shelf: Shelf, center: UUID) -> None:
    answer = await shelf.api.get(f"/centers/{center}/things")
    assert (answer.status_code, answer.json()["code"]) == (401, "access.token-missing")
    assert answer.headers["content-type"] == "application/problem+json"


async def test_expired_token_is_refused(shelf: Shelf, center: UUID, tokens: Tokens) -> None:
    expired = tokens.of("manager", new_id(), (center,), seconds=-1)
    answer = await shelf.api.as_(expired).get(f"/centers/{center}/things")
    assert (answer.status_code, answer.json()["code"]) == (401, "access.token-refused")


async def test_token_of_another_signer_is_refused(shelf: Shelf, center: UUID) -> None:
    answer = await shelf.api.as_(Tokens().manager(center)).get(f"/centers/{center}/things")
    assert answer.status_code == 401


@pytest.mark.parametrize("audience", ["another-api", None, ["x"], ""])
async def test_a_token_for_somebody_else_is_refused(
    shelf: Shelf, center: UUID, tokens: Tokens, audience: object
) -> None:
    token = tokens.of("manager", new_id(), (center,), aud=audience)
    assert (await shelf.api.as_(token).get(f"/centers/{center}/things")).status_code == 401


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "eyJhbGciOiJub25lIn0.e30."])
async def test_what_is_no_token_is_refused(shelf: Shelf, center: UUID, token: str) -> None:
    answer = await shelf.api.get(f"/centers/{center}/things", headers={"authorization": f"Bearer {token}"})
    assert answer.status_code == 401


async def test_role_that_may_not_is_told_so(shelf: Shelf, center: UUID, tokens: Tokens) -> None:
    answer = await shelf.api.as_(tokens.city()).get(f"/centers/{center}/things")
    assert (answer.status_code, answer.json()["code"]) == (403, "access.role-refused")


async def test_foreign_center_looks_like_no_center(shelf: Shelf, center: UUID, tokens: Tokens) -> None:
    api = shelf.api.as_(tokens.manager(center))
    foreign = await api.get(f"/centers/{new_id()}/things")
    nonsense = await api.get("/centers/nonsense/things")
    assert (foreign.status_code, foreign.content) == (nonsense.status_code, nonsense.content)
    assert foreign.status_code == 404


async def test_thing_of_another_center_is_not_found(shelf: Shelf, center: UUID, tokens: Tokens) -> None:
    made = await shelf.api.as_(tokens.manager(center)).post(
        f"/centers/{center}/things", json={"name": "лампа"}
    )
    other = new_id()
    answer = await shelf.api.as_(tokens.manager(other)).patch(
        f"/centers/{other}/things/{made.json()['id']}", json={"name": "моя"}, headers={"if-match": '"1"'}
    )
    assert answer.status_code == 404


async def test_public_route_asks_for_nothing(shelf: Shelf) -> None:
    assert (await shelf.api.get("/opening-hours")).status_code == 200
