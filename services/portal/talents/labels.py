"""What skills, times and the ends of a need are called."""

from services.portal.wording.language import phrase

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
TIME = {
    "weekday_morning": phrase("утром в будни"),
    "weekday_day": phrase("днём в будни"),
    "weekday_evening": phrase("вечером в будни"),
    "weekend": phrase("в выходные"),
}
SIDE = {"asking": phrase("кто просит"), "helping": phrase("кто помогает")}
NEED_STATE = {
    "open": phrase("ищем"),
    "agreed": phrase("договорились"),
    "met": phrase("помогли"),
    "unmet": phrase("не получилось"),
}
UNMET = {
    "nobody_can": phrase("Никто рядом не умеет"),
    "no_common_time": phrase("Нет общего времени"),
    "too_far": phrase("Слишком далеко"),
    "declined": phrase("Отказались"),
    "expired": phrase("Истёк срок"),
    "withdrawn": phrase("Просьбу отозвали"),
}
CLOSING = {
    "nobody_can": phrase("Никто рядом не умеет"),
    "no_common_time": phrase("Нет общего времени"),
    "too_far": phrase("Слишком далеко"),
    "declined": phrase("Отказались"),
    "withdrawn": phrase("Просьбу отозвали"),
}
