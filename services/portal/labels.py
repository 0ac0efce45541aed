"""What the coded values are called on the pages."""

from services.portal.language import phrase

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
