"""A one-time code is six digits that only its own request can be opened with."""

from uuid import uuid4

import pytest

from services.registry.access.codes.model import clean_code, digest_code, make_code, same_digest

PEPPER = b"p" * 32


def test_codes_are_six_digits_and_differ() -> None:
    made = {make_code() for _ in range(200)}
    assert all(len(code) == 6 and code.isascii() and code.isdigit() for code in made)
    assert len(made) > 190


@pytest.mark.parametrize(
    "typed",
    [
        "306010",
        " 306 010 ",
        "306-010",
        "３０６０１０",
        "З06О1О",
        "Зобolo",
        "306\u00a0010",
        "30601o\u200b",
        "٣٠٦٠١٠",
    ],
)
def test_look_alikes_and_spaces_are_read_as_the_digits_meant(typed: str) -> None:
    assert clean_code(typed) == "306010"


@pytest.mark.parametrize("typed", ["30601", "3060100", "30601x", "", "три0601"])
def test_other_texts_do_not_become_the_code(typed: str) -> None:
    assert clean_code(typed) != "306010"


def test_a_digest_belongs_to_its_request_and_its_pepper() -> None:
    request = uuid4()
    kept = digest_code(PEPPER, request, "123456")
    assert same_digest(kept, digest_code(PEPPER, request, "123456"))
    assert not same_digest(kept, digest_code(PEPPER, request, "123457"))
    assert not same_digest(kept, digest_code(PEPPER, uuid4(), "123456"))
    assert not same_digest(kept, digest_code(b"q" * 32, request, "123456"))
    assert b"123456" not in kept
