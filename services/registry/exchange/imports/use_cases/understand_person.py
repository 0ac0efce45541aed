"""A row of a list of residents: what is known of the person, by the same rules as in the form."""

import re
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from services.registry.exchange.imports.use_cases.understand_cells import Cells
from services.registry.exchange.imports.use_cases.understand_house import address_key
from services.registry.people.contacts.model import Contact, ContactUnclear, read_mail, read_phone
from services.registry.people.residents.service import age, chosen_way
from shared.contracts.requests import Language, Way
from shared.kit.problems import Invalid

_LONGEST_NAME = 60
_LONGEST_FLAT = 10
_WITH_FLAT = re.compile(r"^(.*?)[,\s]+кв(?:артира\s|\.|\s)\s*№?\s*([\w-]{1,10})$", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_YES = frozenset({"да", "д", "yes", "y", "true", "1", "+", "взрослый", "взрослая"})
_NO = frozenset({"no", "n", "false", "0", "ребенок", "ребёнок", "до 18", "не взрослый"})
_OLDEST = 1900
_MISSING = "imports.name-missing"

WAYS: Mapping[str, Way] = {
    "site": "site", "на сайте": "site", "сайт": "site", "только на сайте": "site", "mail": "mail",
    "письмом": "mail", "почта": "mail", "по почте": "mail", "письмом на почту": "mail", "phone": "phone",
    "позвонить": "phone", "звонок": "phone", "телефон": "phone", "по телефону": "phone", "visit": "visit",
    "зайти": "visit", "лично": "visit", "визит": "visit", "messenger": "messenger", "мессенджер": "messenger",
    "в мессенджере": "messenger",
}  # fmt: skip
LANGUAGES: Mapping[str, Language] = {
    "ru": "ru", "русский": "ru", "рус": "ru", "russian": "ru", "en": "en", "английский": "en", "англ": "en",
    "english": "en",
}  # fmt: skip

Houses = Mapping[str, UUID | None]
"""Ids by the words of the address; None where two houses of the center have the same words."""
Value = dict[str, Any]  # Any: JSON


def understand_person(row: Cells, houses: Houses) -> Value:
    """What is known of the person; `row.problems` says what is wrong."""
    family, given, patronymic = _name(row)
    phone, mail = _contact(row, "phone", read_phone), _contact(row, "mail", read_mail)
    house, flat = _place(row, houses)
    year = _year(row)
    value: Value = {
        "family_name": family, "given_name": given, "patronymic": patronymic or None, "phone": phone, "mail": mail,
        "house_id": str(house) if house else None, "flat": flat or None, "birth_year": year,
        "language": _chosen(row, "language", LANGUAGES) or "ru",
    }  # fmt: skip
    _age_and_way(row, value)
    return value


def _name(row: Cells) -> tuple[str, str, str]:
    family, given = row.text("family_name"), row.text("given_name")
    patronymic = row.text("patronymic")
    if row.has("full_name") and not (family and given):
        family, given, patronymic = _parted(row)
        needed = {"full_name": family and given}
    else:
        needed = {"family_name": family, "given_name": given}
    for thing, text in needed.items():
        if not text and not row.refused(thing):
            _nameless(row, thing)
    for thing, text in (("family_name", family), ("given_name", given), ("patronymic", patronymic)):
        if len(text) > _LONGEST_NAME:
            row.wrong(
                thing if row.has(thing) else "full_name",
                "imports.name-too-long",
                "Здесь больше 60 знаков. Оставьте одно имя, остальное уберите",
            )
    return family, given, patronymic


def _nameless(row: Cells, thing: str) -> None:
    match thing:
        case "full_name":
            row.wrong(thing, _MISSING, "Нужны хотя бы фамилия и имя. Впишите их или уберите строку")
        case "family_name":
            row.wrong(thing, _MISSING, "Нет фамилии. Впишите её или уберите строку")
        case _:
            row.wrong(thing, _MISSING, "Нет имени. Впишите его или уберите строку")


def _parted(row: Cells) -> tuple[str, str, str]:
    """«Мамедов Ариф Гасан оглы»: the family name, the given name, and the rest."""
    family, _, rest = row.text("full_name").partition(" ")
    given, _, patronymic = rest.partition(" ")
    return family, given, patronymic


def _contact(row: Cells, thing: str, read: Callable[[str], Contact]) -> str | None:
    typed = row.text(thing)
    if not typed:
        return None
    try:
        return read(typed).value
    except ContactUnclear:
        if thing == "phone":
            row.wrong(
                thing,
                "imports.phone",
                "Не похоже на номер телефона. Проверьте, например +7 916 123-45-67. Один номер в ячейке",
            )
        else:
            row.wrong(
                thing, "imports.mail", "Не похоже на адрес почты. Проверьте запись, например anna@example.ru"
            )
        return None


def _place(row: Cells, houses: Houses) -> tuple[UUID | None, str]:
    address, flat = row.text("house"), row.text("flat")
    if street := row.text("street"):
        address = f"{street}, {address}" if address else street
    if not flat and (found := _WITH_FLAT.match(address)):
        address, flat = found[1], found[2]
    if len(flat) > _LONGEST_FLAT:
        row.wrong("flat", "imports.flat", "Номер квартиры длиннее 10 знаков. Оставьте только номер")
    if not address:
        if flat and not row.refused("house"):
            row.wrong("flat", "imports.house-missing", "Квартира указана, а дома нет. Впишите адрес дома")
        return None, flat
    key = address_key(address)
    if key not in houses:
        row.wrong(
            "house" if row.has("house") else "street",
            "imports.house-unknown",
            "Такого дома в центре нет. Проверьте адрес или сначала внесите дом",
        )
    elif houses[key] is None:
        row.wrong("house", "imports.house-twice", "Таких домов в центре два. Уточните адрес")
    return houses.get(key), flat


def _year(row: Cells) -> int | None:
    typed = row.text("birth_year")
    if not typed:
        return None
    found = _YEAR.search(typed)
    if found is None or int(found[1]) < _OLDEST:
        row.wrong("birth_year", "imports.birth-year", "Год рождения пишется четырьмя цифрами, например 1948")
        return None
    return int(found[1])


def _chosen(row: Cells, thing: str, known: Mapping[str, Any]) -> Any:  # Any: whatever the words stand for
    typed = row.text(thing).casefold()
    if typed and typed not in known:
        if thing == "way":
            row.wrong(
                thing,
                "imports.way",
                "Непонятно. Напишите «позвонить», «письмом» или «зайти» либо оставьте пусто",
            )
        else:
            row.wrong(
                thing,
                "imports.language",
                "Непонятно. Напишите «русский» или «английский» либо оставьте пусто",
            )
    return known.get(typed)


def _age_and_way(row: Cells, value: Value) -> None:
    adult = _adult(row)
    way: Way | None = _chosen(row, "way", WAYS)
    try:
        value["adult"] = age(value["birth_year"], adult)
    except Invalid as error:
        for wrong in error.wrong:
            row.wrong(wrong.pointer.strip("/"), wrong.code, wrong.message)
    try:
        value["way"] = chosen_way(way, value["phone"], value["mail"])
    except Invalid as error:
        for wrong in error.wrong:
            row.wrong(wrong.pointer.strip("/"), wrong.code, wrong.message)


def _adult(row: Cells) -> bool | None:
    column = row.mapping.get("adult")
    if column is None or column >= len(row.cells):
        return None
    typed = row.cells[column].strip().casefold()
    if typed in ("нет", "н", *_NO):
        return False
    if typed in _YES:
        return True
    if row.text("adult"):
        row.wrong("adult", "imports.adult", "Напишите «да» или «нет» или оставьте пусто")
    return None
