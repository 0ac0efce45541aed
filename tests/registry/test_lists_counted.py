"""How many there are on all pages of a list, for whoever asks."""

import pytest

from shared.kit import paging
from tests.registry.making import Center


async def asked(home: Center, what: str, **query: object) -> tuple[int, int | None]:
    """How many are on the page, and how many there are said to be."""
    answer = await home.manager.get(
        f"{home.path}/{what}", params={name: str(one) for name, one in query.items()}
    )
    assert answer.status_code == 200, answer.text
    return len(answer.json()["items"]), answer.json().get("total")


async def test_whoever_asks_is_told_how_many_there_are_on_all_pages(home: Center, foreign: Center) -> None:
    house = await home.house(address="Садовая, 7")
    for number in range(3):
        await home.enter(family_name=f"Ким{'абв'[number]}", house_id=house["id"] if number else None)
    first = (await home.manager.get(f"{home.path}/residents?limit=2&total=true")).json()
    assert (len(first["items"]), first["total"]) == (2, 3)
    assert await asked(home, "residents", limit=2, total=True, cursor=first["next"]) == (1, 3)
    assert await asked(home, "residents", total=True, house_id=house["id"]) == (2, 2)
    assert await asked(home, "residents", total=True, q="Кима") == (1, 1)
    assert await asked(home, "houses", total=True) == (1, 1)
    for empty in ("memberships", "owners", "partners", "imports"):
        assert await asked(home, empty, total=True) == (0, 0)
    assert (await foreign.manager.get(f"{home.path}/residents?total=true")).status_code == 404


async def test_whoever_does_not_ask_is_answered_as_before(home: Center) -> None:
    for what in ("residents", "houses", "memberships", "owners", "partners", "imports"):
        answer = (await home.manager.get(f"{home.path}/{what}")).json()
        assert set(answer) == {"items", "next"}, what


async def test_nobody_counts_further_than_it_costs_nothing(
    home: Center, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paging, "MOST_COUNTED", 2)
    for number in range(4):
        await home.house(address=f"Садовая, {number + 1}")
    assert await asked(home, "houses", total=True) == (4, 3)


async def test_partners_come_by_name_in_parts(home: Center) -> None:
    for name in ("школа", "Аптека", "Лавка"):
        body = {"name": name, "kind": "other"}
        assert (await home.manager.post(f"{home.path}/partners", json=body)).status_code == 201
    names, cursor = [], ""
    for _ in range(3):
        page = (await home.manager.get(f"{home.path}/partners?order=name&limit=1&total=true{cursor}")).json()
        assert page["total"] == 3
        names += [one["name"] for one in page["items"]]
        cursor = f"&cursor={page['next']}"
    assert (names, page["next"]) == (["Аптека", "Лавка", "школа"], None)
    assert (await home.manager.get(f"{home.path}/partners?order=age")).status_code == 422
