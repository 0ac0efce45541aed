"""The three centers of the demo city, their houses, and those who work there."""

from dataclasses import dataclass
from typing import Literal

from shared.contracts.codes import HostType

Kind = Literal["apartment", "private"]


@dataclass(frozen=True, slots=True)
class House:
    """A house of a center's territory; `homes` is how many of its flats the center knows somebody in."""

    address: str
    flats: int
    homes: int
    kind: Kind = "apartment"


@dataclass(frozen=True, slots=True)
class Place:
    """A center with its houses."""

    slug: str
    name: str
    host: HostType
    address: str
    houses: tuple[House, ...]


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody who works in the city or in its centers, and signs in by mail."""

    key: str
    role: Literal["manager", "partner", "company", "city", "operator"]
    family_name: str
    given_name: str
    patronymic: str
    mail: str
    centers: tuple[str, ...]
    what: str

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.patronymic} {self.family_name}"


PLACES = (
    Place(
        "dom-na-uglu",
        "Дом на углу",
        "library",
        "ул. Садовая, 12, библиотека № 7",
        (
            House("ул. Садовая, 8", 80, 10),
            House("ул. Садовая, 10", 80, 10),
            House("ул. Садовая, 14", 105, 12),
            House("ул. Мира, 3", 60, 8),
            House("ул. Мира, 5", 60, 8),
            House("Библиотечный пер., 2", 36, 6),
            House("Библиотечный пер., 4", 36, 6),
        ),
    ),
    Place(
        "bolshaya-peremena",
        "Большая перемена",
        "school",
        "Школьный пер., 5, школа № 21",
        (
            House("Школьный пер., 1", 72, 10),
            House("Школьный пер., 3", 72, 10),
            House("ул. Космонавтов, 17", 144, 12),
            House("ул. Космонавтов, 19", 144, 12),
            House("ул. Космонавтов, 21, корп. 2", 90, 8),
            House("ул. Юности, 6", 60, 6),
        ),
    ),
    Place(
        "zarechye",
        "Заречье",
        "active_people",
        "ул. Заречная, 8, дом ТОС «Заречье»",
        (
            House("ул. Заречная, 2", 48, 9),
            House("ул. Заречная, 4", 48, 9),
            House("ул. Заречная, 11", 60, 10),
            House("Лодочная ул., 7", 40, 8),
            House("Лодочная ул., 9", 40, 8),
            House("Береговая ул., 15", 1, 1, "private"),
            House("Береговая ул., 18", 1, 1, "private"),
        ),
    ),
)

WORKERS = (
    Worker(
        "anna", "manager", "Лебедева", "Анна", "Сергеевна", "anna@example.org", ("dom-na-uglu",),
        "менеджер центра «Дом на углу»",
    ),
    Worker(
        "marat", "manager", "Юсупов", "Марат", "Ильдарович", "marat@example.org", ("bolshaya-peremena",),
        "менеджер центра «Большая перемена»",
    ),
    Worker(
        "svetlana", "manager", "Ерёмина", "Светлана", "Петровна", "svetlana@example.org", ("zarechye",),
        "менеджер центра «Заречье»",
    ),
    Worker(
        "irina", "manager", "Кравцова", "Ирина", "Владимировна", "irina@example.org",
        ("dom-na-uglu", "zarechye"), "менеджер двух центров: «Дом на углу» и «Заречье»",
    ),
    Worker(
        "vera", "partner", "Зимина", "Вера", "Ильинична", "vera@example.org", ("dom-na-uglu",),
        "партнёр центра «Дом на углу», библиотека № 7",
    ),
    Worker(
        "oleg", "city", "Воронин", "Олег", "Николаевич", "oleg@example.org", (),
        "администрация города, только сводные числа",
    ),
    Worker(
        "gleb", "company", "Рогов", "Глеб", "Андреевич", "gleb@example.org", ("dom-na-uglu",),
        "сотрудник управляющей компании, «Дом на углу»",
    ),
    Worker(
        "pavel", "operator", "Орлов", "Павел", "Денисович", "pavel@example.org", (),
        "оператор: части города и учётные записи сотрудников",
    ),
)  # fmt: skip
