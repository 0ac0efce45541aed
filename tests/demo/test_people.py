"""The people of the demo city are believable: names agree with gender and kin, nobody shares a contact."""

from collections import Counter
from random import Random
from typing import get_args

import phonenumbers
import pytest

from deploy.demo.names import Kin, People, draw_father, draw_given, latin, patronymic
from deploy.demo.people import Person
from deploy.demo.places import PLACES, WORKERS
from deploy.demo.plan import neighborhoods

EVERYBODY = [person for one in neighborhoods() for person in one.people]


def test_the_city_has_three_centers_twenty_houses_and_about_three_hundred_people() -> None:
    assert {place.host for place in PLACES} == {"library", "school", "active_people"}
    assert sum(len(place.houses) for place in PLACES) == 20
    assert 270 <= len(EVERYBODY) <= 330


def test_it_is_the_same_city_every_time() -> None:
    assert neighborhoods() == neighborhoods()


@pytest.mark.parametrize(
    ("father", "son", "daughter"),
    [
        ("Пётр", "Петрович", "Петровна"),
        ("Илья", "Ильич", "Ильинична"),
        ("Юрий", "Юрьевич", "Юрьевна"),
        ("Лев", "Львович", "Львовна"),
        ("Никита", "Никитич", "Никитична"),
    ],
)
def test_patronymics_are_formed_as_people_form_them(father: str, son: str, daughter: str) -> None:
    assert (patronymic(father, "m"), patronymic(father, "f")) == (son, daughter)


def test_names_agree_with_gender() -> None:
    for person in EVERYBODY:
        assert person.patronymic.endswith(("вна", "чна") if person.gender == "f" else ("ич",)), person
        if person.family_name.endswith(("ова", "ева", "ёва", "ина", "ская", "тая")):
            assert person.gender == "f", person
        if person.family_name.endswith(("ов", "ев", "ёв", "ин", "ский", "той")):
            assert person.gender == "m", person


def test_children_are_called_after_the_man_of_the_house() -> None:
    children = 0
    for child in EVERYBODY:
        parents = [
            one
            for one in EVERYBODY
            if (one.house, one.flat) == (child.house, child.flat) and one is not child
        ]
        fathers = [one for one in parents if one.gender == "m" and 18 < child.born - one.born < 60]
        if len(parents) == 2 and fathers:
            children += 1
            assert child.patronymic == patronymic(fathers[0].given_name, child.gender)
            assert child.family_name in {fathers[0].family_name, *(one.family_name for one in parents)}
    assert children > 20


def test_every_name_that_can_be_drawn_has_a_patronymic() -> None:
    for people in get_args(People):
        for born in (1940, 1970, 2000):
            for draw in range(200):
                random = Random(draw)
                kin = Kin("Орлов", "Орлова", people)
                assert patronymic(draw_father(random, kin, born), "f")
                assert draw_given(random, kin, "m", born)


def test_nobody_shares_a_contact_and_every_telephone_could_exist() -> None:
    contacts = [c for person in EVERYBODY for c in (person.phone, person.mail) if c]
    contacts += [worker.mail for worker in WORKERS]
    assert [contact for contact, times in Counter(contacts).items() if times > 1] == []
    for person in EVERYBODY:
        if person.phone:
            assert phonenumbers.is_valid_number(phonenumbers.parse(person.phone))


def test_mail_goes_nowhere_and_is_written_in_plain_letters() -> None:
    for person in EVERYBODY:
        if person.mail:
            name, _, domain = person.mail.partition("@")
            assert domain == "example.org"
            assert name.isascii()
            assert name.replace(".", "").isalnum()
    assert latin("Щербакова Юлия Ильинична") == "scherbakova yuliya ilinichna"


def test_some_have_neither_mail_nor_telephone_and_most_of_them_are_old() -> None:
    unreachable = [person for person in EVERYBODY if not person.mail and not person.phone]
    assert 10 <= len(unreachable) <= 60
    assert sum(person.age > 60 for person in unreachable) > len(unreachable) / 2


def test_a_flat_belongs_to_one_household() -> None:
    families: dict[tuple[str, str], set[str]] = {}
    for person in EVERYBODY:
        families.setdefault((person.house, person.flat), set()).add(_stem(person))
    assert all(len(stems) == 1 for stems in families.values())


def _stem(person: Person) -> str:
    """Enough of a family name to be the same for a man and a woman."""
    return person.family_name[:4]
