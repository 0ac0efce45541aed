"""The names of people: tidied as they are entered, and broken into words by which they are found."""

import re
import unicodedata

_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]+")
LAST_LETTER = "\U0010ffff"
"""Sorts after every letter that a word can hold; closes the range of words with one beginning."""


def tidy(text: str) -> str:
    """The text in composed letters, with single spaces and no control characters."""
    spaced = _SPACES.sub(" ", unicodedata.normalize("NFC", text))
    return "".join(c for c in spaced if unicodedata.category(c)[0] != "C").strip()


def words(*texts: str | None) -> frozenset[str]:
    """The words of names in the form in which they are compared: no capitals, «ё» as «е», no marks."""
    return frozenset(word for text in texts if text for word in words_in_order(text))


def words_in_order(text: str) -> list[str]:
    """The same words of one text, as they follow each other."""
    return _WORD.findall(_comparable(text))


def _comparable(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold().replace("ё", "е").replace("й", "\ue000"))
    return "".join(c for c in folded if not unicodedata.combining(c)).replace("\ue000", "й")


def full_name(family: str, given: str, patronymic: str | None) -> str:
    """«Петрова Анна Ильинична»: family name first, as in lists."""
    return " ".join(part for part in (family, given, patronymic) if part)
