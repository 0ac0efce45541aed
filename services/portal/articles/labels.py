"""What topics and the results of practices are called."""

from services.portal.wording.language import phrase

TOPIC = {
    "government": phrase("как устроена местная власть"),
    "housing": phrase("дом и квартира"),
    "rules": phrase("правила жизни рядом"),
    "mediation": phrase("ссоры и примирение"),
    "economy": phrase("деньги на общее дело"),
    "safety": phrase("безопасность"),
}
OUTCOME = {
    "worked": phrase("получилось"),
    "partly": phrase("получилось отчасти"),
    "not_yet": phrase("пока не вышло"),
}
