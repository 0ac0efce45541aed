"""What the rules of law and their bounds are called."""

from services.portal.wording.language import phrase

RULE = {
    "house_council.flats": phrase("Совет дома нужен, когда квартир"),
    "house_council.term_years": phrase("Срок совета дома, лет"),
    "tszh.votes": phrase("ТСЖ создают, когда «за» от всех голосов"),
    "tos.age": phrase("В ТОС участвуют с возраста, лет"),
    "tos.meeting": phrase("Собрание ТОС действует, когда пришло от всех жителей"),
    "tos.conference": phrase("Конференция ТОС действует, когда пришло от всех делегатов"),
    "owners_meeting.quorum": phrase("Собрание собственников действует, когда участвует от всех голосов"),
    "owners_meeting.notice_days": phrase("О собрании собственников сообщают заранее, дней"),
    "owners_meeting.minutes_days": phrase("Протокол собрания собственников готов через, дней"),
    "owners_meeting.results_days": phrase("Итоги собрания собственников сообщают через, дней"),
    "term.warn_days": phrase("О конце срока напоминаем заранее, дней"),
    "appeal.register_days": phrase("Обращение регистрируют за, дней"),
    "appeal.forward_days": phrase("Обращение передают тому, кто решает, за, дней"),
    "appeal.answer_days": phrase("На обращение отвечают за, дней после регистрации"),
    "appeal.extend_days": phrase("Срок ответа на обращение продлевают не больше чем на, дней"),
}
RULE_BOUND = {
    "more_than": phrase("больше"),
    "at_least": phrase("не меньше"),
    "exactly": phrase("ровно"),
}
