"""Likely duplicates are shown while somebody is entered and in a list, and told apart for good."""

import asyncio

import pytest

from services.registry.finding.twins import service
from services.registry.finding.twins.service import look_for_twins
from shared.testing.polling import eventually
from tests.registry.making import Center, Json, a_phone


async def check(home: Center, **typed: object) -> list[Json]:
    answer = await home.manager.post(f"{home.path}/residents/duplicates", json=typed)
    assert answer.status_code == 200, answer.text
    items: list[Json] = answer.json()["items"]
    return items


async def pairs(home: Center, **query: object) -> Json:
    """The list, once everybody has been looked at."""
    await look_for_twins(home.api.app.state.database)

    async def nobody_waits() -> bool:
        answer = await home.manager.get(f"{home.path}/residents/duplicates")
        return bool(answer.json()["unseen"] == 0)

    await eventually(nobody_waits)
    answer = await home.manager.get(
        f"{home.path}/residents/duplicates", params={k: str(v) for k, v in query.items()}
    )
    found: Json = answer.json()
    return found


async def test_while_typing_the_same_telephone_is_noticed(home: Center) -> None:
    phone = a_phone()
    known = await home.enter(family_name="Громов", given_name="Игорь", phone=phone)
    (one,) = await check(home, family_name="Громова", given_name="Анна", phone=f"8{phone[2:]}")
    assert (one["person"]["id"], one["reasons"]) == (known["id"], ["same_contact"])


async def test_while_typing_one_wrong_letter_and_the_same_year_are_noticed(home: Center) -> None:
    known = await home.enter(family_name="Кузнецова", given_name="Мария", birth_year=1948)
    (one,) = await check(home, family_name="Кузницова", given_name="Мария", birth_year=1948)
    assert one["person"]["id"] == known["id"]
    assert one["reasons"] == ["name_differs_by_a_letter", "same_birth_year"]


async def test_latin_letters_and_another_spelling_are_the_same_name(home: Center) -> None:
    house = (await home.house())["id"]
    known = await home.enter(
        family_name="Ковалёва", given_name="Наталья", house_id=house, flat="7", birth_year=1950
    )
    for family, given in (("Kovaleva", "Natalia"), ("Ковалева", "Наталия")):
        (one,) = await check(
            home, family_name=family, given_name=given, house_id=house, flat="7", birth_year=1950
        )
        assert (one["person"]["id"], one["reasons"][0]) == (known["id"], "name_sounds_alike")
        assert one["person"]["home"] == "Садовая, 7, кв. 7"


async def test_others_of_one_name_or_one_family_are_left_alone(home: Center) -> None:
    house = (await home.house())["id"]
    await home.enter(
        family_name="Иванов", given_name="Пётр", patronymic="Сергеевич", house_id=house, birth_year=1950
    )
    assert await check(home, family_name="Иванов", given_name="Пётр") == []
    assert await check(home, family_name="Иванов", given_name="Алексей", house_id=house, flat="3") == []
    assert await check(home, family_name="Иванов", given_name="Пётр", house_id=house, birth_year=1980) == []
    father = {"family_name": "Иванов", "given_name": "Пётр", "patronymic": "Ильич", "house_id": house}
    assert await check(home, **father) == []


async def test_the_list_holds_each_pair_once_with_its_reasons(home: Center) -> None:
    one = await home.enter(family_name="Петрова", given_name="Анна", birth_year=1961)
    other = await home.enter(family_name="Петрова", given_name="Анна", birth_year=1961)
    await home.enter(family_name="Сидорова", given_name="Ольга", birth_year=1961)
    found = await pairs(home)
    assert (found["total"], found["next"]) == (1, None)
    assert {found["items"][0][side]["id"] for side in ("one", "other")} == {one["id"], other["id"]}
    assert found["items"][0]["reasons"] == ["same_name", "same_birth_year"]
    assert (await pairs(home, resident_id=one["id"]))["total"] == 1


