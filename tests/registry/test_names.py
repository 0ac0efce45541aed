"""Names are tidied without being changed, and found by the beginnings of their words."""

import pytest

from services.registry.people.names.model import full_name, tidy, words


def test_spaces_and_control_characters_are_tidied() -> None:
    assert tidy("  Анна\u00a0 \tИльинична\n\x00 ") == "Анна Ильинична"


def test_letters_are_kept_as_people_write_them() -> None:
    assert tidy("Ёлкина-Май") == "Ёлкина-Май"


@pytest.mark.parametrize("written", ["Йошкин-Ёлкин", "йошкин ЕЛКИН", "ЙОШКИН ёлкин"])
def test_words_are_compared_without_capitals_and_with_yo_as_ye(written: str) -> None:
    assert words(written) == {"йошкин", "елкин"}


def test_short_i_stays_a_letter_of_its_own() -> None:
    assert words("Май") != words("Маи")


def test_nothing_written_gives_no_words() -> None:
    assert words("", None, " - ") == frozenset()


def test_a_full_name_leaves_out_what_is_missing() -> None:
    assert full_name("Петрова", "Анна", None) == "Петрова Анна"
    assert full_name("Петрова", "Анна", "Ильинична") == "Петрова Анна Ильинична"
