"""What the coded values are called on the pages."""

from services.portal.guarding.labels import BROWSER as BROWSER
from services.portal.guarding.labels import METHOD as METHOD
from services.portal.guarding.labels import SYSTEM as SYSTEM
from services.portal.language import phrase
from services.portal.operating.labels import CITY_PART as CITY_PART
from services.portal.operating.labels import PAID_BY as PAID_BY
from services.portal.operating.labels import WORK as WORK
from services.portal.organisations import labels as organisations
from services.portal.seen.labels import DEED as DEED
from services.portal.seen.labels import DEED_OUTCOME as DEED_OUTCOME
from services.portal.seen.labels import ROLE_NOUN as ROLE_NOUN

SKILL = {
    "plumbing": phrase("сантехника"),
    "electrics": phrase("электрика"),
    "carpentry": phrase("столярная работа"),
    "small_repairs": phrase("мелкий ремонт"),
    "computers": phrase("компьютер и интернет"),
    "phones": phrase("телефон и приложения"),
    "sewing": phrase("шитьё и починка одежды"),
    "knitting": phrase("вязание"),
    "cooking": phrase("готовка и выпечка"),
    "gardening": phrase("сад и цветы"),
    "pets": phrase("присмотр за животными"),
    "children": phrase("присмотр за детьми"),
    "homework": phrase("помощь с уроками"),
    "languages": phrase("иностранные языки"),
    "music": phrase("музыка"),
    "sport": phrase("спорт и прогулки"),
    "games": phrase("настольные игры"),
    "reading": phrase("чтение вслух"),
    "crafts": phrase("рукоделие"),
    "photo": phrase("фото и видео"),
    "transport": phrase("подвезти на машине"),
    "escort": phrase("проводить, сопроводить к врачу"),
    "shopping": phrase("сходить в магазин или аптеку"),
    "company": phrase("поговорить, составить компанию"),
    "paperwork": phrase("бумаги и заявления"),
    "tools": phrase("одолжить инструмент"),
    "other": phrase("другое"),
}
SKILL_GROUPS = (
    (
        phrase("По дому"),
        ("plumbing", "electrics", "carpentry", "small_repairs", "tools", "cooking", "gardening"),
    ),
    (phrase("Рядом с человеком"), ("escort", "shopping", "company", "reading", "transport", "paperwork")),
    (phrase("Дети и животные"), ("children", "homework", "pets")),
    (phrase("Техника и знания"), ("phones", "computers", "languages", "photo")),
    (phrase("Своими руками и для души"), ("sewing", "knitting", "crafts", "music", "sport", "games")),
    (phrase("Ничего из этого"), ("other",)),
)
TIME = {
    "weekday_morning": phrase("утром в будни"),
    "weekday_day": phrase("днём в будни"),
    "weekday_evening": phrase("вечером в будни"),
    "weekend": phrase("в выходные"),
}
CHANNEL = {
    "web": phrase("на сайте"),
    "paper": phrase("на бумаге"),
    "phone": phrase("по телефону"),
    "visit": phrase("при встрече"),
}
HOST = {
    "library": phrase("библиотека"),
    "active_people": phrase("центр активных людей"),
    "reception": phrase("приёмная"),
    "school": phrase("школа"),
    "club": phrase("дом культуры"),
    "museum": phrase("музей"),
    "church": phrase("храм"),
}
UNMET = {
    "nobody_can": phrase("Никто рядом не умеет"),
    "no_common_time": phrase("Нет общего времени"),
    "too_far": phrase("Слишком далеко"),
    "declined": phrase("Отказались"),
    "expired": phrase("Истёк срок"),
    "withdrawn": phrase("Просьбу отозвали"),
}
EVENT_KIND = {
    "leisure": phrase("досуг"),
    "housing": phrase("жилищные вопросы"),
    "improvement": phrase("благоустройство"),
    "holiday": phrase("праздник"),
    "meeting": phrase("собрание"),
    "club": phrase("клуб"),
    "help": phrase("помощь соседу"),
}
QUESTIONNAIRE = {
    "housing_complaints": phrase("Анкета жилищных претензий"),
    "neighbor_talents": phrase("Соседские таланты"),
    "help": phrase("Мне нужна помощь / я могу помочь"),
    "own": phrase("свой опрос"),
}
WAY = {
    "site": phrase("только на этом сайте"),
    "mail": phrase("письмом на почту"),
    "phone": phrase("позвонить мне"),
    "visit": phrase("зайти ко мне"),
    "messenger": phrase("сообщением в мессенджере"),
}
ROLE = {
    "resident": phrase("как житель"),
    "guardian": phrase("как родитель или опекун"),
    "activist": phrase("как активист"),
    "manager": phrase("как менеджер центра"),
    "partner": phrase("как партнёр"),
    "company": phrase("как сотрудник управляющей компании"),
    "city": phrase("город"),
    "operator": phrase("оператор"),
}
HELP = {
    "plumbing": phrase("с сантехникой"),
    "electrics": phrase("с электрикой"),
    "carpentry": phrase("со столярной работой"),
    "small_repairs": phrase("с мелким ремонтом"),
    "computers": phrase("с компьютером и интернетом"),
    "phones": phrase("с телефоном и приложениями"),
    "sewing": phrase("с шитьём и починкой одежды"),
    "knitting": phrase("с вязанием"),
    "cooking": phrase("с готовкой и выпечкой"),
    "gardening": phrase("с садом и цветами"),
    "pets": phrase("с животными"),
    "children": phrase("с детьми"),
    "homework": phrase("с уроками"),
    "languages": phrase("с иностранным языком"),
    "music": phrase("с музыкой"),
    "sport": phrase("со спортом и прогулками"),
    "games": phrase("с настольными играми"),
    "reading": phrase("с чтением вслух"),
    "crafts": phrase("с рукоделием"),
    "photo": phrase("с фото и видео"),
    "transport": phrase("с поездкой на машине"),
    "escort": phrase("с сопровождением, например к врачу"),
    "shopping": phrase("с покупками и аптекой"),
    "company": phrase("с общением"),
    "paperwork": phrase("с бумагами и заявлениями"),
    "tools": phrase("с инструментом"),
    "other": phrase("с другим делом"),
}
SPOKEN = ("phone", "visit", "paper")
ANSWER_CHANNEL = {
    "phone": phrase("по телефону"),
    "visit": phrase("при встрече"),
    "paper": phrase("на бумаге"),
}
SIDE = {"asking": phrase("кто просит"), "helping": phrase("кто помогает")}
CLOSING = {
    "nobody_can": phrase("Никто рядом не умеет"),
    "no_common_time": phrase("Нет общего времени"),
    "too_far": phrase("Слишком далеко"),
    "declined": phrase("Отказались"),
    "withdrawn": phrase("Просьбу отозвали"),
}
SURVEY_STATE = {"draft": phrase("черновик"), "open": phrase("идёт"), "closed": phrase("закрыт")}
NEED_STATE = {
    "open": phrase("ищем"),
    "agreed": phrase("договорились"),
    "met": phrase("помогли"),
    "unmet": phrase("не получилось"),
}
TO_TELL = {
    "match_proposed_to_asking": phrase("рассказать о соседе, который может помочь"),
    "match_proposed_to_helping": phrase("спросить, сможет ли помочь соседу"),
    "match_agreed_to_asking": phrase("рассказать, что сосед согласен помочь"),
    "match_agreed_to_helping": phrase("рассказать, что помощь ждут"),
    "match_declined_to_asking": phrase("рассказать, что сосед не сможет помочь"),
    "match_declined_to_helping": phrase("рассказать, что помогать уже не нужно"),
    "help_at_event_to_asking": phrase("сказать, когда встреча"),
    "help_at_event_to_helping": phrase("сказать, когда встреча"),
    "event_entrusted": phrase("напомнить о встрече, которую ведёт житель"),
    "event_moved": phrase("сказать новое время встречи"),
    "event_cancelled": phrase("сказать, что встречи не будет"),
    "registration_made": phrase("подтвердить запись"),
    "registration_waiting": phrase("сказать про список ожидания"),
    "registration_promoted": phrase("сказать, что место освободилось"),
    "survey_closed": phrase("рассказать об итогах опроса"),
    "acted_for": phrase("рассказать, что сделано по просьбе"),
}
"""What a call or a visit is for, by the code of the message that waits."""
HOUSE_KIND = {"apartment": phrase("многоквартирный"), "private": phrase("частный")}
HOUSE_STATE = {
    "organisation": phrase("ТСЖ или ТСН"),
    "council": phrase("совет дома"),
    "none": phrase("пока ничего"),
}
TERRITORY_KIND = {
    "yard": phrase("двор"),
    "street": phrase("улица"),
    "microdistrict": phrase("микрорайон"),
}
PREMISES_KIND = {"flat": phrase("квартира"), "non_residential": phrase("нежилое помещение")}
OWNER_KIND = {
    "resident": phrase("житель из списка центра"),
    "person": phrase("другой человек"),
    "organisation": phrase("организация"),
    "city": phrase("город"),
}
SHARES = {
    "none": phrase("собственники не записаны"),
    "short": phrase("долей не хватает до целого"),
    "whole": phrase("доли складываются в целое"),
    "over": phrase("долей больше целого"),
}
EQUIPMENT = {
    "tables": phrase("столы"),
    "chairs": phrase("стулья"),
    "projector": phrase("проектор"),
    "screen": phrase("экран"),
    "sound": phrase("звук и микрофон"),
    "stage": phrase("сцена"),
    "piano": phrase("пианино"),
    "kitchen": phrase("кухня"),
    "computers": phrase("компьютеры"),
    "printer": phrase("принтер"),
    "internet": phrase("интернет"),
    "workshop": phrase("мастерская"),
    "children_corner": phrase("детский уголок"),
    "sport": phrase("спортивный инвентарь"),
}
ACCESS = {
    "step_free": phrase("вход без ступеней"),
    "wide_doors": phrase("широкие двери"),
    "lift": phrase("лифт"),
    "accessible_toilet": phrase("туалет для людей на коляске"),
    "hearing_loop": phrase("индукционная петля для слабослышащих"),
    "large_signs": phrase("крупные указатели"),
    "parking": phrase("место для машины у входа"),
    "guide_dog": phrase("можно с собакой-проводником"),
}
CENTER_SERVICE = {
    "support_initiatives": phrase("поддерживает дела жителей"),
    "exchange_practices": phrase("помогает обмениваться опытом"),
    "gather_people": phrase("собирает людей и то, что они умеют"),
    "pool_resources": phrase("соединяет силы и средства"),
    "dispatch_information": phrase("знает, кто и чем может помочь"),
    "bring_together": phrase("знакомит по интересам"),
}
BACKGROUND = {
    "organiser": phrase("организатор"),
    "cultural_animator": phrase("культурный аниматор"),
    "moderator": phrase("модератор социальных изменений"),
    "social_worker": phrase("социальный работник"),
    "entrepreneur": phrase("предприниматель"),
    "coordinator": phrase("координатор"),
    "educator": phrase("воспитатель"),
}
INTEREST = {
    "none": phrase("не объявлен"),
    "management_company": phrase("зарплату платит управляющая организация"),
    "city": phrase("зарплату платит город"),
    "business": phrase("связан с бизнесом"),
    "other": phrase("есть другой интерес"),
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
PERSON_WAY = {
    "mail": phrase("письмом на почту"),
    "phone": phrase("позвонить"),
    "visit": phrase("зайти"),
    "messenger": phrase("сообщением в мессенджере"),
    "site": phrase("только на сайте"),
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
COUNCIL_ANSWER = organisations.COUNCIL_ANSWER
COUNCIL_STATE = organisations.COUNCIL_STATE
COUNCIL_STEP = organisations.COUNCIL_STEP
COUNCIL_WANTED = organisations.COUNCIL_WANTED
FOUNDING_DOCUMENT = organisations.FOUNDING_DOCUMENT
END_REASON = organisations.END_REASON
FOUNDING = organisations.FOUNDING
LINK_END = organisations.LINK_END
LINK_STRENGTH = organisations.LINK_STRENGTH
MEMBER_ROLE = organisations.MEMBER_ROLE
NEXT_STEP = organisations.NEXT_STEP
NEXT_STEP_WHY = organisations.NEXT_STEP_WHY
ORGANISATION_CONTACT = organisations.ORGANISATION_CONTACT
ORGANISATION_FORM = organisations.ORGANISATION_FORM
ORGANISATION_GROUPS = organisations.ORGANISATION_GROUPS
ORGANISATION_KIND = organisations.ORGANISATION_KIND
ORGANISATION_SCALE = organisations.ORGANISATION_SCALE
ORGANISATION_STATE = organisations.ORGANISATION_STATE
COUNCIL_PAPER = organisations.COUNCIL_PAPER
COMMUNITY_PART = organisations.COMMUNITY_PART
SHOWN_TO = organisations.SHOWN_TO
PART_STRENGTH = organisations.PART_STRENGTH
CONSENT = {
    "keep_card": phrase("Хранить мою карточку"),
    "contact_about_events": phrase("Сообщать мне о встречах и новостях"),
    "help_matching": phrase("Подбирать мне соседей для помощи"),
    "survey_results_contact": phrase("Рассказать мне об итогах опроса"),
    "complaints": phrase("Передать мою претензию в работу"),
    "accessibility_needs": phrase("Учитывать, что мне нужно из-за здоровья"),
    "own_lists": phrase("Быть в списке своего подъезда или дома"),
    "photo": phrase("Снимать меня на встречах центра"),
    "publication": phrase("Рассказывать обо мне в стенгазете и на сайте"),
}
CONSENT_HOW = {
    "web": phrase("дано на сайте"),
    "paper": phrase("подписан лист"),
    "aloud": phrase("сказано при свидетеле"),
    "survey": phrase("дано на листе опроса"),
}
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
LEVEL = {
    "local": phrase("рядом, в районе"),
    "city": phrase("по всему городу"),
    "national": phrase("по всей стране"),
}
BODY_KIND = {
    "state": phrase("государственная"),
    "municipal": phrase("муниципальная"),
    "departmental": phrase("ведомственная"),
    "ngo": phrase("некоммерческая"),
}
SUPPORT = {
    "informational": phrase("расскажут и объяснят"),
    "organisational": phrase("помогут устроить"),
    "financial": phrase("помогут деньгами"),
    "moral": phrase("поддержат и выслушают"),
}
WEEKDAY = {
    "MO": phrase("пн"),
    "TU": phrase("вт"),
    "WE": phrase("ср"),
    "TH": phrase("чт"),
    "FR": phrase("пт"),
    "SA": phrase("сб"),
    "SU": phrase("вс"),
}
PARTNER_KIND = {
    "school": phrase("школа"),
    "library": phrase("библиотека"),
    "social": phrase("социальная служба"),
    "leisure": phrase("досуг и культура"),
    "business": phrase("предприниматель"),
    "deputy": phrase("депутат"),
    "municipal": phrase("местная власть"),
    "other": phrase("другой партнёр"),
}
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
TALK = {
    "need": phrase("нужна помощь"),
    "appeal": phrase("жалоба или обращение"),
    "idea": phrase("идея"),
    "note": phrase("просто разговор"),
}
