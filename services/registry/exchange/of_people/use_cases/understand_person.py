"""A row of a list of residents: what is known of the person, by the same rules as in the form."""

from services.registry.exchange.cells.model import NO, YES, Cells, Houses, by_spelling, problem_of
from services.registry.exchange.kinds.model import Understood, Value
from services.registry.exchange.of_people.model import (
    ADULT,
    CHILD,
    DATE,
    LANGUAGES,
    LONGEST_FLAT,
    LONGEST_NAME,
    LONGEST_SHEET,
    MOST_CONTACTS,
    OLDEST,
    WAYS,
    WITH_FLAT,
    YEAR,
)
from services.registry.exchange.staging.model import comparable_name
from services.registry.people.contacts.model import ContactUnclear, read_mail, read_phone
from services.registry.people.names.model import full_name
from services.registry.people.residents.service import age, chosen_way, must_be_in
from services.registry.places.houses.model import House
from services.registry.rights.bases.service import must_be_a_sheet
from shared.kit.problems import Invalid

_MISSING = "imports.name-missing"
_SHEET = {"/number": "consent_number", "/signed_on": "consent_on"}
_WAYS = by_spelling(WAYS)
_LANGUAGES = by_spelling(LANGUAGES)


def understand_person(row: Cells, houses: Houses) -> Understood:
    """What is known of the person; `row.problems` says what is wrong."""
    family, given, patronymic = _name(row)
    contacts = [*_contacts(row, "phone"), *_contacts(row, "mail")][:MOST_CONTACTS]
    house, flat = _place(row, houses)
    value: Value = {
        "family_name": family, "given_name": given, "patronymic": patronymic or None, "contacts": contacts,
        "house_id": str(house.id) if house else None, "flat": flat or None, "birth_year": _year(row),
        "language": row.coded(
            "language", _LANGUAGES, "imports.language",
            "Непонятно. Напишите «русский» или «английский» либо оставьте пусто",
        ) or "ru",
    }  # fmt: skip
    _age(row, value)
    _way(row, value)
    _consent(row, value)
    return Understood(value, comparable_name(full_name(family, given, patronymic)), contacts)


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
        if len(text) > LONGEST_NAME:
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


def _contacts(row: Cells, kind: str) -> list[str]:
    """Every telephone or mail of the row, in its one form; one that stands in both columns is told by its sign."""
    found: list[str] = []
    for place, typed in row.several(kind):
        try:
            found.append((read_mail if "@" in typed else read_phone)(typed).value)
        except ContactUnclear:
            if kind == "phone":
                row.wrong(
                    place, "imports.phone",
                    "Не похоже на номер телефона. Проверьте, например +7 916 123-45-67. Между номерами ставьте запятую",
                )  # fmt: skip
            else:
                row.wrong(
                    place, "imports.mail", "Не похоже на адрес почты. Проверьте запись, например anna@example.ru"
                )  # fmt: skip
    return list(dict.fromkeys(found))


def _place(row: Cells, houses: Houses) -> tuple[House | None, str]:
    address, flat = row.address(), row.text("flat")
    if not flat and (found := WITH_FLAT.match(address)):
        address, flat = found[1], found[2]
    if len(flat) > LONGEST_FLAT:
        row.wrong("flat", "imports.flat", "Номер квартиры длиннее 10 знаков. Оставьте только номер")
    if not address:
        if flat and not row.refused("house"):
            row.wrong("flat", "imports.house-missing", "Квартира указана, а дома нет. Впишите адрес дома")
        return None, flat
    house = row.house(address, houses)
    if house is not None and flat:
        try:
            must_be_in(house.flats, flat)
        except Invalid as error:
            row.note("flat", error.wrong[0])
    return house, flat


def _year(row: Cells) -> int | None:
    typed = row.text("birth_year")
    if not typed:
        return None
    found = YEAR.search(typed)
    if found is not None and DATE.search(typed) and row.day("birth_year") is None:
        return None
    if found is None or int(found[1]) < OLDEST:
        row.wrong("birth_year", "imports.birth-year", "Год рождения пишется четырьмя цифрами, например 1948")
        return None
    return int(found[1])


def _age(row: Cells, value: Value) -> None:
    said = row.said_yes("adult", yes=YES | ADULT, no=NO | CHILD)
    try:
        value["adult"] = age(value["birth_year"], said)
    except Invalid as error:
        for wrong in error.wrong:
            row.note(wrong.pointer.strip("/"), wrong)
        return
    if not value["adult"]:
        value["child"] = problem_of(
            "residents.guardian-missing",
            "Ребёнка записывают с карточки взрослого, который за него отвечает. Уберите строку и запишите его там",
            row.heading("adult" if said is False else "birth_year"),
        )


def _way(row: Cells, value: Value) -> None:
    way = row.coded(
        "way",
        _WAYS,
        "imports.way",
        "Непонятно. Напишите «позвонить», «письмом» или «зайти» либо оставьте пусто",
    )
    phone = next((one for one in value["contacts"] if "@" not in one), None)
    mail = next((one for one in value["contacts"] if "@" in one), None)
    try:
        value["way"] = chosen_way(way, phone, mail)
    except Invalid as error:
        for wrong in error.wrong:
            row.note(wrong.pointer.strip("/"), wrong)


def _consent(row: Cells, value: Value) -> None:
    """The signed sheet on which the card is kept, as by hand; without one the consent is awaited."""
    number, day = row.text("consent_number"), row.day("consent_on")
    if not (number or day) or row.refused("consent_on"):
        return
    if len(number) > LONGEST_SHEET:
        row.wrong("consent_number", "imports.consent-number", "Номер листа длиннее 40 знаков. Сократите его")
    try:
        must_be_a_sheet(number or None, day)
    except Invalid as error:
        for wrong in error.wrong:
            row.note(_SHEET[wrong.pointer], wrong)
        return
    value["consent"] = {
        "number": number, "signed_on": day.isoformat() if day else None,
        "taken": problem_of(
            "consents.number-taken",
            "Лист с таким номером уже есть: у другого человека или в другой строке. Проверьте номер",
            row.heading("consent_number"),
        ),
    }  # fmt: skip
