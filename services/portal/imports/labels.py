"""What the pages of lists call kinds, states, columns, and where what was entered is to be seen."""

from services.portal.wording.language import phrase

KIND = {
    "residents": phrase("Жители"),
    "houses": phrase("Дома"),
    "organisations": phrase("Организации"),
    "members": phrase("Участники организаций"),
    "owners": phrase("Собственники"),
    "partners": phrase("Партнёры"),
    "directory": phrase("Справочник"),
}
CHOICES = (
    ("residents", KIND["residents"], phrase("имена, телефоны, адреса")),
    ("houses", KIND["houses"], phrase("адреса и число квартир; их вносят раньше жителей")),
    ("organisations", KIND["organisations"], phrase("советы, ТОС, клубы, группы: название, вид, дом")),
    ("members", KIND["members"], phrase("кто в каком совете или клубе и кем")),
    ("owners", KIND["owners"], phrase("квартира, площадь, собственник, доля")),
    ("partners", KIND["partners"], phrase("название, контакты, соглашение и его срок")),
    ("directory", KIND["directory"], phrase("кто помогает: название, телефон, услуги")),
)
PLACE = {
    "residents": (phrase("К людям"), "/desk/people"),
    "houses": (phrase("Дома и советы"), "/desk/places"),
    "organisations": (phrase("К организациям"), "/desk/organisations"),
    "members": (phrase("К организациям"), "/desk/organisations"),
    "owners": (phrase("Дома и советы"), "/desk/places"),
    "partners": (phrase("К партнёрам"), "/desk/partners"),
    "directory": (phrase("К справочнику"), "/desk/directory"),
}
"""Where one goes from a list that is in."""
CARD = {
    "residents": "/desk/people/",
    "houses": "/desk/places/houses/",
    "organisations": "/desk/organisations/",
    "members": "/desk/organisations/",
    "owners": "/desk/places/premises/",
    "partners": "/desk/partners/",
    "directory": "/desk/directory/",
}
"""Where what a row repeats is to be seen: of a member the organisation, of an owner the premises."""
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
_PERSON = {
    "full_name": phrase("Фамилия, имя и отчество вместе"),
    "family_name": phrase("Фамилия"),
    "given_name": phrase("Имя"),
    "patronymic": phrase("Отчество"),
    "phone": _PHONE,
}
THINGS: dict[str, dict[str, str]] = {
    "residents": {
        **_PERSON,
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
        "consent_number": phrase("Номер листа согласия"),
        "consent_on": phrase("Дата согласия"),
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
    "members": {
        "organisation": phrase("Организация"),
        **_PERSON,
        "house": phrase("Адрес дома"),
        "flat": phrase("Квартира"),
        "role": phrase("Роль"),
        "since": phrase("С какого дня"),
        "until": phrase("По какой день"),
    },
    "owners": {
        "street": _STREET,
        "house": phrase("Адрес дома"),
        "flat": phrase("Квартира"),
        "premises": phrase("Вид помещения"),
        "area": phrase("Площадь"),
        **_PERSON,
        "kind": phrase("Кто это: житель, человек, организация, город"),
        "share": phrase("Доля"),
        "basis": phrase("Откуда известно"),
    },
    "partners": {
        "name": phrase("Название"),
        "kind": phrase("Вид партнёра"),
        "about": _ABOUT,
        "contact": phrase("Контактное лицо"),
        "post": phrase("Должность"),
        "phone": _PHONE,
        "mail": _MAIL,
        "agreement": phrase("Номер соглашения"),
        "signed_on": phrase("Когда подписано"),
        "until": phrase("Действует до"),
        "ours": phrase("Что делаем мы"),
        "theirs": phrase("Что делают они"),
        "document": phrase("Где лежит соглашение"),
        "next_contact_on": phrase("Когда связаться"),
        "note": phrase("Заметка для коллег"),
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
    "members": phrase("Нужны колонки с организацией и с именем или телефоном человека"),
    "owners": phrase("Нужны колонки с домом, квартирой и собственником"),
    "partners": phrase("Нужна колонка с названием"),
    "directory": phrase("Нужна колонка с названием"),
}
TWIN = {
    "phone": phrase("тот же телефон"),
    "mail": phrase("та же почта"),
    "name": phrase("то же имя в том же доме"),
    "address": phrase("тот же адрес"),
}
NAMED = {
    "organisations": phrase("то же название"),
    "directory": phrase("то же название"),
    "members": phrase("та же роль в эти дни"),
    "owners": phrase("тот же собственник"),
    "partners": phrase("то же название и соглашение"),
}
"""What is the same where a thing is known by its name."""
