"""What notifications hold about people."""

from datetime import timedelta

from services.notifications.wording.model import words_of
from shared.kit.personal import JOURNAL, MERGED, Holding, Personal, Section
from shared.kit.retention import YEAR, Term
from shared.kit.words import LANGUAGE, WAY

_MESSAGE = {code: phrase.title for code, phrase in words_of("ru").message.items()}
_CALL = {"phone": "звонок", "visit": "визит"}

PERSONAL = Personal(
    holdings=(
        Holding(
            "residents", ("id",), "keep", "the bare opaque id, so that nothing is told to it by a late fact"
        ),
        Holding("preferences", ("resident_id",), "own"),
        Holding("messages", ("resident_id",), "own"),
        Holding("deliveries", ("resident_id",), "own"),
        Holding("calls", ("resident_id",), "own"),
        Holding("matches", ("asking_id", "helping_id"), "own"),
        Holding("gatherings", ("organiser_id",), "own", "the event stays, who held it does not"),
        Holding("signed_up", ("resident_id",), "own"),
        Holding("answered", ("resident_id",), "own"),
        Holding("dev_mail", ("resident_id",), "own", "the local mailbox of a city on one's own machine"),
        Holding("heard_consents", ("resident_id",), "own"),
        MERGED,
    ),
    nobody={
        "swept_centers": "which centers there are",
        "merge_moves": JOURNAL,
        "needs": "which skill a need is about",
        "closed_surveys": "how many answered a survey",
        "post_rounds": "which center's messages are due when",
    },
    sections=(
        Section(
            "Как вам сообщать",
            """
            select way as "Способ", language as "Язык", quiet_from as "Не беспокоить с", quiet_to as "до"
            from preferences where resident_id = :resident
            """,
            {"Способ": WAY, "Язык": LANGUAGE},
        ),
        Section(
            "Что вам сообщали",
            """
            select code as "О чём", created_at as "Когда", read_at as "Прочитано"
            from messages where resident_id = :resident order by id
            """,
            {"О чём": _MESSAGE},
        ),
        Section(
            "Звонки и визиты к вам",
            """
            select coalesce(told_way, way) as "Как", created_at as "Записано", done_at as "Сделано",
              told_on as "Рассказали"
            from calls where resident_id = :resident order by id
            """,
            {"Как": _CALL},
        ),
    ),
)

TERMS = (
    Term(
        "messages", "что сообщали, с письмами и звонками", "сообщения", YEAR, "удаляется",
        "статья 5, часть 7 № 152-ФЗ: цель достигнута",
        ("delete from messages where created_at < :before",),
    ),
    Term(
        "signed_up", "кому сообщать о встрече", "начала встречи", YEAR, "удаляется",
        "статья 5, часть 7 № 152-ФЗ: цель достигнута",
        ("delete from signed_up where event_id in (select id from gatherings where starts_at < :before)",),
    ),
    Term(
        "code_letters", "письма с кодами входа в местном ящике пробного города", "письма", timedelta(hours=1),
        "удаляются",
        "статья 5, часть 7 № 152-ФЗ: код действует десять минут",
        ("delete from dev_mail where resident_id is null and at < :before",), of_center=False,
    ),
)  # fmt: skip
"""How long notifications keep what."""
