"""Two people edit one thing, and nobody's change is lost."""

import asyncio
from uuid import UUID

from shared.testing.running import Api
from shared.testing.tokens import Tokens
from tests.kit.requests.conftest import Shelf


async def _thing(api: Api, center: UUID) -> str:
    made = await api.post(f"/centers/{center}/things", json={"name": "лампа"})
    return f"/centers/{center}/things/{made.json()['id']}"


async def test_edit_of_the_seen_version_is_taken(shelf: Shelf, center: UUID, tokens: Tokens) -> None:
    api = shelf.api.as_(tokens.manager(center))
    answer = await api.patch(await _thing(api, center), json={"name": "стол"}, headers={"if-match": '"1"'})
    assert (answer.status_code, answer.headers["etag"]) == (200, '"2"')


async def test_edit_of_an_older_version_is_refused(shelf: Shelf, center: UUID, tokens: Tokens) -> None:
    api = shelf.api.as_(tokens.manager(center))
    thing = await _thing(api, center)
    await api.patch(thing, json={"name": "стол"}, headers={"if-match": '"1"'})
    answer = await api.patch(thing, json={"name": "стул"}, headers={"if-match": '"1"'})
    assert (answer.status_code, answer.json()["code"]) == (412, "outdated")


async def test_edit_without_a_version_is_refused(shelf: Shelf, center: UUID, tokens: Tokens) -> None:
    api = shelf.api.as_(tokens.manager(center))
    answer = await api.patch(await _thing(api, center), json={"name": "стол"})
    assert (answer.status_code, answer.json()["code"]) == (428, "if-match-missing")


async def test_edit_of_whatever_version_is_refused(shelf: Shelf, center: UUID, tokens: Tokens) -> None:
    api = shelf.api.as_(tokens.manager(center))
    answer = await api.patch(await _thing(api, center), json={"name": "стол"}, headers={"if-match": "*"})
    assert (answer.status_code, answer.json()["code"]) == (428, "if-match-missing")


async def test_of_two_edits_at_one_moment_one_is_taken(shelf: Shelf, center: UUID, tokens: Tokens) -> None:
    api = shelf.api.as_(tokens.manager(center))
    thing = await _thing(api, center)
    answers = await asyncio.gather(
        *(api.patch(thing, json={"name": f"стол {n}"}, headers={"if-match": '"1"'}) for n in range(4))
    )
    assert sorted(answer.status_code for answer in answers) == [200, 412, 412, 412]
