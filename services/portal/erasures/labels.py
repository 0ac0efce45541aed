"""Why and how far a person's data is erased."""

from services.portal.wording.language import phrase

ERASURE_STATE = {
    "waiting": phrase("срок на раздумье"),
    "erasing": phrase("стираем"),
    "erased": phrase("стёрто"),
    "cancelled": phrase("отменено"),
}
ERASURE_GROUND = {
    "request": phrase("человек попросил"),
    "withdrawal": phrase("отозвал согласие"),
    "moved": phrase("переехал"),
    "died": phrase("человек умер"),
    "mistake": phrase("карточка заведена по ошибке"),
}
ERASED_EVERYWHERE = {
    **ERASURE_GROUND,
    "term": phrase("срок хранения окончен"),
    "restored": phrase("после восстановления из копии"),
}
PART = {
    "registry": phrase("Карточка, согласия и входы"),
    "talents": phrase("Банк талантов"),
    "surveys": phrase("Опросы"),
    "events": phrase("Встречи"),
    "notifications": phrase("Оповещения"),
    "city": phrase("Город"),
}
"""What each part of the system is about, where its data is shown or erased."""
MENTIONED_IN = {
    "article": phrase("Статья"),
    "organisation": phrase("Организация"),
    "partner": phrase("Партнёр"),
    "directory": phrase("Запись справочника"),
    "list": phrase("Список соседей"),
    "forming": phrase("Выборы совета дома"),
    "talk": phrase("Запись о разговоре с другим человеком"),
    "event": phrase("Встреча"),
    "appeal": phrase("Обращение другого человека"),
    "idea": phrase("Идея другого человека"),
    "survey": phrase("Вопросы опроса"),
    "answers": phrase("Ответ своими словами в опросе"),
    "offer": phrase("Чужое «могу помочь»"),
    "need": phrase("Чужая просьба о помощи"),
    "unseen_events": phrase("Встречи, обращения и идеи: проверить не удалось, посмотрите сами"),
    "unseen_surveys": phrase("Опросы: проверить не удалось, посмотрите сами"),
    "unseen_talents": phrase("Банк талантов: проверить не удалось, посмотрите сами"),
}
