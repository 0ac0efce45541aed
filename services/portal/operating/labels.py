"""How roles, interests and the parts of the city are called on the operator's pages."""

from services.portal.wording.language import phrase

WORK = {
    "manager": phrase("менеджер центров"),
    "partner": phrase("партнёр"),
    "company": phrase("сотрудник управляющей компании"),
    "city": phrase("администрация города"),
    "operator": phrase("оператор"),
}
PAID_BY = {
    "none": phrase("никто, кроме центра"),
    "management_company": phrase("управляющая компания"),
    "city": phrase("город"),
    "business": phrase("бизнес"),
    "other": phrase("кто-то ещё"),
}
CITY_PART = {
    "registry": phrase("реестр и вход"),
    "talents": phrase("банк талантов"),
    "surveys": phrase("опросы"),
    "events": phrase("события"),
    "notifications": phrase("оповещения"),
    "city": phrase("городские числа"),
    "portal": phrase("страницы"),
    "postgres": phrase("база данных"),
    "nats": phrase("обмен сообщениями"),
}
