"""Two who stop each other in the database: nobody is told of a failure, one is asked to come again."""

import asyncio
from uuid import UUID

import pytest

from shared.testing.tokens import Tokens
from tests.kit.requests.conftest import Shelf


async def test_of_two_who_stop_each_other_one_is_carried_out_and_one_may_come_again(
    shelf: Shelf, center: UUID, tokens: Tokens
) -> None:
    manager = shelf.api.as_(tokens.manager(center))
    path = f"/centers/{center}/things"
    one, other = [(await manager.post(path, json={"name": name})).json()["id"] for name in ("one", "other")]
    answers = await asyncio.gather(
        manager.put(f"{path}/{one}/with/{other}", json={"name": "first"}),
        manager.put(f"{path}/{other}/with/{one}", json={"name": "second"}),
    )
    done, stopped = sorted(answers, key=lambda answer: answer.status_code)
    assert (done.status_code, stopped.status_code) == (204, 503)
    assert stopped.headers["content-type"] == "application/problem+json"
    assert (stopped.json()["code"], stopped.headers["retry-after"]) == ("unavailable", "1")
    assert "deadlock" not in stopped.text
    carried_out = "first" if answers[0] is done else "second"
    kept = (await manager.get(path)).json()["items"]
    assert {thing["name"] for thing in kept} == {carried_out}


@pytest.mark.parametrize("state", ["40001", "40P01"])
async def test_what_the_database_takes_back_may_be_sent_again(
    shelf: Shelf, center: UUID, tokens: Tokens, state: str
) -> None:
    answer = await shelf.api.as_(tokens.manager(center)).post(f"/centers/{center}/states/{state}")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")


@pytest.mark.parametrize("state", ["22012", "42501"])
async def test_what_would_fail_again_is_still_a_failure(
    shelf: Shelf, center: UUID, tokens: Tokens, state: str
) -> None:
    answer = await shelf.api.as_(tokens.manager(center)).post(f"/centers/{center}/states/{state}")
    assert (answer.status_code, answer.json()["code"]) == (500, "unexpected")
    assert "retry-after" not in answer.headers
