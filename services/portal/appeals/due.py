"""Appeals whose answer is late, and complaints that wait for a decision, as rows of the desk."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from services.portal.appeals.labels import COMPLAINT
from services.portal.appeals.model import Appeal
from services.portal.appeals.view import due_said
from services.portal.desk.model import Row
from services.portal.wording.language import Language, capital, phrase

_SHOWN = 3
_DECIDED_WITHIN = timedelta(days=3)


def of_appeals(language: Language, late: Sequence[Appeal], at: datetime) -> Iterable[Row]:
    """Those that have been late longest, one by one; the rest in one row."""
    ordered = sorted(late, key=lambda one: (one.due_on is None, one.due_on))
    for one in ordered[:_SHOWN]:
        yield Row(
            title=language.say(
                phrase("Обращение без ответа: {about}"), about=language.say(COMPLAINT[one.about])
            ),
            why=". ".join(part for part in (one.to_whom or "", capital(due_said(language, one))) if part),
            href=f"/desk/appeals/{one.id}",
            action=language.say(phrase("Открыть")),
            lost_by=at,
        )
    rest = len(ordered) - _SHOWN
    if rest > 0:
        yield Row(
            title=language.many(
                rest,
                "Ещё {n} обращение без ответа",
                "Ещё {n} обращения без ответа",
                "Ещё {n} обращений без ответа",
            ),
            why=language.say(phrase("Сроки вышли")),
            href="/desk/appeals",
            action=language.say("Разобрать"),
            lost_by=at,
        )


def of_raised(language: Language, count: int, at: datetime) -> Iterable[Row]:
    """One row for everything that surveys complain of and nobody has decided about."""
    if count:
        yield Row(
            title=language.many(
                count,
                "{n} жалоба из опроса ждёт решения",
                "{n} жалобы из опросов ждут решения",
                "{n} жалоб из опросов ждут решения",
            ),
            why=language.say(phrase("Возьмите в работу или напишите, почему нет")),
            href="/desk/appeals?state=raised",
            action=language.say("Разобрать"),
            lost_by=at + _DECIDED_WITHIN,
        )
