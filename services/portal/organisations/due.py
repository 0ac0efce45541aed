"""Days of organisations that come onto the desk: terms that end and steps of choosing a council."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from services.portal.desk.model import Row
from services.portal.organisations.labels import COUNCIL_STEP, MEMBER_ROLE
from services.portal.organisations.model import Deadline
from services.portal.wording.language import Language, capital, phrase
from services.portal.wording.times import date_said, local
from shared.kit.clock import CITY_TIME

_PREPARE = timedelta(days=40)
"""So long before a term ends its meeting has to be prepared."""
_SHOWN = 3


def of_deadlines(language: Language, deadlines: Sequence[Deadline], at: datetime) -> Iterable[Row]:
    """The nearest few one by one, the rest as one row."""
    for one in deadlines[:_SHOWN]:
        yield _term(language, one, at) if one.kind == "term" else _step(language, one)
    if (more := len(deadlines) - _SHOWN) > 0:
        yield Row(
            title=language.many(
                more,
                "Ещё {n} срок у организаций",
                "Ещё {n} срока у организаций",
                "Ещё {n} сроков у организаций",
            ),
            why=language.say(phrase("Они позже")),
            href="/desk/organisations",
            action=language.say("Посмотреть"),
            lost_by=_end_of(deadlines[_SHOWN].due_on),
        )


def _term(language: Language, one: Deadline, at: datetime) -> Row:
    over = one.due_on < local(at).date()
    said = phrase("Срок кончился {day}: {role}") if over else phrase("Срок кончается {day}: {role}")
    role = language.say(MEMBER_ROLE.get(one.role or "", ""))
    people = (
        language.many(one.people, "всего {n} человек", "всего {n} человека", "всего {n} человек")
        if one.people > 1
        else ""
    )
    why = language.say(said, day=date_said(language, one.due_on), role=role)
    return Row(
        title=language.say("Готовить выборы: {name}", name=one.organisation_name or ""),
        why=f"{why}, {people}" if people else why,
        href=f"/desk/organisations/{one.organisation_id}",
        action=language.say(phrase("Открыть")),
        lost_by=_end_of(one.due_on) - _PREPARE,
    )


def _step(language: Language, one: Deadline) -> Row:
    return Row(
        title=language.say("Совет дома: {step}", step=language.say(COUNCIL_STEP.get(one.code, ""))),
        why=language.say(
            "{address}. Срок {day}", address=one.address or "", day=date_said(language, one.due_on)
        ),
        href=f"/desk/organisations/councils/{one.forming_id}",
        action=capital(language.say("Открыть")),
        lost_by=_end_of(one.due_on),
    )


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time(23, 59), CITY_TIME)
