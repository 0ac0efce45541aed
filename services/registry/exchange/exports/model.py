"""The shape of a list on its way out: the same headings and words as an import understands."""

from collections.abc import Mapping, Sequence
from typing import Literal

from shared.contracts.requests import Language, Way

Format = Literal["xlsx", "csv"]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
MEDIA_TYPE: Mapping[Format, str] = {"xlsx": XLSX, "csv": CSV}

RESIDENTS: Sequence[str] = (
    "Фамилия", "Имя", "Отчество", "Телефон", "Почта", "Дом", "Квартира", "Год рождения", "Взрослый",
    "Как связаться", "Язык",
)  # fmt: skip
HOUSES: Sequence[str] = ("Адрес", "Вид", "Число квартир")

WAY: Mapping[Way, str] = {
    "site": "на сайте", "mail": "письмом", "phone": "позвонить", "visit": "зайти", "messenger": "в мессенджере",
}  # fmt: skip
LANGUAGE: Mapping[Language, str] = {"ru": "русский", "en": "английский"}
HOUSE_KIND: Mapping[str, str] = {"apartment": "многоквартирный", "private": "частный"}

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""A text that begins so is a formula for whoever opens the file."""


def harmless(text: str) -> str:
    """The text with an apostrophe before what a program would take for a formula; an import takes it off again.

    A text that has such an apostrophe of its own gets one more.
    """
    bare = text.lstrip("'")
    return f"'{text}" if bare.startswith(DANGEROUS) else text
