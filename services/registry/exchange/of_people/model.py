"""The words of a list of residents: what is written in its cells, and what it stands for; the first goes out again."""

import re
from collections.abc import Mapping, Sequence

from shared.contracts.requests import Language, Way

WAYS: Mapping[Way, Sequence[str]] = {
    "site": ("на сайте", "сайт", "только на сайте", "site"),
    "mail": ("письмом", "почта", "по почте", "письмом на почту", "mail"),
    "phone": ("позвонить", "звонок", "телефон", "по телефону", "phone"),
    "visit": ("зайти", "лично", "визит", "visit"),
    "messenger": ("в мессенджере", "мессенджер", "messenger"),
}
LANGUAGES: Mapping[Language, Sequence[str]] = {
    "ru": ("русский", "рус", "russian", "ru"),
    "en": ("английский", "англ", "english", "en"),
}
ADULT = frozenset({"взрослый", "взрослая"})
CHILD = frozenset({"ребенок", "ребёнок", "до 18", "не взрослый"})

LONGEST_NAME = 60
LONGEST_FLAT = 10
LONGEST_SHEET = 40
OLDEST = 1900
MOST_CONTACTS = 6
WITH_FLAT = re.compile(r"^(.*?)[,\s]+кв(?:артира\s|\.|\s)\s*№?\s*([\w-]{1,10})$", re.IGNORECASE)
YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
DATE = re.compile(r"^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}$")
