"""What is said of organisations, roles, councils in the making and the parts of a community."""

from services.portal.wording.language import phrase

ORGANISATION_KIND = {
    "council_mkd": phrase("совет многоквартирного дома"),
    "council_house": phrase("совет дома, домком"),
    "council_entrance": phrase("совет подъезда"),
    "tszh": phrase("ТСЖ"),
    "tsn": phrase("ТСН"),
    "council_yard": phrase("совет двора, дворовый комитет"),
    "committee_street": phrase("уличный комитет"),
    "council_microdistrict": phrase("совет микрорайона"),
    "territorial_community": phrase("территориальная община"),
    "tos": phrase("ТОС без юридического лица"),
    "tos_legal": phrase("ТОС, юридическое лицо"),
    "ktos": phrase("комитет ТОС (КТОС)"),
    "stos": phrase("совет ТОС (СТОС)"),
    "group_initiative": phrase("инициативная группа"),
    "group_interest": phrase("группа по интересам"),
    "group_internet": phrase("группа в интернете"),
    "community_place": phrase("местное сообщество"),
    "community_interest": phrase("сообщество интересов"),
    "ngo": phrase("местная общественная организация"),
    "city_branch": phrase("отделение городского или областного органа"),
    "internet_formal": phrase("группа организации в интернете"),
    "management_company": phrase("управляющая компания"),
}
ORGANISATION_GROUPS = (
    (
        phrase("Организация жителей"),
        (
            "council_mkd",
            "council_house",
            "council_entrance",
            "tszh",
            "tsn",
            "council_yard",
            "committee_street",
            "council_microdistrict",
            "territorial_community",
            "tos",
            "tos_legal",
            "ktos",
            "stos",
        ),
    ),
    (phrase("Без устава и протокола"), ("group_initiative", "group_interest", "group_internet")),
    (phrase("Сообщество"), ("community_place", "community_interest")),
    (phrase("Рядом с жителями"), ("ngo", "city_branch", "internet_formal", "management_company")),
)
ORGANISATION_FORM = {
    "residents": phrase("организации жителей"),
    "informal": phrase("группы без устава"),
    "community": phrase("сообщества"),
    "outside": phrase("рядом с жителями"),
}
ORGANISATION_SCALE = {
    "entrance": phrase("подъезд"),
    "house": phrase("дом"),
    "yard": phrase("двор"),
    "street": phrase("улица"),
    "microdistrict": phrase("микрорайон"),
    "city": phrase("город"),
}
ORGANISATION_STATE = {
    "forming": phrase("создаётся"),
    "active": phrase("действует"),
    "dissolved": phrase("распущена"),
}
MEMBER_ROLE = {
    "chair": phrase("председатель"),
    "deputy": phrase("заместитель председателя"),
    "secretary": phrase("секретарь"),
    "treasurer": phrase("казначей"),
    "auditor": phrase("ревизор"),
    "council_member": phrase("член совета"),
    "organiser": phrase("организатор"),
    "delegate": phrase("делегат"),
    "member": phrase("участник"),
}
SHOWN_TO = {
    "everybody": phrase("всем жителям центра"),
    "members": phrase("только участникам"),
    "managers": phrase("только менеджерам"),
}
FOUNDING_DOCUMENT = {
    "minutes": phrase("протокол"),
    "decision": phrase("решение"),
    "charter": phrase("устав"),
    "agreement": phrase("договор"),
    "order": phrase("распоряжение"),
    "extract": phrase("выписка"),
    "other": phrase("другой документ"),
}
FOUNDING = {
    "votes": phrase("голоса собственников"),
    "meeting": phrase("собрание жителей"),
    "conference": phrase("конференция делегатов"),
}
ORGANISATION_CONTACT = {
    "phone": phrase("телефон"),
    "mail": phrase("почта"),
    "site": phrase("сайт"),
    "messenger": phrase("мессенджер"),
    "address": phrase("адрес"),
    "hours": phrase("часы приёма"),
}
END_REASON = {
    "term": phrase("кончился срок"),
    "own_wish": phrase("по своему желанию"),
    "recalled": phrase("отозвали"),
    "moved": phrase("переезд"),
    "dissolved": phrase("организация распущена"),
    "mistake": phrase("записали по ошибке"),
}
NEXT_STEP = {
    "term_over": phrase("Срок кончился: назначьте собрание и выберите снова"),
    "term_ends": phrase("Срок подходит к концу: пора готовить собрание"),
    "chair_missing": phrase("Нет председателя: выберите его"),
    "decision_unknown": phrase("Не записано, сколько участвовало, когда организацию создавали"),
    "decision_too_few": phrase("Участников не хватило: по закону организация не создана"),
    "document_missing": phrase("Нет документа: впишите протокол или решение"),
    "charter_missing": phrase("Нет устава: впишите его номер и день"),
    "term_unknown": phrase("Не указано, до какого дня выбраны"),
    "age_unknown": phrase("Не указан год рождения: нельзя сказать, подходит ли возраст"),
    "houses_missing": phrase("Не указано, в каких домах действует"),
    "members_missing": phrase("Ещё нет участников"),
    "contacts_missing": phrase("Не указано, как связаться"),
    "finish_founding": phrase("Создаётся: когда решение принято, отметьте, что действует"),
}
NEXT_STEP_WHY = {
    "chair_missing": phrase("Соседям и управляющей компании нужно знать, с кем говорить."),
    "document_missing": phrase("Его спросят, когда организация заговорит от имени жителей."),
    "houses_missing": phrase("Тогда жители этих домов увидят её у себя."),
    "members_missing": phrase("Начните с тех, кто всё затеял."),
    "contacts_missing": phrase("Чтобы соседи могли найти и присоединиться."),
    "finish_founding": phrase("До этого она не входит в показатели."),
}
COUNCIL_STATE = {
    "not_needed_private": phrase("частный дом, совет не нужен"),
    "not_needed_small": phrase("совет не нужен: мало квартир"),
    "not_needed_partnership": phrase("совет не нужен: домом управляет ТСЖ"),
    "in_place": phrase("совет есть"),
    "term_ends": phrase("срок совета кончается"),
    "term_over": phrase("срок совета кончился"),
    "chair_missing": phrase("у совета нет председателя"),
    "forming": phrase("совет выбирают"),
    "missing": phrase("совета нет"),
}
COUNCIL_STEP = {
    "initiators": phrase("собрать инициативную группу"),
    "owners": phrase("получить список собственников"),
    "candidates": phrase("найти тех, кто готов войти в совет"),
    "notice": phrase("сообщить всем собственникам о собрании"),
    "meeting": phrase("провести собрание и собрать решения"),
    "minutes": phrase("составить протокол"),
    "results": phrase("сообщить итоги жителям"),
    "copies": phrase("передать протокол и решения в управляющую компанию"),
}
COUNCIL_WANTED = {"council_member": phrase("в совет"), "chair": phrase("в председатели")}
COUNCIL_ANSWER = {
    "agrees": phrase("согласие"),
    "thinks": phrase("думает"),
    "declines": phrase("отказ"),
}
COUNCIL_PAPER = {
    "notice": phrase("сообщение о собрании"),
    "ballot": phrase("решение собственника"),
    "minutes": phrase("протокол"),
}
COMMUNITY_PART = {
    "residents": phrase("жители"),
    "organisation": phrase("организация жителей"),
    "support": phrase("кто поддерживает снаружи"),
    "information": phrase("местная информация"),
    "space": phrase("общее пространство"),
    "links": phrase("связи"),
}
LINK_END = {
    **{code: COMMUNITY_PART[code] for code in COMMUNITY_PART if code != "links"},
    "outside": phrase("соседние сообщества"),
}
PART_STRENGTH = {
    "strong": phrase("сильно"),
    "weak": phrase("слабо"),
    "absent": phrase("нет"),
}
LINK_STRENGTH = {
    "strong": phrase("крепкая"),
    "weak": phrase("слабая"),
    "absent": phrase("оборвана"),
}
