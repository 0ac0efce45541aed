"""What the directory and the partners put onto the manager's desk."""

import asyncio
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from services.portal.desk.model import Row
from services.portal.directory.model import ToConfirm
from services.portal.directory.view import to_confirm
from services.portal.partners.model import Agreement, Partner
from services.portal.partners.view import partners_to_call, partners_to_prolong
from services.portal.visits.visit import Visit
from services.portal.wording.language import Language, phrase
from services.portal.wording.times import date_said, local
from shared.kit.clock import CITY_TIME

_CONFIRM_WITHIN = timedelta(days=7)
_PROLONG_BEFORE = timedelta(days=30)
_SHOWN = 3


async def partner_rows(visit: Visit, at: datetime) -> list[Row]:
    """What waits in the directory and with whom to speak."""
    today = local(at).date()
    asking, partners, ending = await asyncio.gather(
        to_confirm(visit), partners_to_call(visit, today), partners_to_prolong(visit, today + _PROLONG_BEFORE)
    )
    return [
        *of_directory(visit.speech, asking, at),
        *of_partners(visit.speech, partners, at),
        *of_agreements(visit.speech, ending),
    ]


def of_directory(language: Language, asking: ToConfirm, at: datetime) -> Iterable[Row]:
    """Entries that nobody has confirmed for half a year: one row for all."""
    if not asking.count or asking.oldest_on is None:
        return
    yield Row(
        title=language.many(
            asking.count, "Подтвердить {n} запись", "Подтвердить {n} записи", "Подтвердить {n} записей"
        ),
        why=language.say(
            phrase("Справочник помощи. Самую давнюю проверяли {day}"),
            day=date_said(language, asking.oldest_on),
        ),
        href="/desk/directory?due=yes",
        action=language.say(phrase("Проверить")),
        lost_by=at + _CONFIRM_WITHIN,
    )


def of_partners(language: Language, partners: Sequence[Partner], at: datetime) -> Iterable[Row]:
    """Partners with whom somebody meant to speak by now."""
    waiting = sorted(partners, key=lambda one: one.next_contact_on or date.max)
    for partner in waiting[:_SHOWN]:
        day = partner.next_contact_on or at.date()
        yield Row(
            title=language.say(phrase("Связаться с партнёром: {name}"), name=partner.name),
            why=language.say(phrase("Собирались {day}"), day=date_said(language, day, year=False)),
            href=f"/desk/partners/{partner.id}",
            action=language.say(phrase("Открыть")),
            lost_by=datetime.combine(day, time(18), CITY_TIME),
        )


def of_agreements(language: Language, ending: Sequence[tuple[Partner, Agreement]]) -> Iterable[Row]:
    """Agreements of which the last day is near, the nearest first."""
    for partner, agreement in sorted(ending, key=lambda one: one[1].until or date.max)[:_SHOWN]:
        day = agreement.until or date.max
        yield Row(
            title=language.say(phrase("Продлить договорённость: {name}"), name=partner.name),
            why=language.say(
                phrase("Договорённость {number} до {day}"),
                number=agreement.number,
                day=date_said(language, day, year=False),
            ),
            href=f"/desk/partners/{partner.id}",
            action=language.say(phrase("Открыть")),
            lost_by=datetime.combine(day, time(18), CITY_TIME),
        )
