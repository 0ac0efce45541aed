"""A row of a list of houses: the address, the kind, how many flats."""

from collections.abc import Mapping
from typing import Any

from services.registry.exchange.imports.use_cases.understand_cells import Cells
from services.registry.people.addresses.model import address_words
from services.registry.places.houses.model import HouseKind

_LONGEST_ADDRESS = 200
_MOST_FLATS = 5000

KINDS: Mapping[str, HouseKind] = {
    "многоквартирный": "apartment", "мкд": "apartment", "многоквартирный дом": "apartment",
    "apartment": "apartment", "apartments": "apartment", "частный": "private", "частный дом": "private",
    "ижс": "private", "private": "private",
}  # fmt: skip


def understand_house(row: Cells) -> dict[str, Any]:  # Any: JSON
    """What is known of the house; `row.problems` says what is wrong."""
    address = row.text("address")
    if street := row.text("street"):
        address = f"{street}, {address}" if address else ""
    if not address and not row.refused("address"):
        row.wrong("address", "imports.address-missing", "Нет адреса. Впишите его или уберите строку")
    if len(address) > _LONGEST_ADDRESS:
        row.wrong("address", "imports.address", "Адрес длиннее 200 знаков. Сократите его")
    kind = row.text("kind").casefold()
    if kind and kind not in KINDS:
        row.wrong("kind", "imports.kind", "Напишите «многоквартирный» или «частный»")
    return {"address": address, "kind": KINDS.get(kind, "apartment"), "flats": _flats(row)}


def address_key(text: str) -> str:
    """By what two spellings of one address are equal: «Садовая ул., д. 7» and «ул. Садовая, 7»."""
    words = [word for word in address_words(text) if word != "улица"]
    return " ".join(sorted(w for w in words if not w[0].isdigit()) + [w for w in words if w[0].isdigit()])


def _flats(row: Cells) -> int:
    typed = row.text("flats")
    if not typed:
        return 1
    if not typed.isdecimal() or not 1 <= int(typed) <= _MOST_FLATS:
        row.wrong("flats", "imports.flats", "Нужно число квартир от 1 до 5000")
        return 1
    return int(typed)
