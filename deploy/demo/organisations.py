"""The organisations of the demo city: who has come together, since when, and who speaks for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from shared.contracts.codes import MembershipRole, OrganisationKind, OrganisationScale

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Post:
    """Somebody's role: the person is the `number`-th grown-up of a house; days are counted from the loading."""

    role: MembershipRole
    house: str
    number: int = 0
    since: int = -300
    until: int | None = None
    open: bool = False
    """Whether everybody may see the name; whoever chairs has agreed to it."""


@dataclass(frozen=True, slots=True)
class Group:
    """One organisation; `founded` is counted from the day of the loading."""

    key: str
    kind: OrganisationKind
    name: str
    houses: Sequence[str] = ()
    scale: OrganisationScale | None = None
    about: str | None = None
    parent: str | None = None
    entrance: int | None = None
    founded: int | None = None
    document: Mapping[str, object] | None = None
    decision: Mapping[str, object] | None = None
    contacts: Sequence[Mapping[str, object]] = ()
    posts: Sequence[Post] = field(default_factory=tuple)


def _chair(house: str, number: int, since: int, until: int | None = None) -> Post:
    return Post("chair", house, number, since, until, open=True)


_HOURS = {"kind": "hours", "value": "по средам с 18:00 до 20:00 в центре", "shown_to": "everybody"}
_CHAT = {"kind": "messenger", "value": "чат дома, ссылку даст председатель", "shown_to": "members"}

GROUPS: Mapping[str, Sequence[Group]] = {
    "dom-na-uglu": (
        Group(
            "company", "management_company", "ООО «Уют»",
            ("ул. Садовая, 8", "ул. Садовая, 10", "ул. Садовая, 14", "Библиотечный пер., 2"),
            contacts=({"kind": "phone", "value": "+7 976 555-00-11", "shown_to": "everybody"},),
        ),
        Group(
            "tszh", "tszh", "ТСЖ «Мира, 5»", ("ул. Мира, 5",), "house",
            about="Сами управляем домом: два дворника, свой сантехник, капремонт копим на отдельном счёте.",
            founded=-1500, document={"kind": "charter", "number": "1"},
            decision={"gathering": "votes", "part": "2914.6", "whole": "4310.2"}, contacts=(_HOURS,),
            posts=(_chair("ул. Мира, 5", 0, -400), Post("auditor", "ул. Мира, 5", 1, -400)),
        ),
        Group(
            "council 14", "council_mkd", "Совет дома на Садовой, 14", ("ул. Садовая, 14",),
            about="Смотрим за подвалом и лифтами, говорим с управляющей компанией, сажаем клумбы.",
            founded=-706, document={"kind": "minutes", "number": "3"}, contacts=(_HOURS, _CHAT),
            posts=(
                _chair("ул. Садовая, 14", -1, -706, 24),
                Post("council_member", "ул. Садовая, 14", 0, -706, 24),
                Post("council_member", "ул. Садовая, 14", 1, -706, 24),
            ),
        ),
        Group(
            "council 8", "council_mkd", "Совет дома на Садовой, 8", ("ул. Садовая, 8",),
            founded=-200, document={"kind": "minutes", "number": "1"},
            posts=(_chair("ул. Садовая, 8", 0, -200, 530), Post("council_member", "ул. Садовая, 8", 1, -200, 530)),
        ),
        Group(
            "square", "group_initiative", "Сквер у библиотеки", ("Библиотечный пер., 2", "Библиотечный пер., 4"),
            "yard", about="Хотим скамейки и свет в сквере. Собираем мнения и подписи.",
            posts=(
                Post("organiser", "Библиотечный пер., 4", 0, -40), Post("member", "Библиотечный пер., 2", 0),
            ),
        ),
        Group(
            "domino", "group_interest", "Домино во дворе",
            about="Играем по субботам, новичков учим.",
            posts=(Post("organiser", "ул. Садовая, 10", 0, -90),),
        ),
        Group("chat", "group_internet", "Чат Садовой улицы", about="120 человек: потерянные коты, отключения, погода."),
    ),
    "bolshaya-peremena": (
        Group(
            "yard", "council_yard", "Дворовый комитет Школьного переулка",
            ("Школьный пер., 1", "Школьный пер., 3"), founded=-420, document={"kind": "decision"},
            contacts=(_HOURS,), posts=(_chair("Школьный пер., 1", 0, -420),),
        ),
        Group(
            "council 17", "council_mkd", "Совет дома на Космонавтов, 17", ("ул. Космонавтов, 17",),
            founded=-745, document={"kind": "minutes", "number": "2"},
            posts=(_chair("ул. Космонавтов, 17", 0, -745, -15),),
        ),
        Group(
            "mothers", "group_interest", "Молодые мамы Космонавтов", about="Гуляем, меняемся вещами, сидим с детьми.",
            posts=(Post("organiser", "ул. Космонавтов, 19", 0, -20),),
        ),
    ),
    "zarechye": (
        Group(
            "tos", "tos_legal", "ТОС «Заречье»",
            ("ул. Заречная, 2", "ул. Заречная, 4", "Лодочная ул., 7", "Лодочная ул., 9", "Береговая ул., 15"),
            "microdistrict", about="Дом ТОС открыт каждый день: кружки, дворовая мастерская, помощь с бумагами.",
            founded=-1900, document={"kind": "charter", "number": "12-у"},
            decision={"gathering": "conference", "part": "41", "whole": "58"}, contacts=(_HOURS,),
            posts=(
                _chair("ул. Заречная, 2", 0, -500), Post("secretary", "ул. Заречная, 4", 0, -500),
                Post("auditor", "Лодочная ул., 7", 0, -500), Post("delegate", "Лодочная ул., 9", 0, -500),
            ),
        ),
        Group(
            "council 2", "council_mkd", "Совет дома на Заречной, 2", ("ул. Заречная, 2",), parent="tos",
            founded=-150, document={"kind": "minutes", "number": "5"},
            posts=(_chair("ул. Заречная, 2", 1, -150, 580),),
        ),
        Group(
            "entrance", "council_entrance", "Совет второго подъезда", ("ул. Заречная, 4",), parent="tos", entrance=2,
            founded=-60, document={"kind": "decision"}, posts=(_chair("ул. Заречная, 4", 1, -60),),
        ),
    ),
}  # fmt: skip

