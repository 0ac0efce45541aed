"""What the bank of talents holds about people."""

from shared.kit.mentions import Written
from shared.kit.personal import JOURNAL, MERGED, Holding, Personal, Section
from shared.kit.retention import YEAR, Term
from shared.kit.words import CHANNEL, SKILL, UNMET

_STATE = {"standing": "действует", "withdrawn": "снято", "open": "ищем", "agreed": "договорились", "met": "помогли",
          "unmet": "не получилось", "found": "подобрано", "proposed": "предложено", "completed": "помощь оказана",
          "declined": "не состоялось"}  # fmt: skip

PERSONAL = Personal(
    holdings=(
        Holding(
            "residents",
            ("id",),
            "keep",
            "the bare opaque id, so that a fact that comes late brings nothing back",
        ),
        Holding("offers", ("resident_id",), "own"),
        Holding("needs", ("resident_id",), "own"),
        Holding("matches", ("asking_id", "helping_id"), "own"),
        Holding("heard_consents", ("resident_id",), "own"),
        MERGED,
    ),
    nobody={"merge_moves": JOURNAL, "centers": "which centers there are"},
    sections=(
        Section(
            "«Я могу помочь»",
            """
            select skill as "С чем", details as "Ваши слова", state as "Состояние", channel as "Как записано",
              made_at as "Когда" from offers where resident_id = :resident order by id
            """,
            {"С чем": SKILL, "Состояние": _STATE, "Как записано": CHANNEL},
        ),
        Section(
            "«Мне нужна помощь»",
            """
            select skill as "С чем", details as "Ваши слова", state as "Состояние", reason as "Почему закрыто",
              channel as "Как записано", stated_at as "Когда" from needs where resident_id = :resident order by id
            """,
            {"С чем": SKILL, "Состояние": _STATE, "Почему закрыто": UNMET, "Как записано": CHANNEL},
        ),
        Section(
            "С кем вас знакомили",
            """
            select skill as "С чем", case when asking_id = :resident then 'помогают вам' else 'помогаете вы' end
              as "Кто кому", state as "Состояние", found_at as "Подобрано", agreed_at as "Договорились"
            from matches where (asking_id = :resident or helping_id = :resident) order by id
            """,
            {"С чем": SKILL, "Состояние": _STATE},
        ),
    ),
)

TERMS = (
    Term(
        "matches", "с кем знакомили: подобранное, отклонённое и состоявшееся", "окончания", YEAR, "удаляется",
        "статья 5, часть 7 № 152-ФЗ: цель достигнута",
        ("delete from matches where closed_at < :before",),
    ),
    Term(
        "needs", "закрытые просьбы о помощи с их словами", "закрытия", YEAR, "удаляются",
        "статья 5, часть 7 № 152-ФЗ: цель достигнута",
        (
            "delete from matches where need_id in (select id from needs where closed_at < :before)",
            "delete from needs where closed_at < :before",
        ),
    ),
    Term(
        "offers", "снятые предложения помощи, если по ним ни о чём не договорились", "записи", 3 * YEAR, "удаляются",
        "статья 5, часть 7 № 152-ФЗ: цель достигнута",
        (
            "delete from offers where state = 'withdrawn' and made_at < :before"
            " and not exists (select from matches where matches.offer_id = offers.id)",
        ),
    ),
)  # fmt: skip
"""How long the bank keeps what."""

WRITTEN = (
    Written("offer", "offers", "id", ("details",), "resident_id"),
    Written("need", "needs", "id", ("details",), "resident_id"),
)
"""Where people may write the names of others."""
