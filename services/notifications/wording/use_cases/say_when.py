"""Says a moment as people do: «завтра в 18:00», «в четверг, 28 мая, в 18:00»."""

from datetime import datetime

from services.notifications.wording.model import When, words_of
from shared.contracts.requests import Language
from shared.kit.clock import CITY_TIME

_UNBROKEN = "\N{NO-BREAK SPACE}"
_NAMED = {-1: "yesterday", 0: "today", 1: "tomorrow"}
_A_WEEK = range(2, 7)


def say_when(moment: datetime, at: datetime, language: Language, *, lasting: bool = False) -> str:
    """`moment` as said `at` that time, in the city's own time.

    `lasting` words stay true when they are read on another day: a weekday and a date, never «завтра».
    """
    words = words_of(language)
    local = moment.astimezone(CITY_TIME)
    pattern = _lasting(local, words.when, at) if lasting else _for_now(local, words.when, at)
    said = pattern.format(
        weekday=words.weekdays[local.weekday()],
        day=local.day,
        month=words.months[local.month - 1],
        year=local.year,
        time=f"{local:%H:%M}",
    )
    return _unbroken(said, str(local.day), f"{local:%H:%M}")


def _for_now(local: datetime, when: When, at: datetime) -> str:
    today = at.astimezone(CITY_TIME).date()
    days = (local.date() - today).days
    if days in _NAMED:
        return str(getattr(when, _NAMED[days]))
    if days in _A_WEEK:
        return when.weekday
    return when.date if local.year == today.year else when.date_year


def _lasting(local: datetime, when: When, at: datetime) -> str:
    return when.weekday if local.year == at.astimezone(CITY_TIME).year else when.date_year


def _unbroken(said: str, day: str, time: str) -> str:
    """Keeps «28 мая» and «в 18:00» on one line."""
    for broken in (f"{day} ", f" {time}"):
        said = said.replace(broken, broken.replace(" ", _UNBROKEN))
    return said
