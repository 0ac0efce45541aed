"""When two cards are likely one person, and when they are two people of one home."""

from uuid import uuid4

import pytest

from services.registry.finding.twins.model import Likeness, Name, alike, may_be_one
from services.registry.finding.twins.service import look_for_twins
from tests.registry.imports.sending import apply, checked, csv_of
from tests.registry.making import Center, a_phone

PHONE = frozenset({"+79161234567"})
HOUSE, FLAT = uuid4(), uuid4()

COUPLES = [
    (("Иванов", "Пётр"), ("Иванова", "Пелагея")),
    (("Иванов", "Александр"), ("Иванова", "Александра")),
    (("Ким", "Валерий"), ("Ким", "Валерия")),
    (("Ким", "Мария"), ("Ким", "Марина")),
    (("Петров", "Олег"), ("Сидорова", "Инна")),
]
SLIPS = [
    (("Иванов", "Пётр"), ("Иванов", "Птр")),
    (("Иванова", "Наталья"), ("Иванова", "Наталия")),
    (("Петрова", "Анна"), ("Сидорова", "Анна")),
    (("Иванова", "П."), ("Иванова", "Пелагея")),
    (("Иванов", "Пётр"), ("Пётр", "Иванов")),
]


def _both(one: tuple[str, str], other: tuple[str, str], **also: object) -> tuple[Likeness, Likeness]:
    known = {"house_id": HOUSE, "premises_id": FLAT, "contacts": PHONE, **also}
    return Likeness(uuid4(), *one, **known), Likeness(uuid4(), *other, **known)  # type: ignore[arg-type]  # overrides


@pytest.mark.parametrize(("one", "other"), COUPLES)
def test_two_given_names_with_one_telephone_in_one_home_are_a_household(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    assert alike(*_both(one, other)) == []
    assert alike(*_both(one, other, premises_id=None, birth_year=1950)) == []
    assert not may_be_one(Name(*one), Name(*other))


@pytest.mark.parametrize(("one", "other"), SLIPS)
def test_a_slip_another_family_name_or_an_initial_still_may_be_one_person(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    assert alike(*_both(one, other))


@pytest.mark.parametrize(("one", "other"), COUPLES)
def test_one_telephone_in_two_homes_is_looked_at(one: tuple[str, str], other: tuple[str, str]) -> None:
    mine, theirs = _both(one, other)
    elsewhere = Likeness(theirs.id, *other, house_id=uuid4(), premises_id=uuid4(), contacts=PHONE)
    assert alike(mine, elsewhere) == ["same_contact"]
    unknown = Likeness(theirs.id, *other, contacts=PHONE)
    assert alike(mine, unknown) == ["same_contact"]


async def test_a_couple_of_like_names_comes_in_by_a_list_and_is_no_pair(home: Center) -> None:
    house = await home.house(address="Садовая, 7", flats=40)
    phone = a_phone()
    rows = csv_of(
        ("ФИО", "Телефон", "Дом", "Кв."),
        ("Иванов Александр", phone, house["address"], "5"),
        ("Иванова Александра", phone, house["address"], "5"),
    )
    done = await apply(home, await checked(home, rows))
    assert (done["applied"], done["duplicates"], done["alike"]) == (2, 0, 0)


async def test_of_a_crowd_that_is_alike_the_likeliest_pair_is_listed(home: Center) -> None:
    house = await home.house(address="Садовая, 7", flats=80)
    crowd = [(f"Иванов{at:02}", "Пётр", house["address"], str(at + 1), "1950") for at in range(45)]
    rows = csv_of(
        ("Фамилия", "Имя", "Дом", "Кв.", "Год рождения"),
        *crowd,
        ("Ивановв30", "Пётр", house["address"], "31", "1950"),
    )
    await apply(home, await checked(home, rows))
    await look_for_twins(home.api.app.state.database)
    listed = (await home.manager.get(f"{home.path}/residents/duplicates?limit=1")).json()["items"]
    assert {listed[0]["one"]["name"], listed[0]["other"]["name"]} == {"Иванов30 Пётр", "Ивановв30 Пётр"}
