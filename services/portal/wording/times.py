"""Times as people say them: «завтра, 18:00», «в четверг, 18:00», «26 ноября»."""

from datetime import date, datetime

from babel.dates import format_date, format_datetime

from services.portal.wording.language import Language, phrase
from shared.kit.clock import CITY_TIME

_ON_DAY = (
    phrase("в понедельник"),
    phrase("во вторник"),
    phrase("в среду"),
    phrase("в четверг"),
    phrase("в пятницу"),
    phrase("в субботу"),
    phrase("в воскресенье"),
)
_SHORT_DAY = (
    phrase("пн"),
    phrase("вт"),
    phrase("ср"),
    phrase("чт"),
    phrase("пт"),
    phrase("сб"),
    phrase("вс"),
)
_NEAR = {-1: phrase("вчера"), 0: phrase("сегодня"), 1: phrase("завтра")}


def local(at: datetime) -> datetime:
    """The same moment on the city's clocks."""
    return at.astimezone(CITY_TIME)


def day_said(language: Language, day: date, today: date) -> str:
    """A day as it is said on `today`: «завтра», «в четверг», «26 ноября», «26 ноября 2027»."""
    away = (day - today).days
    if away in _NEAR:
        return language.say(_NEAR[away])
    if 1 < away < 7:
        return language.say(_ON_DAY[day.weekday()])
    return date_said(language, day, year=day.year != today.year)


def date_said(language: Language, day: date, *, year: bool = True) -> str:
    """A full date in words: «26 ноября 2026»."""
    said = format_date(day, "d MMMM y" if year else "d MMMM", locale=language.locale)
    return said.replace(" ", "\N{NO-BREAK SPACE}")


def moment_said(language: Language, at: datetime, now: datetime) -> str:
    """A moment as it is said now: «в четверг, 18:00»."""
    there = local(at)
    return f"{day_said(language, there.date(), local(now).date())}, {there:%H:%M}"


def moment_in_full(language: Language, at: datetime) -> str:
    """A moment for those who want to be sure: «четверг, 26 ноября 2026 г. в 18:00»."""
    return format_datetime(local(at), "EEEE, d MMMM y, HH:mm", locale=language.locale)


def month_said(language: Language, month: date) -> str:
    """A month as a heading: «Ноябрь 2026»."""
    said = format_date(month, "LLLL y", locale=language.locale)
    return said[:1].upper() + said[1:]


def today_said(language: Language, now: datetime) -> str:
    """The heading of a day: «Понедельник, 23 ноября»."""
    said = format_date(local(now).date(), "EEEE, d MMMM", locale=language.locale)
    return said[:1].upper() + said[1:]


def short_day(language: Language, day: date) -> str:
    """The day of the week in two letters."""
    return language.say(_SHORT_DAY[day.weekday()])
