"""What appeals are about, how far they are and what became of them."""

from services.portal.wording.language import phrase

COMPLAINT = {
    "cleaning": phrase("уборка"),
    "lift": phrase("лифт"),
    "heating": phrase("отопление"),
    "water": phrase("вода"),
    "electricity": phrase("свет"),
    "roof": phrase("крыша и протечки"),
    "yard": phrase("двор"),
    "waste": phrase("мусор"),
    "noise": phrase("шум"),
    "parking": phrase("парковка"),
    "safety": phrase("безопасность"),
    "bills": phrase("счета и начисления"),
    "other": phrase("другое"),
}
APPEAL_STATE = {
    "raised": phrase("ждёт решения менеджера"),
    "waiting": phrase("ещё не отправлено"),
    "sent": phrase("отправлено"),
    "registered": phrase("зарегистрировано"),
    "forwarded": phrase("передано другому"),
    "answered": phrase("ответили"),
    "closed": phrase("закрыто"),
    "withdrawn": phrase("отозвано"),
    "set_aside": phrase("не взято в работу"),
}
APPEAL_OUTCOME = {
    "resolved": phrase("вопрос решён"),
    "partly": phrase("решён частично"),
    "unresolved": phrase("не решён"),
}
APPEAL_RECIPIENT = {
    "authority": phrase("орган власти или местного самоуправления"),
    "company": phrase("управляющая компания"),
    "other": phrase("другая организация"),
}
APPEAL_STEP = {
    "take_up": phrase("Взяли в работу"),
    "set_aside": phrase("Не взяли в работу"),
    "send": phrase("Отправили"),
    "register": phrase("Зарегистрировали"),
    "forward": phrase("Передали другому"),
    "extend": phrase("Продлили срок ответа"),
    "answer": phrase("Пришёл ответ"),
    "close": phrase("Закрыли"),
    "withdraw": phrase("Отозвали"),
}
