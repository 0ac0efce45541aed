"""What the calendar holds about people."""

from shared.kit.personal import JOURNAL, MERGED, Holding, Personal, Section
from shared.kit.retention import YEAR, Term
from shared.kit.words import CHANNEL, EVENT_KIND

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
        MERGED,
    ),
    nobody={
        "swept_centers": "which centers there are",
        "merge_moves": JOURNAL,
        "free_places": "places that nobody has",
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
)  # fmt: skip
"""How long the calendar keeps what."""
