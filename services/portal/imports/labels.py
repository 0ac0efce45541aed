"""What the pages of lists call kinds, states, columns, and where what was entered is to be seen."""

from services.portal.wording.language import phrase

KIND = {
    "residents": phrase("Жители"),
    "houses": phrase("Дома"),
    "organisations": phrase("Организации"),
    "directory": phrase("Справочник"),
}
CHOICES = (
    ("residents", KIND["residents"], phrase("имена, телефоны, адреса")),
    ("houses", KIND["houses"], phrase("адреса и число квартир; их вносят раньше жителей")),
    ("organisations", KIND["organisations"], phrase("советы, ТОС, клубы, группы: название, вид, дом")),
    ("directory", KIND["directory"], phrase("кто помогает: название, телефон, услуги")),
)
PLACE = {
    "residents": (phrase("К людям"), "/desk/people"),
    "houses": (phrase("Дома и советы"), "/desk/places"),
    "organisations": (phrase("К организациям"), "/desk/organisations"),
    "directory": (phrase("К справочнику"), "/desk/directory"),
}
"""Where one goes from a list that is in."""
CARD = {
    "residents": "/desk/people/",
    "houses": "/desk/places/houses/",
    "organisations": "/desk/organisations/",
    "directory": "/desk/directory/",
}
STATE = {
    "queued": phrase("проверяем"),
    "checking": phrase("проверяем"),
    "ready": phrase("проверен, ждёт вас"),
    "applying": phrase("вносим"),
    "applied": phrase("внесён"),
    "failed": phrase("нужна ваша помощь"),
    "cancelled": phrase("остановлен"),
}
ENCODING = {"utf-8": "UTF-8", "utf-16": "UTF-16", "cp1251": phrase("Windows (cp1251)")}
DELIMITER = {";": phrase("точка с запятой"), ",": phrase("запятая"), "\t": phrase("табуляция")}
_PHONE, _MAIL, _SITE = phrase("Телефон"), phrase("Почта"), phrase("Сайт")
_ABOUT, _STREET = phrase("Описание"), phrase("Улица отдельно")
THINGS: dict[str, dict[str, str]] = {
    "residents": {
        "full_name": phrase("Фамилия, имя и отчество вместе"),
        "family_name": phrase("Фамилия"),
        "given_name": phrase("Имя"),
        "patronymic": phrase("Отчество"),
        "phone": _PHONE,
        "phone_2": phrase("Второй телефон"),
        "phone_3": phrase("Третий телефон"),
        "mail": _MAIL,
        "mail_2": phrase("Вторая почта"),
        "street": _STREET,
        "house": phrase("Адрес дома"),
        "flat": phrase("Квартира"),
        "birth_year": phrase("Год или дата рождения"),
        "adult": phrase("Взрослый"),
        "way": phrase("Как связаться"),
        "language": phrase("Язык"),
    },
    "houses": {
        "street": _STREET,
        "address": phrase("Адрес"),
        "kind": phrase("Вид дома"),
        "flats": phrase("Число квартир"),
    },
    "organisations": {
        "name": phrase("Название"),
        "kind": phrase("Вид организации"),
        "scale": phrase("Где действует: подъезд, дом, двор…"),
        "house": phrase("Адреса домов"),
        "entrance": phrase("Номер подъезда"),
        "parent": phrase("Во что входит"),
        "about": _ABOUT,
        "founded_on": phrase("Когда создана"),
        "phone": _PHONE,
        "mail": _MAIL,
        "site": _SITE,
        "meets_at": phrase("Где собирается"),
        "hours": phrase("Часы"),
    },
    "directory": {
        "name": phrase("Название"),
        "also": phrase("Другое название"),
        "about": _ABOUT,
        "level": phrase("Уровень: местный, городской, федеральный"),
        "body": phrase("Чья: НКО, государственная, муниципальная…"),
        "support": phrase("Какая поддержка"),
        "services": phrase("Услуги"),
        "for_whom": phrase("Для кого"),
        "phone": _PHONE,
        "mail": _MAIL,
        "site": _SITE,
        "address": phrase("Адрес"),
        "contact": phrase("Контактное лицо"),
        "post": phrase("Должность"),
        "note": phrase("Заметка для коллег"),
        "public": phrase("Показывать жителям"),
        "confirmed_on": phrase("Когда проверено"),
    },
}
NEEDED = {
    "residents": phrase("Нужны фамилия и имя: вместе в одной колонке или в двух"),
    "houses": phrase("Нужна колонка с адресом"),
    "organisations": phrase("Нужны колонки с названием и с видом организации"),
    "directory": phrase("Нужна колонка с названием"),
}
TWIN = {
    "phone": phrase("тот же телефон"),
    "mail": phrase("та же почта"),
    "name": phrase("то же имя в том же доме"),
    "address": phrase("тот же адрес"),
}
