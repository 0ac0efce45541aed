"""What surveys hold about people."""

from shared.kit.mentions import Written
from shared.kit.personal import JOURNAL, MERGED, Holding, Personal, Section
from shared.kit.retention import YEAR, Term
from shared.kit.words import CHANNEL, QUESTIONNAIRE

PERSONAL = Personal(
    holdings=(
        Holding(
            "residents",
            ("id",),
            "keep",
            "the bare opaque id, so that a fact that comes late brings nothing back",
        ),
        Holding(
            "sheets", ("resident_id",), "own", "what was chosen stays in the totals, every own word goes"
        ),
        Holding("answered", ("resident_id",), "own"),
        MERGED,
    ),
    nobody={
        "swept_centers": "which centers there are",
        "merge_moves": JOURNAL,
        "surveys": "what a center asked, and how many answered",
        "closing_dates": "which survey closes when",
    },
    sections=(
        Section(
            "Ваши анкеты",
            """
            select surveys.questionnaire as "Опрос", surveys.content -> 'title' ->> 'ru' as "Название",
              sheets.channel as "Как отвечали", sheets.number as "Номер листа", sheets.answered_at as "Когда",
              sheets.consents as "Согласия на листе"
            from sheets join surveys on surveys.id = sheets.survey_id
            where sheets.resident_id = :resident order by sheets.answered_at
            """,
            {"Опрос": QUESTIONNAIRE, "Как отвечали": CHANNEL},
        ),
        Section(
            "Что вы ответили",
            """
            select coalesce(question.value -> 'text' ->> 'ru', question.value ->> 'text', answer.key) as "Вопрос",
              case jsonb_typeof(answer.value) when 'boolean' then case answer.value when 'true' then 'да' else 'нет' end
                when 'string' then coalesce((select coalesce(option -> 'text' ->> 'ru', option ->> 'text')
                  from jsonb_array_elements(question.value -> 'options') as option
                  where option ->> 'code' = answer.value #>> '{}'), answer.value #>> '{}')
                when 'array' then (select string_agg(coalesce((select coalesce(option -> 'text' ->> 'ru',
                    option ->> 'text') from jsonb_array_elements(question.value -> 'options') as option
                    where option ->> 'code' = chosen), chosen), ', ')
                  from jsonb_array_elements_text(answer.value) as chosen)
                else answer.value #>> '{}' end as "Ответ",
              sheets.answered_at as "Когда"
            from sheets join surveys on surveys.id = sheets.survey_id
            cross join jsonb_each(sheets.answers) as answer
            left join jsonb_array_elements(surveys.content -> 'questions') as question
              on question.value ->> 'code' = answer.key
            where sheets.resident_id = :resident order by sheets.answered_at, answer.key
            """,
        ),
        Section(
            "Безымянные опросы, в которых вы участвовали",
            """
            select surveys.questionnaire as "Опрос", surveys.closed_at as "Закрыт" from answered
            join surveys on surveys.id = answered.survey_id where answered.resident_id = :resident order by surveys.id
            """,
            {"Опрос": QUESTIONNAIRE},
        ),
    ),
)

TERMS = (
    Term(
        "sheets", "имя и свои слова в анкетах закрытых опросов", "закрытия опроса", YEAR,
        "убираются; выбранные ответы остаются в общих числах",
        "статья 5, часть 7 № 152-ФЗ: цель достигнута, дальше обезличено",
        (
            """
            update sheets set resident_id = null, number = null, consents = '{}', answers = answers - array(
                select question ->> 'code'
                from surveys, jsonb_array_elements(surveys.content -> 'questions') as question
                where surveys.id = sheets.survey_id and question ->> 'kind' = 'text')
            where resident_id is not null
              and survey_id in (select id from surveys where closed_at < :before)
            """,
        ),
    ),
    Term(
        "answered", "кто ответил на безымянный опрос", "закрытия опроса", YEAR, "удаляется",
        "статья 5, часть 7 № 152-ФЗ: нужно только против двойного ответа",
        ("delete from answered where survey_id in (select id from surveys where closed_at < :before)",),
    ),
)  # fmt: skip
"""How long surveys keep what."""

WRITTEN = (
    Written("survey", "surveys", "id", ("cast(content as text)", "cast(summary as text)")),
    Written("answers", "sheets", "survey_id", ("cast(answers as text)",), "resident_id"),
)
"""Where people may write the names of others."""
