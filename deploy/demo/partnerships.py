"""With whom the demo's centers do things together. Nobody is real."""

from dataclasses import dataclass

from deploy.demo.api import Json
from services.registry.support.partners.model import PartnerKind


@dataclass(frozen=True, slots=True)
class Partnership:
    """A partner with one agreement and one thing done together; days are counted back from the first loading."""

    name: str
    kind: PartnerKind
    about: str
    person: str
    post: str
    ours: str
    theirs: str
    what: str
    result: str
    call_in: int | None = None
    """In how many days to get in touch; below zero it is overdue."""

    def card(self, phone: str) -> Json:
        """The body without dates."""
        contact = {"name": self.person, "post": self.post, "phone": phone}
        return {"name": self.name, "kind": self.kind, "about": self.about, "contacts": [contact]}


COMPANY = Partnership(
    "ООО «Уют»", "business", "Управляет четырьмя домами у библиотеки", "Глеб Андреевич Рогов", "инженер по домам",
    "Раз в месяц передаём, о чём спрашивают в домах, без имён", "Отвечает на общих встречах, вешает объявления",
    "Обход подвалов с советами домов", "В двух домах заменили задвижки", 20,
)  # fmt: skip
"""The management company; its worker has an account of their own."""

PARTNERSHIPS: dict[str, tuple[Partnership, ...]] = {
    "dom-na-uglu": (
        Partnership(
            "Библиотека № 7", "library", "Даёт зал и принимает центр у себя", "Вера Ильинична Зимина", "заведующая",
            "Ведём клубы и встречи, следим за порядком в зале", "Зал по вторникам и четвергам, полка для газеты",
            "Вечер дворовых историй", "Пришли 34 человека, записали 12 рассказов", 40,
        ),
        Partnership(
            "Магазин «У Зинаиды»", "business", "Угощает на праздниках двора", "Зинаида Львовна", "хозяйка",
            "Благодарим в стенгазете", "Чай, сахар и пряники на праздники", "День соседей",
            "Хватило на 80 человек", -2,
        ),
        Partnership(
            "Депутат городского совета П. А. Громов", "deputy", "Помогает с обращениями", "Нина", "помощница",
            "Собираем вопросы жителей раз в месяц", "Отвечает на встрече и передаёт обращения",
            "Выездной приём во дворе", "Четыре обращения приняты, по двум уже ответили", 12,
        ),
    ),
    "bolshaya-peremena": (
        Partnership(
            "Школа № 21", "school", "Принимает центр после уроков", "Ольга Сергеевна Панина", "завуч",
            "Ведём кружки для взрослых и помогаем с уроками", "Два класса и спортзал по вечерам",
            "Субботник на школьном дворе", "Посадили 16 лип", 25,
        ),
        Partnership(
            "Кафе «Перемена»", "business", "Кормит помощников на субботниках", "Рустам", "управляющий",
            "Зовём туда гостей района", "Суп для помощников", "Весенний субботник", "60 порций", 5,
        ),
    ),
    "zarechye": (
        Partnership(
            "Дом культуры «Волна»", "leisure", "Праздники на берегу", "Лидия Петровна", "художественный руководитель",
            "Собираем участников", "Сцена, звук и ведущий", "Праздник улицы Заречной", "Пришли 150 человек", 30,
        ),
        Partnership(
            "Администрация Заречного района", "municipal", "Отвечает за дороги и свет", "Игорь Павлович",
            "специалист по работе с ТОС", "Раз в квартал передаём карту тёмных мест",
            "Отвечает, что и когда починят", "Обход с картой", "Починили 9 фонарей из 14", -5,
        ),
    ),
}  # fmt: skip
