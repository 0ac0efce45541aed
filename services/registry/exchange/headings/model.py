"""What the columns of a list are called: many spellings in Russian and English for each thing that can be known."""

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from services.registry.people.names.model import tidy

Kind = Literal["residents", "houses", "organisations", "members", "owners", "partners", "directory"]
Mapping_ = Mapping[str, int]
"""The number of the column of each thing that is known."""

_PHONE = ("телефон", "тел", "номер телефона", "телефоны", "телефон для связи", "контактный телефон", "мобильный",
          "мобильный телефон", "моб", "моб телефон", "моб тел", "сотовый", "сотовый телефон", "домашний телефон",
          "рабочий телефон", "дом телефон", "phone", "telephone", "phones", "mobile", "phone number", "tel", "cell",
          "home phone", "контакт", "номер")  # fmt: skip
_MAIL = ("почта", "эл почта", "электронная почта", "адрес почты", "электронный адрес", "емейл", "имейл", "mail",
         "email", "e mail", "email address", "адрес электронной почты", "эл адрес")  # fmt: skip
_SITE = ("сайт", "адрес сайта", "веб сайт", "страница", "site", "website", "web", "url", "link")
_ABOUT = ("о чем", "описание", "чем занимается", "чем помогает", "about", "description", "комментарий")

RESIDENT: Mapping[str, tuple[str, ...]] = {
    "full_name": ("фио", "ф и о", "фамилия имя отчество", "фамилия имя", "житель", "собственник", "жилец",
                  "full name", "name", "resident", "person"),
    "family_name": ("фамилия", "фам", "family name", "last name", "surname", "lastname", "family"),
    "given_name": ("имя", "given name", "first name", "firstname", "given", "имя жителя"),
    "patronymic": ("отчество", "отч", "patronymic", "middle name", "second name"),
    "phone": _PHONE,
    "phone_2": ("телефон 2", "второй телефон", "доп телефон", "дополнительный телефон", "другой телефон", "phone 2",
                "second phone", "other phone"),
    "phone_3": ("телефон 3", "третий телефон", "phone 3"),
    "mail": _MAIL,
    "mail_2": ("почта 2", "вторая почта", "другая почта", "mail 2", "email 2", "other email"),
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
    "consent_number": ("номер согласия", "согласие номер", "согласие", "номер листа согласия", "лист согласия",
                       "номер листа", "consent number", "consent", "consent sheet"),
    "consent_on": ("дата согласия", "согласие от", "согласие дата", "дата листа согласия", "подписано", "consent date",
                   "signed on", "consent signed on"),
}  # fmt: skip
HOUSE: Mapping[str, tuple[str, ...]] = {
    "street": ("улица", "ул", "street"),
    "address": ("адрес", "дом", "адрес дома", "улица дом", "улица и дом", "номер дома", "мкд", "address",
                "house", "house address"),
    "kind": ("вид", "вид дома", "тип", "тип дома", "kind", "type", "house type"),
    "flats": ("квартир", "квартиры", "число квартир", "количество квартир", "кол во квартир", "всего квартир",
              "flats", "apartments", "number of flats", "units"),
}  # fmt: skip
ORGANISATION: Mapping[str, tuple[str, ...]] = {
    "name": ("название", "наименование", "организация", "имя", "сообщество", "группа", "name", "organisation",
             "organization", "title"),
    "kind": ("вид", "вид организации", "форма", "тип", "kind", "type", "form"),
    "scale": ("масштаб", "уровень", "где действует", "scale", "level"),
    "house": ("дом", "дома", "адрес", "адрес дома", "адреса", "адреса домов", "мкд", "house", "houses", "address"),
    "entrance": ("подъезд", "номер подъезда", "entrance"),
    "parent": ("входит в", "часть", "вышестоящая", "parent", "part of"),
    "about": _ABOUT,
    "founded_on": ("создана", "создан", "дата создания", "основана", "founded", "founded on", "since"),
    "phone": _PHONE,
    "mail": _MAIL,
    "site": _SITE,
    "meets_at": ("где собирается", "место встреч", "адрес встреч", "где встречаются", "meets at"),
    "hours": ("часы", "когда собирается", "время", "часы работы", "режим работы", "hours", "opening hours"),
}  # fmt: skip
HELPER: Mapping[str, tuple[str, ...]] = {
    "name": ("название", "наименование", "организация", "кто помогает", "учреждение", "name", "organisation",
             "organization"),
    "also": ("другое название", "сокращение", "также", "краткое название", "also", "other name", "alternate name"),
    "about": _ABOUT,
    "level": ("уровень", "level"),
    "body": ("чья", "вид", "чья организация", "тип", "принадлежность", "body", "kind", "type"),
    "support": ("поддержка", "вид поддержки", "виды поддержки", "чем поддерживает", "support"),
    "services": ("услуги", "услуга", "с чем помогает", "что делает", "services", "service"),
    "for_whom": ("для кого", "кому помогает", "кому", "for whom", "eligibility"),
    "phone": _PHONE,
    "mail": _MAIL,
    "site": _SITE,
    "address": ("адрес", "где", "адреса", "address", "location"),
    "contact": ("контактное лицо", "к кому обратиться", "кого спросить", "contact", "contact person"),
    "post": ("должность", "post", "position", "role"),
    "note": ("заметка", "для себя", "примечание", "note", "notes"),
    "public": ("показывать жителям", "видно жителям", "public"),
    "confirmed_on": ("проверено", "подтверждено", "дата проверки", "актуально на", "confirmed", "confirmed on"),
}  # fmt: skip
_PERSON = {
    thing: RESIDENT[thing] for thing in ("full_name", "family_name", "given_name", "patronymic", "phone")
}
MEMBER: Mapping[str, tuple[str, ...]] = {
    "organisation": ("организация", "где состоит", "совет", "название организации", "organisation", "organization"),
    **_PERSON,
    "full_name": (*_PERSON["full_name"], "участник", "член организации", "member"),
    "house": RESIDENT["house"],
    "flat": RESIDENT["flat"],
    "role": ("роль", "кем", "должность", "role", "post"),
    "since": ("с", "с какого дня", "дата избрания", "избран", "начало", "since", "from"),
    "until": ("по", "до", "по какой день", "срок до", "срок", "конец", "until", "to"),
}  # fmt: skip
OWNER: Mapping[str, tuple[str, ...]] = {
    "street": RESIDENT["street"],
    "house": RESIDENT["house"],
    "flat": (*RESIDENT["flat"], "номер помещения", "помещение номер", "number", "premises"),
    "premises": ("вид помещения", "назначение", "тип помещения", "premises kind"),
    "area": ("площадь", "площадь кв м", "кв м", "метров", "общая площадь", "area", "square metres"),
    **_PERSON,
    "full_name": (*_PERSON["full_name"], "фио собственника", "владелец", "правообладатель", "owner"),
    "kind": ("кто это", "вид собственника", "вид", "owner kind", "kind"),
    "share": ("доля", "доля в праве", "доля собственности", "размер доли", "share"),
    "basis": ("откуда известно", "основание", "источник", "basis", "source"),
}  # fmt: skip
PARTNER: Mapping[str, tuple[str, ...]] = {
    "name": ("партнер", "название", "наименование", "организация", "name", "partner"),
    "kind": ("вид", "вид партнера", "тип", "kind", "type"),
    "about": _ABOUT,
    "contact": ("контактное лицо", "к кому обратиться", "контакт", "кого спросить", "contact", "contact person"),
    "post": ("должность", "post", "position"),
    "phone": tuple(one for one in _PHONE if one != "контакт"),
    "mail": _MAIL,
    "agreement": ("номер соглашения", "соглашение", "договор", "номер договора", "agreement", "agreement number"),
    "signed_on": ("подписано", "дата соглашения", "дата договора", "от", "signed on", "agreement date"),
    "until": ("действует до", "по", "до", "срок", "until"),
    "ours": ("что делаем мы", "наши обязательства", "мы", "ours"),
    "theirs": ("что делают они", "их обязательства", "они", "theirs"),
    "document": ("где лежит", "документ", "document"),
    "next_contact_on": ("когда связаться", "следующий контакт", "next contact"),
    "note": ("заметка", "для себя", "примечание", "note", "notes"),
}  # fmt: skip
KNOWN: Mapping[Kind, Mapping[str, tuple[str, ...]]] = {
    "residents": RESIDENT, "houses": HOUSE, "organisations": ORGANISATION, "members": MEMBER, "owners": OWNER,
    "partners": PARTNER, "directory": HELPER,
}  # fmt: skip
NEEDED: Mapping[Kind, Sequence[Sequence[str]]] = {
    "residents": (("family_name", "given_name"), ("full_name",)), "houses": (("address",),),
    "organisations": (("name", "kind"),), "directory": (("name",),), "partners": (("name",),),
    "members": (("organisation", "full_name"), ("organisation", "family_name", "given_name"),
                ("organisation", "phone")),
    "owners": (("house", "flat", "full_name"), ("house", "flat", "family_name", "given_name"),
               ("house", "flat", "phone")),
}  # fmt: skip
"""What no list of a kind can do without; where there are several ways, one is enough."""

