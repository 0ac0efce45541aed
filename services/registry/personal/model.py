"""What the registry holds about people. A new table is named here once, and then erasure and the copy know of it."""

from datetime import timedelta

from shared.kit.personal import Holding, Personal, Section
from shared.kit.retention import YEAR, Term
from shared.kit.words import CHANNEL, CONSENT, LANGUAGE, WAY

_CASCADE = "the foreign key to the resident takes it along"
_CONTACT = {"phone": "телефон", "mail": "почта", "messenger": "мессенджер"}
_HOW = {"web": "на сайте", "paper": "на бумаге", "aloud": "устно при свидетеле", "survey": "на листе опроса"}
_ENDED = {"withdrawn": "отозвано", "replaced": "заменено новым", "expired": "истекло"}
_BASIS = {
    "agreement": "договор с вами", "law": "обязанность по закону", "vital": "защита жизни и здоровья",
}  # fmt: skip
_TALK = {"need": "нужна помощь", "appeal": "обращение", "idea": "мысль", "note": "заметка"}
_JOINING = {"accepted": "приняли", "declined": "не приняли"}
_POST = {
    "chair": "председатель", "deputy": "заместитель председателя", "secretary": "секретарь",
    "treasurer": "казначей", "auditor": "ревизор", "council_member": "член совета",
    "organiser": "организатор", "delegate": "делегат", "member": "участник",
}  # fmt: skip
_MARK = {"leader": "лидер мнений", "activist": "активист"}
_METHOD = {"code": "по коду", "card": "по карточке", "passkey": "по ключу", "oidc": "через другую систему"}

