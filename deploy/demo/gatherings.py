"""What is held in the centers of the demo city: months behind and weeks ahead."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from shared.contracts.codes import EventKind
from shared.kit.clock import CITY_TIME

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)


@dataclass(frozen=True, slots=True)
class Gathering:
    """An event some weeks from the day of loading: behind where `week` is below zero."""

    title: str
    kind: EventKind
    week: int
    weekday: int
    hour: int
    description: str
    people: int
    place: str | None = None
    capacity: int | None = None
    resident_led: bool = False
    hours: int = 2

    @property
    def is_past(self) -> bool:
        return self.week < 0

    def starts(self, today: date) -> datetime:
        """The moment of beginning, counted from the Monday of the week of `today`."""
        monday = today - timedelta(days=today.weekday())
        day = monday + timedelta(weeks=self.week, days=self.weekday)
        return datetime.combine(day, time(self.hour), CITY_TIME)


_DOMINO = "Играем парами, доски и чай есть. Новых учим за один вечер."

GATHERINGS: dict[str, tuple[Gathering, ...]] = {
    "dom-na-uglu": (
        Gathering("Домино и чай", "club", -7, THU, 18, _DOMINO, 9, capacity=12, resident_led=True),
        Gathering(
            "Телефон без страха: первая встреча", "help", -6, TUE, 11,
            "Крупный шрифт, звонки, запись к врачу. Берите свой телефон и зарядку.", 11, capacity=14,
        ),
        Gathering(
            "Сажаем тюльпаны у второго подъезда", "improvement", -5, SAT, 11,
            "Луковицы и лопаты есть, берите перчатки.", 13, place="двор дома: ул. Садовая, 14", resident_led=True,
        ),
        Gathering("Домино и чай", "club", -4, THU, 18, _DOMINO, 11, capacity=12, resident_led=True),
        Gathering(
            "Собрание дома 14: лифт и домофон", "housing", -3, WED, 19,
            "Что ответила управляющая компания и что делаем дальше.", 16, place="подъезд 1, первый этаж",
        ),
        Gathering(
            "Читаем вслух: рассказы Паустовского", "leisure", -2, SUN, 15,
            "Сорок минут чтения и разговор за чаем.", 8, resident_led=True,
        ),
        Gathering(
            "Домино и чай", "club", 1, THU, 18, _DOMINO, 14, capacity=12, resident_led=True,
        ),
        Gathering(
            "Утепляем окна вместе", "help", 1, SAT, 11,
            "Заклеим рамы тем, кому трудно. Лента и инструмент есть, нужны двое к чаю.", 9,
            place="двор дома: ул. Садовая, 14", hours=3,
        ),
        Gathering(
            "Телефон без страха: видеозвонки", "help", 2, TUE, 11,
            "Звоним детям и внукам с картинкой. Берите свой телефон.", 8, capacity=14,
        ),
        Gathering(
            "Чай для новых соседей", "leisure", 3, SUN, 16, "Знакомимся: кто в каком доме и кто что умеет.", 6,
        ),
    ),
    "bolshaya-peremena": (
        Gathering(
            "Шахматы через поколение", "club", -8, SAT, 12,
            "Школьники играют со старшими. Доски школьные.", 12, resident_led=True,
        ),
        Gathering(
            "Математика по субботам", "help", -6, SAT, 10,
            "Соседи-педагоги помогают с домашним заданием, 5–9 классы.", 9, capacity=15,
        ),
        Gathering(
            "Красим спортплощадку", "improvement", -5, SUN, 11,
            "Краска куплена на общий сбор. Приходите в старой одежде.", 17, place="площадка за школой",
        ),
        Gathering(
            "Встреча родителей: безопасная дорога", "meeting", -3, WED, 18,
            "Где поставить знак и кто дежурит утром у перехода.", 14,
        ),
        Gathering(
            "Ярмарка «Отдам даром»", "leisure", -2, SAT, 12,
            "Книги, игрушки, детская одежда. Что не заберут, передадим в приют.", 15, hours=4,
        ),
        Gathering(
            "Шахматы через поколение", "club", 1, SAT, 12,
            "Школьники играют со старшими. Доски школьные.", 10, resident_led=True,
        ),
        Gathering(
            "Математика по субботам", "help", 1, SAT, 10,
            "Соседи-педагоги помогают с домашним заданием, 5–9 классы.", 8, capacity=15,
        ),
        Gathering(
            "Мастерская: кормушки для птиц", "leisure", 2, SUN, 12,
            "Делаем из досок и коробок, потом развешиваем во дворе.", 9, capacity=20,
        ),
        Gathering(
            "Вечер двора: песни под баян", "holiday", 3, SAT, 17, "Поём старое и новое, пироги приветствуются.", 7,
        ),
    ),
    "zarechye": (
        Gathering(
            "Субботник на берегу", "improvement", -9, SAT, 10,
            "Мешки и перчатки выдаёт ТОС. После уборки каша.", 18, place="берег у Лодочной улицы", hours=3,
        ),
        Gathering(
            "Скандинавская ходьба", "club", -6, MON, 9,
            "Полтора часа неспешно вдоль реки. Палки на первый раз есть.", 8, resident_led=True,
        ),
        Gathering(
            "Собрание улицы: свет у остановки", "housing", -5, WED, 18,
            "Решаем, куда писать и кто подписывает.", 15,
        ),
        Gathering(
            "Печём пироги к празднику", "leisure", -3, SUN, 13, "Тесто ставит Тамара, начинка общая.", 10,
            capacity=12, resident_led=True,
        ),
        Gathering(
            "Совещание с активом домов", "meeting", -2, THU, 18,
            "Старшие по домам: итоги осени и планы на зиму.", 9,
        ),
        Gathering(
            "Скандинавская ходьба", "club", 1, MON, 9,
            "Полтора часа неспешно вдоль реки. Палки на первый раз есть.", 7, resident_led=True,
        ),
        Gathering(
            "Ремонтный вечер", "help", 1, FRI, 18,
            "Приносите утюги, табуреты, куртки со сломанной молнией: чиним вместе.", 10, capacity=16, hours=3,
        ),
        Gathering(
            "Заливаем каток", "improvement", 2, SAT, 11, "Шланг есть, нужны лопаты и хорошее настроение.", 8,
            place="коробка у дома: ул. Заречная, 11",
        ),
    ),
}  # fmt: skip