_SEPARATE = re.compile(r"[\W_]+")


def comparable(heading: str) -> str:
    """A heading without capitals, signs and «ё»."""
    return _SEPARATE.sub(" ", tidy(heading).casefold().replace("ё", "е").replace("№", " номер ")).strip()


def understood(kind: Kind, headings: Sequence[str]) -> dict[str, int]:
    """The columns whose headings say what they hold. Of several that say the same the first is taken; a second
    telephone or mail is one more of them."""
    by_spelling = {spelling: thing for thing, spellings in KNOWN[kind].items() for spelling in spellings}
    by_spelling |= {comparable(thing): thing for thing in KNOWN[kind]}
    found: dict[str, int] = {}
    for column, heading in enumerate(headings):
        thing = by_spelling.get(comparable(heading))
        if thing is not None:
            wanted = (thing, *(one for one in KNOWN[kind] if one.startswith(f"{thing}_") and thing in _MANY))
            found.setdefault(next((one for one in wanted if one not in found), thing), column)
    return found


_MANY = ("phone", "mail")


def missing(kind: Kind, mapping: Mapping_) -> list[str]:
    """What no list of this kind can do without, and this mapping does not know."""
    lacking = [[thing for thing in way if thing not in mapping] for way in NEEDED[kind]]
    return [] if [] in lacking else lacking[0]


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
