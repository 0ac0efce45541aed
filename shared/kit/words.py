"""What the shared codes are called in Russian on papers and in copies of a person's data."""

from collections.abc import Mapping

Words = Mapping[str, str]

SKILL: Words = {
    "plumbing": "сантехника", "electrics": "электрика", "carpentry": "столярная работа",
    "small_repairs": "мелкий ремонт", "computers": "компьютер и интернет", "phones": "телефон и приложения",
    "sewing": "шитьё и починка одежды", "knitting": "вязание", "cooking": "готовка и выпечка",
    "gardening": "сад и цветы", "pets": "присмотр за животными", "children": "присмотр за детьми",
    "homework": "помощь с уроками", "languages": "иностранные языки", "music": "музыка",
    "sport": "спорт и прогулки", "games": "настольные игры", "reading": "чтение вслух", "crafts": "рукоделие",
    "photo": "фото и видео", "transport": "подвезти на машине", "escort": "проводить, сопроводить к врачу",
    "shopping": "сходить в магазин или аптеку", "company": "поговорить, составить компанию",
    "paperwork": "бумаги и заявления", "tools": "одолжить инструмент", "other": "другое",
}  # fmt: skip
CHANNEL: Words = {"web": "на сайте", "paper": "на бумаге", "phone": "по телефону", "visit": "при встрече"}
WAY: Words = {
    "site": "только на сайте", "mail": "письмом", "phone": "звонком", "visit": "визитом", "messenger": "в мессенджере",
}  # fmt: skip
LANGUAGE: Words = {"ru": "русский", "en": "английский"}
EVENT_KIND: Words = {
    "leisure": "досуг", "housing": "жилищные вопросы", "improvement": "благоустройство", "holiday": "праздник",
    "meeting": "собрание", "club": "клуб", "help": "помощь соседу",
}  # fmt: skip
UNMET: Words = {
    "nobody_can": "никто рядом не умеет", "no_common_time": "нет общего времени", "too_far": "слишком далеко",
    "declined": "отказались", "expired": "истёк срок", "withdrawn": "просьбу отозвали",
}  # fmt: skip
QUESTIONNAIRE: Words = {
    "housing_complaints": "Анкета жилищных претензий", "neighbor_talents": "Соседские таланты",
    "help": "Мне нужна помощь / я могу помочь", "own": "свой опрос центра",
}  # fmt: skip
CONSENT: Words = {
    "keep_card": "хранить карточку", "contact_about_events": "сообщать о встречах и новостях",
    "help_matching": "подбирать соседей для помощи", "survey_results_contact": "рассказать об итогах опроса",
    "complaints": "передать претензию в работу", "accessibility_needs": "учитывать, что нужно из-за здоровья",
    "own_lists": "быть в списке подъезда или дома", "photo": "снимать на встречах",
    "publication": "рассказывать в стенгазете и на сайте",
}  # fmt: skip
ROLE: Words = {
    "resident": "житель", "guardian": "законный представитель", "activist": "активист",
    "manager": "менеджер центра", "partner": "партнёр", "company": "управляющая компания", "city": "город",
    "operator": "оператор", "system": "программа",
}  # fmt: skip
ACTION: Words = {
    "resident.read": "карточку открыли", "resident.registered": "карточку завели",
    "resident.changed": "карточку исправили", "residents.listed": "вы были в списке на экране",
    "consents.read": "посмотрели согласия", "consent.given": "записали согласие",
    "consent.withdrawn": "записали отзыв согласия", "sheet.read": "анкету открыли",
    "sheet.entered": "анкету внесли", "offer.made-for": "записали «могу помочь»",
    "need.stated-for": "записали «нужна помощь»", "need.closed-for": "закрыли просьбу",
    "match.accepted-for": "записали согласие помочь", "match.declined-for": "записали отказ",
    "session.opened": "вход на сайт", "session.ended": "выход с сайта", "copy.asked": "запросили копию данных",
    "copy.read": "посмотрели копию данных", "erasure.asked": "попросили стереть данные",
    "erasure.cancelled": "отменили стирание", "registration.made-for": "записали на встречу",
}  # fmt: skip
"""What stands in the log; whatever is not here is shown by its code."""