async def test_whoever_was_told_apart_is_not_shown_again(home: Center) -> None:
    one = await home.enter(family_name="Петрова", given_name="Анна", birth_year=1961)
    other = await home.enter(family_name="Петрова", given_name="Анна", birth_year=1961)
    assert (await pairs(home))["total"] == 1
    path = f"{home.path}/residents/{one['id']}/different/{other['id']}"
    assert (await home.manager.post(path)).status_code == 204
    assert (await pairs(home))["total"] == 0
    await home.manager.patch(
        f"{home.path}/residents/{one['id']}",
        json={"patronymic": "Ильинична", "channel": "visit"},
        headers={"if-match": '"1"'},
    )
    assert (await pairs(home))["total"] == 0
    assert (await home.manager.post(path)).status_code == 204


async def test_only_two_residents_of_the_center_are_told_apart(home: Center, foreign: Center) -> None:
    one, elsewhere = await home.enter(), await foreign.enter()
    path = f"{home.path}/residents/{one['id']}/different"
    assert (await home.manager.post(f"{path}/{elsewhere['id']}")).status_code == 404
    assert (await home.manager.post(f"{path}/{one['id']}")).status_code == 404
    assert (
        await home.manager.post(f"{foreign.path}/residents/{one['id']}/different/{elsewhere['id']}")
    ).status_code == 404


async def test_a_pair_that_is_no_longer_alike_leaves_the_list(home: Center) -> None:
    await home.enter(family_name="Петрова", given_name="Анна", birth_year=1961)
    other = await home.enter(family_name="Петрова", given_name="Анна", birth_year=1961)
    assert (await pairs(home))["total"] == 1
    await home.manager.patch(
        f"{home.path}/residents/{other['id']}",
        json={"birth_year": 1985, "channel": "visit"},
        headers={"if-match": '"1"'},
    )
    assert (await pairs(home))["total"] == 0


async def test_merging_settles_the_pair(home: Center) -> None:
    one = await home.enter(family_name="Петрова", given_name="Анна", birth_year=1961)
    other = await home.enter(family_name="Петрова", given_name="Анна", birth_year=1961)
    assert (await pairs(home))["total"] == 1
    await home.manager.post(
        f"{home.path}/residents/{one['id']}/merge",
        json={"other_id": other["id"], "reason": "одна и та же"},
        headers={"if-match": '"1"'},
    )
    assert (await pairs(home))["total"] == 0


async def test_duplicates_of_another_center_are_nobodys_business(home: Center, foreign: Center) -> None:
    phone = a_phone()
    await foreign.enter(family_name="Громов", given_name="Игорь", phone=phone)
    assert await check(home, family_name="Громов", given_name="Игорь", phone=phone) == []
    answer = await home.manager.post(
        f"{foreign.path}/residents/duplicates", json={"family_name": "Громов", "given_name": "Игорь"}
    )
    assert answer.status_code == 404


async def test_a_check_without_a_name_or_with_a_strange_one_is_answered(home: Center) -> None:
    answer = await home.manager.post(f"{home.path}/residents/duplicates", json={"family_name": "Громов"})
    assert answer.status_code == 422
    for strange in ("😀", "\u202eиван", "'; --", "О’", "%", "а" * 60):
        assert await check(home, family_name=strange, given_name=strange) == []


async def others_went_on(breath: service.Breath) -> bool:
    """Whether anything else was done while breath was taken."""
    went_on = asyncio.Event()
    asyncio.get_running_loop().call_soon(went_on.set)
    await breath.take()
    return went_on.is_set()


async def test_after_a_moment_of_comparing_requests_are_let_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "MOMENT", 0.0)
    assert await others_went_on(service.Breath())


async def test_before_a_moment_is_over_comparing_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "MOMENT", 3600.0)
    assert not await others_went_on(service.Breath())


async def test_more_people_than_one_turn_takes_are_all_looked_at(
    home: Center, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "AT_ONCE", 1)
    monkeypatch.setattr(service, "READ_AT_ONCE", 1)
    for _ in range(3):
        await home.enter(family_name="Лебедев", given_name="Пётр", birth_year=1950)
    assert (await pairs(home))["total"] == 3
