"""What comes onto the desk of erasures: those that some part of the system has not confirmed in time."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from services.portal.desk.model import Row
from services.portal.erasures.view import Erasure
from services.portal.wording.language import Language
from services.portal.wording.times import date_said, local


def of_erasures(language: Language, overdue: Sequence[Erasure], at: datetime) -> Iterable[Row]:
    """The law gives thirty days; a day without an answer is a fault of the system."""
    for one in overdue:
        yield Row(
            title=language.say("Стирание не подтверждено: № {number}", number=one.number),
            why=language.say(
                "Кто-то не ответил за сутки, стёрли {day}. Сообщите оператору",
                day=date_said(language, local(one.carried_out_at or at).date(), year=False),
            ),
            href=f"/desk/erasures/{one.id}",
            action=language.say("Открыть"),
            lost_by=at,
        )
