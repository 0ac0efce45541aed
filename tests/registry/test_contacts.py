"""What people type is read as one contact, whichever way they write it."""

import pytest

from services.registry.people.contacts.model import (
    Contact,
    ContactUnclear,
    read_aloud,
    read_contact,
    read_mail,
    read_phone,
)


@pytest.mark.parametrize(
    "typed",
    [
        "8 (916) 123-45-67",
        "+7 916 123 45 67",
        "916 123-45-67",
        " ８９１６１２３４５６７ ",
        "+7\u00a0916\u00a0123\u00a045\u00a067",
    ],
)
def test_a_number_is_the_same_however_it_is_written(typed: str) -> None:
    assert read_contact(typed) == Contact("phone", "+79161234567")


def test_a_foreign_number_keeps_its_country() -> None:
    assert read_phone("+49 30 1234567").value == "+49301234567"


@pytest.mark.parametrize(
    "typed", ["", "123", "8 916 123-45-6", "позвоните мне", "+7 916 123 45 67 89", "0" * 300]
)
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(ContactUnclear, match="номер"):
        read_phone(typed)


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ("+79161234567", "+7 916 123-45-67"),
        ("+7", "+7"),
        ("neighbor@example.org", "neighbor@example.org"),
    ],
)
def test_a_number_is_printed_in_the_groups_in_which_people_read_it(kept: str, said: str) -> None:
    assert read_aloud(kept).replace("\N{NO-BREAK SPACE}", " ") == said


def test_mail_is_lower_case_and_its_domain_ascii() -> None:
    assert read_contact(" Anna.Petrova@Почта.РФ ") == Contact("mail", "anna.petrova@xn--80a1acny.xn--p1ai")


@pytest.mark.parametrize(
    "typed",
    [
        "anna@",
        "@mail.ru",
        "anna@mail",
        "an na@mail.ru",
        "anna@@mail.ru",
        ".anna@mail.ru",
        "a..b@mail.ru",
        "anna@-.ru",
        "anna@mail..ru",
        "a" * 65 + "@mail.ru",
        "a@" + "б" * 300 + ".рф",
        "anna\n@mail.ru",
        "a@b.ru\nBcc: c@d.ru",
    ],
)
def test_what_is_no_mail_address_is_refused(typed: str) -> None:
    with pytest.raises(ContactUnclear, match="почты"):
        read_mail(typed)
