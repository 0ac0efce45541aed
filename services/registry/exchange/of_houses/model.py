"""The words of a list of houses, and when two spellings of an address are one."""

from collections.abc import Mapping, Sequence

from services.registry.people.addresses.model import address_words

KINDS: Mapping[str, Sequence[str]] = {
    "apartment": ("многоквартирный", "мкд", "многоквартирный дом", "apartments"),
    "private": ("частный", "частный дом", "ижс"),
}
LONGEST_ADDRESS = 200
MOST_FLATS = 5000


def address_key(text: str) -> str:
    """By what two spellings of one address are equal: «Садовая ул., д. 7» and «ул. Садовая, 7»."""
    words = [word for word in address_words(text) if word != "улица"]
    return " ".join(sorted(w for w in words if not w[0].isdigit()) + [w for w in words if w[0].isdigit()])