PARTS: Mapping[str, tuple[str, str, str, str]] = {
    "residents": ("weak", "strong", "Знаем соседей в каждом подъезде, есть кого позвать", "Мало людей до сорока лет"),
    "organisation": ("weak", "strong", "Два совета, ТСЖ, две группы", "На Мира, 3 и в переулке советов нет"),
    "support": ("weak", "weak", "Библиотека, депутат, школа № 21", "Некому помочь с юристом"),
    "information": ("absent", "weak", "Чат на 120 человек, доска у библиотеки", "Нет стенгазеты"),
    "space": ("weak", "absent", "Комната в библиотеке по вечерам", "Ключи только у двоих, по выходным закрыто"),
    "links": ("absent", "weak", "День соседей, субботник", "Улица Мира живёт отдельно"),
}  # fmt: skip
"""By part: how strong it was a year ago and is now, what is there, what is missing."""

LINKS: Sequence[Json] = (
    {"one": "residents", "other": "organisation", "strength": "strong", "words": "встречи по средам"},
    {
        "one": "organisation",
        "other": "support",
        "strength": "weak",
        "words": "библиотека помогает, УК отвечает редко",
    },
    {"one": "residents", "other": "information", "strength": "weak", "words": "чат не для всех"},
    {"one": "residents", "other": "space", "strength": "absent", "words": "по выходным закрыто"},
    {"one": "residents", "other": "outside", "strength": "weak", "words": "с улицей Мира видимся раз в год"},
)

CANDIDATES: Sequence[tuple[str, str | None]] = (("chair", "agrees"), ("council_member", "thinks"))
"""Whom the people of Библиотечный пер., 4 have asked to stand, and what they said."""
