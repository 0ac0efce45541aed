"""A list of houses beside what managers enter meanwhile."""

from tests.registry.imports.sending import apply, checked, xlsx_of
from tests.registry.making import Center


async def test_a_house_entered_meanwhile_in_other_words_is_left_out(home: Center) -> None:
    found = await checked(
        home, xlsx_of(("Адрес", "Число квартир"), ("Лесная, 1", 40), ("Лесная, 1А", 40)), kind="houses"
    )
    assert found["accepted"] == 2
    house = await home.house(address="ул. Лесная, д. 1")
    assert (await apply(home, found))["applied"] == 1
    listed = (await home.manager.get(f"{home.path}/houses")).json()["items"]
    assert {one["address"] for one in listed} == {house["address"], "Лесная, 1А"}
