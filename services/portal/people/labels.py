"""What is said of a person: contacts, languages, bonds, and how their words came to us."""

from services.portal.wording.language import phrase

CHANNEL = {
    "web": phrase("на сайте"),
    "paper": phrase("на бумаге"),
    "phone": phrase("по телефону"),
    "visit": phrase("при встрече"),
}
ANSWER_CHANNEL = {
    "phone": phrase("по телефону"),
    "visit": phrase("при встрече"),
    "paper": phrase("на бумаге"),
}
CONTACT_KIND = {
    "phone": phrase("телефон"),
    "mail": phrase("почта"),
    "messenger": phrase("мессенджер"),
}
OPEN_TO = {
    "center": phrase("видят менеджеры центра"),
    "lists": phrase("видят менеджеры и соседи из списка"),
    "sign_in": phrase("не видит никто, только для входа"),
}
PERSON_WAY = {
    "mail": phrase("письмом на почту"),
    "phone": phrase("позвонить"),
    "visit": phrase("зайти"),
    "messenger": phrase("сообщением в мессенджере"),
    "site": phrase("только на сайте"),
}
SOURCE = {
    "walk_in": phrase("зашёл сам"),
    "survey": phrase("через опрос"),
    "paper": phrase("по анкете на бумаге"),
    "friend": phrase("привели знакомые"),
    "event": phrase("познакомились на событии"),
    "site": phrase("записался на сайте"),
    "other": phrase("по-другому"),
}
TONGUE = {
    "ru": phrase("русский"),
    "en": phrase("английский"),
    "tt": phrase("татарский"),
    "ba": phrase("башкирский"),
    "cv": phrase("чувашский"),
    "uk": phrase("украинский"),
    "be": phrase("белорусский"),
    "hy": phrase("армянский"),
    "az": phrase("азербайджанский"),
    "ka": phrase("грузинский"),
    "kk": phrase("казахский"),
    "uz": phrase("узбекский"),
    "tg": phrase("таджикский"),
    "ky": phrase("киргизский"),
    "ce": phrase("чеченский"),
    "zh": phrase("китайский"),
    "ar": phrase("арабский"),
    "de": phrase("немецкий"),
    "fr": phrase("французский"),
    "es": phrase("испанский"),
    "rsl": phrase("русский жестовый"),
}
MARK = {"leader": phrase("лидер мнений"), "activist": phrase("активист")}
BOND = {
    "parent": phrase("мать или отец"),
    "guardian": phrase("опекун"),
    "trustee": phrase("попечитель"),
}
ACCESS_NEED = {
    "step_free": phrase("вход без ступеней"),
    "wheelchair": phrase("место для коляски"),
    "large_print": phrase("крупный шрифт"),
    "read_aloud": phrase("прочитать вслух"),
    "sign_language": phrase("жестовый язык"),
    "speak_loudly": phrase("говорить громче"),
    "escort": phrase("проводить"),
    "at_home": phrase("прийти домой"),
    "quiet": phrase("чтобы было тихо"),
    "more_time": phrase("не торопить"),
}
