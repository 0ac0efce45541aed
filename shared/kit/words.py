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
COMPLAINT: Words = {
    "cleaning": "уборка", "lift": "лифт", "heating": "отопление", "water": "вода", "electricity": "свет",
    "roof": "крыша и протечки", "yard": "двор", "waste": "мусор", "noise": "шум", "parking": "парковка",
    "safety": "безопасность", "bills": "счета и начисления", "other": "другое",
}  # fmt: skip
APPEAL_STATE: Words = {
    "raised": "ждёт решения менеджера", "waiting": "ещё не отправлено", "sent": "отправлено",
    "registered": "зарегистрировано", "forwarded": "передано другому", "answered": "ответили", "closed": "закрыто",
    "withdrawn": "отозвано", "set_aside": "не взято в работу",
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
    "residents.found": "видели в поиске", "activists.listed": "видели в списке активистов",
    "contacts.read": "смотрели контакты", "accessibility.read": "смотрели, что нужно для удобства",
    "messages.read": "смотрели сообщения", "talks.listed": "видели в журнале разговоров",
    "talk.read": "читали запись о разговоре", "owners.listed": "видели в списке собственников",
    "owner.read": "смотрели запись о собственности", "members.listed": "видели в списке участников",
    "audit.read": "открыли этот журнал", "resident.merged": "объединили с другой карточкой",
    "resident.erased": "стёрли данные", "contact.added": "добавили контакт",
    "contact.changed": "поправили контакт", "contact.removed": "убрали контакт",
    "card.issued": "напечатали карточку соседа", "card.ended": "отключили карточку соседа",
    "accessibility.changed": "записали, что нужно для удобства",
    "guardian.entered": "записали родителя или опекуна", "guardian.released": "сняли запись об опекуне",
    "household.joined": "записали, с кем живёте", "household.left": "сняли запись, с кем живёте",
    "mark.made": "отметили как активиста или лидера мнений",
    "mark.ended": "сняли отметку активиста или лидера мнений",
    "membership.begun": "записали в организацию", "membership.corrected": "поправили запись в организации",
    "membership.ended": "закрыли запись в организации", "council.asked": "записали ответ о совете дома",
    "list.joined": "внесли в соседский список", "list.left": "убрали из соседского списка",
    "owner.entered": "записали как собственника", "owner.corrected": "поправили запись о собственности",
    "owner.removed": "убрали запись о собственности", "talk.noted": "записали разговор",
    "talk.changed": "поправили запись о разговоре", "talk.forgotten": "удалили запись о разговоре",
    "offer.made": "записали, чем вы можете помочь", "need.stated": "записали просьбу о помощи",
    "match.accepted": "ответили согласием на помощь", "match.declined": "ответили отказом",
    "registration.made": "записали на встречу", "registration.cancelled": "отменили запись на встречу",
    "preferences.entered": "записали, как с вами связываться", "call.made": "позвонили или зашли",
    "deed.contested": "вы сказали, что не просили об этом",
    "contest.settled": "центр ответил на «я этого не просил»",
    "basis.stated": "записали, на чём держится карточка",
    "basis.taken-back": "сняли запись о том, на чём держится карточка",
    "resident.came-of-age": "исполнилось 18 лет", "residents.merged": "объединили две карточки",
    "residents.merge-undone": "разъединили карточки", "residents.told-apart": "отметили, что это разные люди",
    "list.printed": "напечатали соседский список", "list.round-begun": "обзвонили соседский список",
    "joining.asked": "попросились в организацию", "joining.taken-back": "забрали просьбу",
    "sessions.ended": "завершили входы", "post.said": "записали, кем работает",
    "token.made-for-resident": "оператор вошёл вместо вас с сервера",
    "council.read": "смотрели, кого спросили о совете дома",
    "appeal.noted-for": "записали обращение", "appeal.read": "читали обращение",
    "appeals.listed": "видели в списке обращений", "appeal.changed": "поправили обращение",
    "appeal.moved": "отметили, что стало с обращением", "idea.offered-for": "записали идею",
    "appeal.withdrawn-for": "отозвали обращение",
    "idea.changed": "поправили идею", "idea.withdrawn": "убрали идею",
}  # fmt: skip
"""What stands in the log; whatever is not here is shown by its code."""
GROUND: Words = {
    "web": "на сайте", "paper": "по бумаге", "aloud": "устно при свидетеле", "survey": "на листе опроса",
    "phone": "по телефону", "visit": "при встрече", "consent-paper": "печатали лист согласия",
    "request": "по просьбе", "withdrawal": "отозвано согласие", "moved": "переезд", "died": "смерть человека",
    "mistake": "карточка по ошибке",
}  # fmt: skip
"""Why something was done, where the log holds a code and no words."""
