"""What comes onto the desk from people who say that they did not ask for it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from services.portal.desk.model import Row
from services.portal.seen.view import contests_of
from services.portal.visits.visit import Visit
from services.portal.wording.language import phrase
from services.portal.wording.times import date_said, local

_ANSWER_WITHIN = timedelta(days=1)


async def contested(visit: Visit, at: datetime) -> Iterable[Row]:
    """All of them as one row; nothing where nobody contests."""
    contests = await visit.or_else(contests_of(visit, open="true"), [])
    if not contests:
        return []
    first = min(one.contested_at for one in contests)
    language = visit.speech
    row = Row(
        title=language.many(
            len(contests),
            "{n} человека не спросили о том, что за него сделано",
            "{n} человек не спросили о том, что за них сделано",
            "{n} человек не спросили о том, что за них сделано",
        ),
        why=language.say(
            phrase("Первый ждёт ответа с {day}."), day=date_said(language, local(first).date(), year=False)
        ),
        href="/desk/contests",
        action=language.say(phrase("Разобраться")),
        lost_by=min(first + _ANSWER_WITHIN, at + _ANSWER_WITHIN),
    )
    return [row]
