"""A list of houses beside what managers enter meanwhile, and what other lists say of houses that share an address."""

import pytest

from tests.registry.imports.sending import apply, checked, csv_of, xlsx_of
from tests.registry.making import Center, DatabaseOf, rows


async def test_a_house_entered_meanwhile_in_other_words_is_left_out(home: Center) -> None:
    found = await checked(
        home, xlsx_of(("Адрес", "Число квартир"), ("Лесная, 1", 40), ("Лесная, 1А", 40)), kind="houses"
    )
    assert found["accepted"] == 2
    house = await home.house(address="ул. Лесная, д. 1")
    assert (await apply(home, found))["applied"] == 1
    listed = (await home.manager.get(f"{home.path}/houses")).json()["items"]
    assert {one["address"] for one in listed} == {house["address"], "Лесная, 1А"}


@pytest.mark.parametrize(
    ("kind", "headings", "row"),
    [
        ("residents", ("ФИО", "Дом"), ("Ким Лев", "Садовая, 7")),
        ("members", ("Организация", "ФИО", "Дом"), ("Клуб домино", "Ким Лев", "Садовая, 7")),
        ("owners", ("Дом", "Квартира", "Собственник"), ("Садовая, 7", "5", "Дальний Олег")),
        ("organisations", ("Название", "Вид", "Дом"), ("Домком", "совет дома", "Садовая, 7")),
    ],
)
async def test_an_address_that_two_houses_share_is_said_so_in_every_list(
    home: Center, database_of: DatabaseOf, kind: str, headings: tuple[str, ...], row: tuple[str, ...]
) -> None:
    await home.house(address="Садовая, 7")
    other = await home.house(address="Лесная, 1")
    # Entered while spellings were told apart less well than now.
    await rows(
        await database_of("registry"), "update houses set address = 'ул. Садовая, д. 7' where id = $1",
        other["id"], center=home.id,
    )  # fmt: skip
    found = await checked(home, csv_of(headings, row), kind=kind)
    codes = {(one["column"], one["code"]) for one in found["rejected"]}
    assert ("Дом", "imports.house-twice") in codes
    assert ("Дом", "imports.house-unknown") not in codes
    houses = csv_of(("Адрес", "Число квартир"), ("Садовая ул., 7", "40"))
    assert (await checked(home, houses, kind="houses"))["duplicates"] == 1
