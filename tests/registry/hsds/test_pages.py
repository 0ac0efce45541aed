"""The directory as the standard's own lists tell it: page by page, and each thing by its id."""

from uuid import uuid4

import pytest

from tests.registry.directory.making import entered
from tests.registry.hsds.test_exchange import KINDS, full
from tests.registry.making import Center, Json


async def test_services_come_by_pages_of_the_standard(home: Center) -> None:
    await full(home)
    first = (await home.manager.get("/directory/hsds?per_page=2")).json()
    second = (await home.manager.get("/directory/hsds?per_page=2&page=2")).json()
    assert (first["first_page"], first["last_page"], second["first_page"]) == (True, False, False)
    ids = [one["id"] for page in (first, second) for one in page["contents"]]
    assert len(set(ids)) == len(ids)
    beyond = (await home.manager.get("/directory/hsds?page=999")).json()
    assert (beyond["empty"], beyond["contents"]) == (True, [])
    assert (await home.manager.get("/directory/hsds?per_page=0")).status_code == 422


async def paged(center: Center, kind: str, per_page: int) -> list[Json]:
    """Everything of a kind, a page after the other."""
    found: list[Json] = []
    for page in range(1, 50):
        query = f"own=true&per_page={per_page}&page={page}"
        said = (await center.manager.get(f"/directory/hsds/{kind}?{query}")).json()
        assert said["page_number"] == page
        found += said["contents"]
        if said["last_page"]:
            assert said["total_items"] == len(found)
            return found
    raise AssertionError("there is no last page")


@pytest.mark.parametrize("kind", KINDS)
async def test_small_pages_hold_the_same_as_one_large_one(home: Center, kind: str) -> None:
    await full(home)
    await full(home)
    assert await paged(home, kind, 1) == await paged(home, kind, 500)
    beyond = (await home.manager.get(f"/directory/hsds/{kind}?own=true&page=900")).json()
    assert (beyond["contents"], beyond["empty"], beyond["last_page"]) == ([], True, True)


@pytest.mark.parametrize("kind", KINDS)
async def test_each_thing_is_found_by_its_id(home: Center, kind: str) -> None:
    await full(home)
    for one in await paged(home, kind, 500):
        assert (await home.manager.get(f"/directory/hsds/{kind}/{one['id']}")).json() == one
    assert (await home.manager.get(f"/directory/hsds/{kind}/{uuid4()}")).status_code == 404


async def test_a_place_that_is_gone_takes_no_service_with_it(home: Center) -> None:
    place = {"id": str(uuid4()), "address": "Мира, 1"}
    body = {"places": [place], "services": [{"name": "Ночлег", "place_ids": [place["id"]]}]}
    made = await entered(home, **body)
    gone = await home.manager.patch(
        f"/directory/{made['id']}", json={"places": []}, headers={"if-match": f'"{made["version"]}"'}
    )
    assert gone.json()["services"][0]["place_ids"] == []
    assert [one["name"] for one in await paged(home, "services", 50)] == ["Ночлег"]
