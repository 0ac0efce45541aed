"""Addresses as people write them, in the one form in which they are compared: «Ул.», «улица» and «ул» are one."""

import re
from collections.abc import Mapping

from services.registry.people.names.model import words_in_order

_STREETS: Mapping[str, str] = {
    short: whole
    for whole, shorts in {
        "улица": ("ул", "улица", "улицы"),
        "проспект": ("пр", "пркт", "просп", "проспект", "прт"),
        "переулок": ("пер", "переулок"),
        "проезд": ("прд", "проезд"),
        "площадь": ("пл", "площадь"),
        "бульвар": ("бр", "бул", "бульвар", "бвр"),
        "шоссе": ("ш", "шоссе"),
        "набережная": ("наб", "набережная"),
        "микрорайон": ("мкр", "мкрн", "микрорайон"),
        "тупик": ("туп", "тупик"),
        "аллея": ("ал", "аллея"),
    }.items()
    for short in shorts
}
_NUMBERED = frozenset(
    {"д", "дом", "корп", "корпус", "к", "стр", "строение", "вл", "владение", "лит", "литера"}
)
_ASIDE = frozenset({"г", "гор", "город", "кв", "квартира", "под", "подъезд"})
_DASHED = re.compile(r"\b(пр|б|мк|м)-(кт|т|р|рн|д|н)\b", re.IGNORECASE)
_GLUED = re.compile(r"(?<=\d)(?=[кс]\d)|(?<=[кдс])(?=\d)", re.IGNORECASE)
_LETTERED = re.compile(r"\b(\d+)\s+([абвгдежз])\b", re.IGNORECASE)


def address_words(text: str) -> list[str]:
    """The words that tell one address from another, in order: «Ул. Садовая, д. 12, корп. 2» is
    «улица садовая 12 2»; a letter belongs to its number: «12 А» is «12а»."""
    known = [_STREETS.get(word, word) for word in words_in_order(apart(text))]
    return [word for word in known if word not in _NUMBERED and word not in _ASIDE]


def is_about_address(word: str) -> bool:
    """Whether a word only says what follows: a street, a house, a flat. Nobody is found by it alone."""
    return word in _STREETS or word in _NUMBERED or word in _ASIDE


def as_street(word: str) -> str:
    """The whole word that a shortened one stands for: «пер» is «переулок»."""
    return _STREETS.get(word, word)


def apart(text: str) -> str:
    """The text with «12к2» taken apart and «12 А» put together; everything else stays."""
    spaced = _GLUED.sub(" ", _DASHED.sub(r"\1\2", text))
    return _LETTERED.sub(r"\1\2", spaced)