PERSONAL = Personal(
    holdings=(
        Holding("residents", ("id",), "own"),
        Holding("resident_contacts", ("resident_id",), "cascade", _CASCADE),
        Holding("access_needs", ("resident_id",), "cascade", _CASCADE),
        Holding("guardianships", ("guardian_id", "ward_id"), "cascade", _CASCADE),
        Holding("household_members", ("resident_id",), "cascade", _CASCADE),
        Holding("marks", ("resident_id",), "cascade", _CASCADE),
        Holding("resident_cards", ("resident_id",), "cascade", _CASCADE),
        Holding("list_members", ("resident_id",), "cascade", _CASCADE),
        Holding("list_calls", ("resident_id",), "cascade", _CASCADE),
        Holding("search_entries", ("id",), "own", "with its words, and words that nobody else has"),
        Holding("search_words", ("id",), "own"),
        Holding("twin_keys", ("resident_id",), "cascade", _CASCADE),
        Holding("twins", ("one_id", "other_id"), "cascade", _CASCADE),
        Holding("twins_to_look_for", ("resident_id",), "cascade", _CASCADE),
        Holding("merges", ("kept_id", "gone_id"), "own"),
        Holding(
            "merged_residents",
            ("gone_id", "kept_id"),
            "keep",
            "bare opaque ids, so that late facts are followed",
        ),
        Holding("import_rows", ("thing_id", "twin_id"), "own", "by id, by contact and by the whole name"),
        Holding("talks", ("resident_id",), "cascade", _CASCADE),
        Holding("owners", ("resident_id",), "cascade", _CASCADE),
        Holding("resident_activity", ("resident_id",), "cascade", _CASCADE),
        Holding("memberships", ("resident_id",), "own", "a term of office stays as a row without a person"),
        Holding("join_requests", ("resident_id",), "cascade", _CASCADE),
        Holding("council_asked", ("resident_id",), "cascade", _CASCADE),
        Holding("contests", ("resident_id",), "cascade", _CASCADE),
        Holding("sessions", ("subject_id",), "own", "seen by their owner alone"),
        Holding("sign_ins", ("subject_id",), "own", "seen by their owner alone"),
        Holding("consents", ("resident_id",), "cascade", _CASCADE),
        Holding("card_bases", ("resident_id",), "cascade", _CASCADE),
        Holding("copy_requests", ("resident_id",), "cascade", _CASCADE),
        Holding(
            "erasures", ("resident_id",), "own", "only while it waits; afterwards a digest of the opaque id"
        ),
    ),
    nobody={
        "centers": "names and addresses of the centers are public",
        "houses": "addresses",
        "premises": "numbers of flats",
        "households": "a flat and a word; goes with its last member",
        "territories": "yards, streets, microdistricts",
        "management_contracts": "a house and a company",
        "contract_documents": "papers between a house and a company",
        "rooms": "rooms of the center",
        "posts": "what staff do; staff are not residents",
        "accounts": "staff, erased at the operator's desk",
        "passkeys": "of staff accounts",
        "identities": "of staff accounts",
        "challenges": "of sign-ins under way; gone within minutes",
        "devices": "the center's own devices",
        "sign_in_requests": "by contact, gone within ten minutes, and at once with the person whose contact it is",
        "ended_sessions": "digests of sessions that ended a moment ago; gone within the hour",
        "sign_in_limits": "keyed digests that lead back to nobody",
        "contact_lists": "a list of a house or entrance; its members stand in list_members",
        "list_rounds": "that a list was called round",
        "search_vocabulary": "words that something in the search has; a word that nothing has any more goes",
        "search_spellings": "as search_vocabulary",
        "merge_moves": "the journal of merges, erased with the person and when undoing is over",
        "imports": "that a file was read; its rows stand in import_rows",
        "import_mappings": "which heading means what",
        "import_queue": "which import waits for work",
        "rules": "what the law asks",
        "organisations": "groups and organisations",
        "organisation_houses": "where they act",
        "organisation_contacts": "contacts of organisations, not of persons",
        "council_formings": "that a house forms its council",
        "council_steps": "dates of the steps",
        "infrastructure_maps": "what a community has",
        "directory_entries": "support organisations with the contacts that they publish",
        "directory_words": "words of the directory",
        "directory_spellings": "words of the directory",
        "directory_synonyms": "everyday words",
        "partners": "schools, libraries, business, deputies, with the contacts that they gave for this",
        "partner_agreements": "agreements with partners",
        "partner_doings": "what partners did",
        "articles": "texts of centers",
        "article_versions": "texts of centers",
        "article_consents": "a center's consent to share its text",
        "article_trials": "what came of a practice elsewhere",
        "consent_texts": "texts that were read",
        "copy_parts": "goes with its request, by the foreign key",
        "copy_rounds": "which request is collected when",
        "erased_marks": "digests of erased opaque ids, exported for restored backups",
        "erasure_confirmations": "which service has confirmed",
        "erasure_mentions": "which texts a manager is to look at, and no name",
        "erasure_dates": "which erasure is due when",
    },
    sections=(
        Section(
            "Ваша карточка",
            """
            select family_name as "Фамилия", given_name as "Имя", patronymic as "Отчество",
              birth_year as "Год рождения", adult as "Совершеннолетие", houses.address as "Дом",
              premises.number as "Квартира", way as "Как с вами связаться", language as "Язык",
              residents.channel as "Как завели карточку", joined_at as "Когда"
            from residents
            left join houses on houses.id = residents.house_id
            left join premises on premises.id = residents.premises_id
            where residents.id = :resident
            """,
            {"Как с вами связаться": WAY, "Язык": LANGUAGE, "Как завели карточку": CHANNEL},
        ),
        Section(
            "Телефоны и почта",
            """
            select kind as "Что", value as "Номер или адрес", shared as "Общий с кем-то ещё",
              verified_at as "Проверено", added_at as "Записано"
            from resident_contacts where resident_id = :resident order by added_at
            """,
            {"Что": _CONTACT},
        ),
        Section(
            "Что вам нужно из-за здоровья",
            'select needs as "Что нужно", note as "Пояснение", changed_at as "Записано"'
            " from access_needs where resident_id = :resident",
        ),
        Section(
            "Семья",
            """
            select case when guardian_id = :resident then 'вы отвечаете за ребёнка' else 'за вас отвечает взрослый' end
              as "Связь", other.family_name || ' ' || other.given_name as "Кто", since as "С какого дня"
            from guardianships join residents as other
              on other.id = case when guardian_id = :resident then ward_id else guardian_id end
            where guardian_id = :resident or ward_id = :resident order by since
            """,
        ),
        Section(
            "Отметки",
            """
            select kind as "Отметка", what_for as "За что", marked_at as "Когда", ended_at as "Снята"
            from marks where resident_id = :resident order by marked_at
            """,
            {"Отметка": _MARK},
        ),
        Section(
            "Организации и группы",
            """
            select organisations.name as "Где", role as "Кем", since as "С какого дня", ended_on as "По какой"
            from memberships join organisations on organisations.id = memberships.organisation_id
            where resident_id = :resident order by since
            """,
            {"Кем": _POST},
        ),
        Section(
            "Где вы хотели участвовать",
            """
            select organisations.name as "Где", asked_at as "Когда попросились", answer as "Что ответили",
              answered_at as "Когда ответили"
            from join_requests join organisations on organisations.id = join_requests.organisation_id
            where resident_id = :resident order by asked_at
            """,
            {"Что ответили": _JOINING},
        ),
        Section(
            "Помещения в собственности",
            """
            select houses.address as "Дом", premises.number as "Помещение", numerator || '/' || denominator as "Доля"
            from owners join premises on premises.id = owners.premises_id join houses on houses.id = premises.house_id
            where owners.resident_id = :resident order by houses.address
            """,
        ),
        Section(
            "«Свои списки»",
            """
            select contact_lists.title as "Список", agreed_at as "Вы согласились", channel as "Как"
            from list_members join contact_lists on contact_lists.id = list_members.list_id
            where resident_id = :resident order by agreed_at
            """,
            {"Как": CHANNEL},
        ),
        Section(
            "Разговоры с вами",
            """
            select kind as "Что это", words as "Что записано", talked_at as "Когда"
            from talks where resident_id = :resident order by talked_at
            """,
            {"Что это": _TALK},
        ),
        Section(
            "Согласия",
            """
            select purpose as "На что", version as "Текст №", how as "Как дано", number as "Номер листа",
              given_at as "Когда", ended_at as "Закончилось", ended_how as "Почему"
            from consents where resident_id = :resident order by given_at
            """,
            {"На что": CONSENT, "Как дано": _HOW, "Почему": _ENDED},
        ),
        Section(
            "На чём держится ваша карточка, если не на согласии",
            'select basis as "Основание", words as "Какое", stated_at as "Записано"'
            " from card_bases where resident_id = :resident",
            {"Основание": _BASIS},
        ),
        Section(
            "Когда вы входили",
            'select at as "Когда", method as "Как", device as "С чего"'
            " from sign_ins where subject_id = :resident order by at",
            {"Как": _METHOD},
        ),
    ),
)

