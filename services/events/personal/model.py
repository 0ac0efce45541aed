"""What the calendar holds about people."""

from shared.kit.mentions import Written
from shared.kit.personal import JOURNAL, MERGED, Holding, Personal, Section
from shared.kit.retention import YEAR, Term
from shared.kit.words import APPEAL_STATE, CHANNEL, COMPLAINT, EVENT_KIND

_STATE = {
    "registered": "есть место",
    "waiting": "в очереди",
    "cancelled": "запись снята",
    "walk_in": "пришли без записи",
}

PERSONAL = Personal(
    holdings=(
        Holding(
            "residents", ("id",), "keep", "the bare opaque id, so that it takes no new places by a late fact"
        ),
        Holding("registrations", ("resident_id",), "own", "how many came stays, who came does not"),
        Holding("events", ("organiser_id",), "own", "the event stays, who held it does not"),
        Holding(
            "appeals",
            ("resident_id",),
            "own",
            "that there was one stays; whose, its words and its number do not",
        ),
        Holding(
            "ideas",
            ("resident_id",),
            "own",
            "the title stays among the neighbors, its author and words do not",
        ),
        Holding("idea_supports", ("resident_id",), "own", "whom somebody supported goes with them"),
        Holding("heard_consents", ("resident_id",), "own"),
        MERGED,
    ),
    nobody={
        "swept_centers": "which centers there are",
        "centers_to_reckon": "where an edition of the law may still change days",
        "merge_moves": JOURNAL,
        "terms": "what the law asks",
        "free_places": "places that nobody has",
        "appeal_steps": "what happened to an appeal; numbers and words go together with its author",
    },
    sections=(
        Section(
            "Куда вы записывались и приходили",
            """
            select events.title as "Встреча", events.kind as "Какая", events.starts_at as "Начало",
              registrations.state as "Запись", registrations.channel as "Как записано",
              registrations.attended_at is not null as "Были"
            from registrations join events on events.id = registrations.event_id
            where registrations.resident_id = :resident order by events.starts_at
            """,
            {"Какая": EVENT_KIND, "Запись": _STATE, "Как записано": CHANNEL},
        ),
        Section(
            "Встречи, которые вели вы",
            """
            select title as "Встреча", kind as "Какая", starts_at as "Начало" from events
            where organiser_id = :resident order by starts_at
            """,
            {"Какая": EVENT_KIND},
        ),
        Section(
            "Ваши обращения",
            """
            select about as "О чём", words as "Что сказано", to_whom as "Кому", number as "Номер",
              state as "Где сейчас", channel as "Как записано", noted_at as "Когда записано"
            from appeals where resident_id = :resident order by id
            """,
            {"О чём": COMPLAINT, "Где сейчас": APPEAL_STATE, "Как записано": CHANNEL},
        ),
        Section(
            "Ваши идеи",
            """
            select title as "Идея", words as "Подробности", channel as "Как записано", offered_at as "Когда записано",
              withdrawn_at as "Когда отозвана"
            from ideas where resident_id = :resident order by id
            """,
            {"Как записано": CHANNEL},
        ),
        Section(
            "Идеи, которые вы поддержали",
            """
            select ideas.title as "Идея", idea_supports.supported_at as "Когда"
            from idea_supports join ideas on ideas.id = idea_supports.idea_id
            where idea_supports.resident_id = :resident order by idea_supports.supported_at
            """,
        ),
    ),
)

TERMS = (
    Term(
        "registrations", "кто записывался и приходил", "окончания встречи", YEAR,
        "имя убирается, число пришедших остаётся", "статья 5, часть 7 № 152-ФЗ: цель достигнута, дальше обезличено",
        (
            "update registrations set resident_id = null where resident_id is not null"
            " and event_id in (select id from events where ends_at < :before)",
        ),
    ),
    Term(
        "organisers", "кто вёл встречу", "окончания встречи", 3 * YEAR, "имя убирается",
        "статья 5, часть 7 № 152-ФЗ: цель достигнута",
        ("update events set organiser_id = null where organiser_id is not null and ends_at < :before",),
    ),
    Term(
        "ideas", "отозванные идеи", "отзыва идеи", YEAR, "удаляются вместе с голосами",
        "статья 5, часть 7 № 152-ФЗ: цель достигнута",
        ("delete from ideas where withdrawn_at < :before",),
    ),
    Term(
        "appeals", "чьё обращение, его слова и номер", "закрытия или отзыва обращения", 3 * YEAR,
        "имя, слова и номер убираются, число обращений остаётся", "статья 196 ГК РФ: срок исковой давности",
        (
            "update appeal_steps set number = null, note = '' where (number is not null or note <> '') and appeal_id in"
            " (select id from appeals where state in ('closed', 'withdrawn', 'set_aside') and moved_on < :before)",
            "update appeals set resident_id = null, words = '', number = null, survey_id = null, sheet_id = null"
            " where (resident_id is not null or words <> '') and state in ('closed', 'withdrawn', 'set_aside')"
            " and moved_on < :before",
        ),
    ),
)  # fmt: skip
"""How long the calendar keeps what."""

WRITTEN = (
    Written("event", "events", "id", ("title", "description", "place")),
    Written("appeal", "appeals", "id", ("words", "to_whom"), "resident_id"),
    Written("appeal", "appeal_steps", "appeal_id", ("to_whom", "note")),
    Written("idea", "ideas", "id", ("title", "words"), "resident_id"),
)
"""Where people may write the names of others."""
