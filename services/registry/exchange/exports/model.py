"""The shape of a list on its way out: the same headings and words as an import understands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from services.registry.exchange.headings.model import Kind

Format = Literal["xlsx", "csv"]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
MEDIA_TYPE: Mapping[Format, str] = {"xlsx": XLSX, "csv": CSV}


@dataclass(frozen=True, slots=True)
class Shape:
    """What a list is called, and its columns."""

    title: str
    headings: Sequence[str]


SHAPES: Mapping[Kind, Shape] = {
    "residents": Shape("Жители", (
        "Фамилия", "Имя", "Отчество", "Телефон", "Почта", "Дом", "Квартира", "Год рождения", "Взрослый",
        "Как связаться", "Язык", "Номер согласия", "Дата согласия",
    )),
    "houses": Shape("Дома", ("Адрес", "Вид", "Число квартир")),
    "organisations": Shape("Организации", (
        "Название", "Вид", "Масштаб", "Дом", "Подъезд", "Входит в", "Описание", "Создана", "Телефон", "Почта", "Сайт",
        "Где собирается", "Часы",
    )),
    "members": Shape("Участники организаций", (
        "Организация", "ФИО", "Телефон", "Дом", "Квартира", "Роль", "С какого дня", "По какой день",
    )),
    "owners": Shape("Собственники", (
        "Дом", "Квартира", "Вид помещения", "Площадь", "Собственник", "Телефон", "Кто это", "Доля", "Откуда известно",
    )),
    "partners": Shape("Партнёры", (
        "Партнёр", "Вид", "Описание", "Контактное лицо", "Должность", "Телефон", "Почта", "Номер соглашения",
        "Подписано", "Действует до", "Что делаем мы", "Что делают они", "Где лежит", "Когда связаться", "Заметка",
    )),
    "directory": Shape("Справочник", (
        "Название", "Другое название", "Описание", "Уровень", "Чья", "Поддержка", "Услуги", "Для кого", "Телефон",
        "Почта", "Сайт", "Адрес", "Контактное лицо", "Должность", "Заметка", "Показывать жителям", "Проверено",
    )),
}  # fmt: skip

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""A text that begins so is a formula for whoever opens the file."""


def harmless(text: str) -> str:
    """The text with an apostrophe before what a program would take for a formula; an import takes it off again.

    A text that has such an apostrophe of its own gets one more.
    """
    bare = text.lstrip("'")
    return f"'{text}" if bare.startswith(DANGEROUS) else text
