"""What the columns of a list are called: many spellings in Russian and English for each thing that can be known."""

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from services.registry.people.names.model import tidy

Kind = Literal["residents", "houses"]
Mapping_ = Mapping[str, int]
"""The number of the column of each thing that is known."""

RESIDENT: Mapping[str, tuple[str, ...]] = {
    "full_name": ("фио", "ф и о", "фамилия имя отчество", "фамилия имя", "житель", "собственник", "жилец",
                  "full name", "name", "resident", "person"),
    "family_name": ("фамилия", "фам", "family name", "last name", "surname", "lastname", "family"),
    "given_name": ("имя", "given name", "first name", "firstname", "given", "имя жителя"),
    "patronymic": ("отчество", "отч", "patronymic", "middle name", "second name"),
    "phone": ("телефон", "тел", "номер телефона", "телефон для связи", "контактный телефон", "мобильный",
              "мобильный телефон", "моб", "моб телефон", "моб тел", "сотовый", "сотовый телефон", "phone",
              "telephone", "mobile", "phone number", "tel", "cell", "контакт", "номер"),
    "mail": ("почта", "эл почта", "электронная почта", "адрес почты", "электронный адрес", "емейл", "имейл",
             "mail", "email", "e mail", "email address", "адрес электронной почты", "эл адрес"),
    "street": ("улица", "ул", "street"),
    "house": ("дом", "адрес", "адрес дома", "адрес проживания", "дом адрес", "улица дом", "улица и дом", "house",
              "address", "house address", "home address", "номер дома", "мкд"),
    "flat": ("квартира", "кв", "номер квартиры", "квартира номер", "кв ра", "flat", "apartment", "apt",
             "flat number", "помещение"),
    "birth_year": ("год рождения", "дата рождения", "г р", "гр", "год рожд", "дата рожд", "д р", "др", "родился",
                   "birth year", "year of birth", "birth date", "date of birth", "birthday", "born", "dob"),
    "adult": ("взрослый", "совершеннолетний", "18 лет", "старше 18", "adult"),
    "way": ("как связаться", "способ связи", "как удобнее", "связь", "way", "preferred way", "contact way"),
    "language": ("язык", "language"),
}  # fmt: skip
HOUSE: Mapping[str, tuple[str, ...]] = {
    "street": ("улица", "ул", "street"),
    "address": ("адрес", "дом", "адрес дома", "улица дом", "улица и дом", "номер дома", "мкд", "address",
                "house", "house address"),
    "kind": ("вид", "вид дома", "тип", "тип дома", "kind", "type", "house type"),
    "flats": ("квартир", "квартиры", "число квартир", "количество квартир", "кол во квартир", "всего квартир",
              "flats", "apartments", "number of flats", "units"),
}  # fmt: skip
KNOWN: Mapping[Kind, Mapping[str, tuple[str, ...]]] = {"residents": RESIDENT, "houses": HOUSE}

_SEPARATE = re.compile(r"[\W_]+")


def comparable(heading: str) -> str:
    """A heading without capitals, signs and «ё»."""
    return _SEPARATE.sub(" ", tidy(heading).casefold().replace("ё", "е").replace("№", " номер ")).strip()


def understood(kind: Kind, headings: Sequence[str]) -> dict[str, int]:
    """The columns whose headings say what they hold; the first of several that say the same."""
    by_spelling = {spelling: thing for thing, spellings in KNOWN[kind].items() for spelling in spellings}
    by_spelling |= {comparable(thing): thing for thing in KNOWN[kind]}
    found: dict[str, int] = {}
    for column, heading in enumerate(headings):
        thing = by_spelling.get(comparable(heading))
        if thing is not None:
            found.setdefault(thing, column)
    return found


def missing(kind: Kind, mapping: Mapping_) -> list[str]:
    """What no list of this kind can do without, and this mapping does not know."""
    if kind == "houses":
        return [] if "address" in mapping else ["address"]
    if "full_name" in mapping:
        return []
    return [thing for thing in ("family_name", "given_name") if thing not in mapping]


def signature(headings: Sequence[str]) -> str:
    """By what a list of the same make is known again: its headings, in any order."""
    return "|".join(sorted(comparable(heading) for heading in headings))


def read_mapping(kind: Kind, headings: Sequence[str], sent: Mapping[str, object]) -> dict[str, int]:
    """The mapping that somebody sent: thing to heading or column number (from 0), or heading to thing.

    Raises ValueError naming what is unknown.
    """
    things = KNOWN[kind]
    if (
        all(isinstance(value, str) and value in things for value in sent.values())
        and not sent.keys() <= things.keys()
    ):
        sent = {str(thing): heading for heading, thing in sent.items()}
    found: dict[str, int] = {}
    for thing, place in sent.items():
        if place is None or place == "":
            continue
        if thing not in KNOWN[kind]:
            raise ValueError(thing)
        found[thing] = _column(headings, place)
    return found


def _column(headings: Sequence[str], place: object) -> int:
    if isinstance(place, int) and not isinstance(place, bool) and 0 <= place < len(headings):
        return place
    wanted = comparable(str(place))
    for column, heading in enumerate(headings):
        if comparable(heading) == wanted:
            return column
    raise ValueError(str(place))