TERMS = (
    Term(
        "card", "карточка, контакты и всё, что при ней", "отзыва согласия или просьбы стереть", timedelta(days=3),
        "удаляется с актом; закон даёт 30 дней", "статья 21, части 3–5 № 152-ФЗ",
    ),
    Term(
        "consents", "согласия, которые больше не действуют", "окончания", 3 * YEAR, "удаляются",
        "статья 196 ГК РФ: срок исковой давности; статья 9, часть 3 № 152-ФЗ: доказать согласие",
        ("delete from consents where ended_at < :before",),
    ),
    Term(
        "erasures", "акты об уничтожении: номер, даты и подтверждения без имени", "окончания", 3 * YEAR, "удаляются",
        "приказ Роскомнадзора № 179 от 28.10.2022: три года",
        (
            "delete from erasure_confirmations where erasure_id in"
            " (select id from erasures where coalesce(done_at, cancelled_at) < :before)",
            "delete from erasures where coalesce(done_at, cancelled_at) < :before",
        ),
    ),
    Term(
        "copies", "копии «что вы обо мне знаете»", "просьбы", timedelta(days=7), "удаляются",
        "статья 5, часть 7 № 152-ФЗ: не дольше, чем нужно для цели",
    ),
    Term(
        "talks", "разговоры, оставшиеся заметкой", "разговора", 3 * YEAR, "удаляются",
        "статья 5, часть 7 № 152-ФЗ: цель достигнута",
        ("delete from talks where state = 'kept' and talked_at < :before",),
    ),
    Term(
        "join_requests", "просьбы об участии, на которые ответили", "ответа", YEAR, "удаляются",
        "статья 5, часть 7 № 152-ФЗ: цель достигнута",
        ("delete from join_requests where answered_at < :before",),
    ),
    Term(
        "contests", "«я об этом не просил» и ответы центра", "ответа", 3 * YEAR, "удаляются",
        "статья 196 ГК РФ: срок исковой давности",
        ("delete from contests where settled_at < :before",),
    ),
    Term(
        "ended_cards", "карточки для входа, которые больше не действуют", "окончания", YEAR, "удаляются",
        "статья 5, часть 7 № 152-ФЗ: цель достигнута",
        ("delete from resident_cards where ended_at < :before",),
    ),
    Term(
        "import_rows", "строки загруженных списков", "последней правки", timedelta(days=7), "удаляются",
        "статья 5, часть 7 № 152-ФЗ: не дольше, чем нужно для цели",
    ),
    Term(
        "sign_ins", "когда и с чего входили", "входа", timedelta(days=90), "удаляется",
        "статья 19 № 152-ФЗ: защита от чужого входа",
    ),
    Term(
        "sign_in_requests", "коды входа", "просьбы", timedelta(minutes=10), "удаляются",
        "статья 5, часть 7 № 152-ФЗ: не дольше, чем нужно для цели",
    ),
)  # fmt: skip
"""How long the registry keeps what."""
