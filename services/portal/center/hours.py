"""Opening hours as people say them: «сегодня до 20:00», «откроется завтра в 10:00», and the week as lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services.portal.center.model import Center
from services.portal.wording.language import Language, phrase
from services.portal.wording.times import date_said, day_said, local

WEEKDAYS = (
    phrase("понедельник"),
    phrase("вторник"),
    phrase("среда"),
    phrase("четверг"),
    phrase("пятница"),
    phrase("суббота"),
    phrase("воскресенье"),
)
# A center that opens later than that is better asked by telephone.
_LOOKED_AHEAD = 30

Spans = list[tuple[str, str]]


@dataclass(frozen=True)
class Now:
    """Whether the center is open, and until when or since when."""

    is_open: bool
    said: str


def spans_on(center: Center, day: date) -> Spans:
    """From when till when it is open that day; a day that is not as usual goes before the week."""
    unusual = [one for one in center.exceptions if one.on == day]
    if unusual:
        return sorted((one.opens, one.closes) for one in unusual if one.opens and one.closes)
    return sorted((one.opens, one.closes) for one in center.hours if one.weekday == day.isoweekday())


def now_said(language: Language, center: Center, at: datetime) -> Now | None:
    """Whether it is open at that moment and what comes next; None where nobody has said the hours."""
    if not center.hours and not center.exceptions:
        return None
    there = local(at)
    clock = f"{there:%H:%M}"
    for opens, closes in spans_on(center, there.date()):
        if opens <= clock < closes:
            until = (
                language.say("до полуночи") if closes == "24:00" else language.say("до {time}", time=closes)
            )
            return Now(True, language.say("Сегодня открыто {until}", until=until))
    for ahead in range(_LOOKED_AHEAD):
        day = there.date() + timedelta(days=ahead)
        later = [opens for opens, _ in spans_on(center, day) if ahead or opens > clock]
        if later:
            said = day_said(language, day, there.date())
            return Now(False, language.say("Закрыто, откроется {day} в {time}", day=said, time=later[0]))
    return Now(False, language.say("Закрыто"))


def week_said(language: Language, center: Center) -> list[tuple[str, str]]:
    """The days of the week with their hours; days that are alike stand in one line."""
    lines: list[tuple[int, int, str]] = []
    for weekday in range(1, 8):
        spans = sorted((one.opens, one.closes) for one in center.hours if one.weekday == weekday)
        said = _said(language, spans)
        if lines and lines[-1][2] == said:
            lines[-1] = lines[-1][0], weekday, said
        else:
            lines.append((weekday, weekday, said))
    return [(_days(language, first, last), said) for first, last, said in lines]


def unusual_said(language: Language, center: Center, today: date) -> list[tuple[str, str]]:
    """The coming days that are not as usual."""
    coming = sorted({one.on for one in center.exceptions if today <= one.on <= today + timedelta(days=60)})
    lines = []
    for day in coming:
        said = _said(language, spans_on(center, day))
        note = next((one.note for one in center.exceptions if one.on == day and one.note), None)
        lines.append((date_said(language, day, year=False), f"{said}, {note}" if note else said))
    return lines


def _days(language: Language, first: int, last: int) -> str:
    if first == last:
        return language.say(WEEKDAYS[first - 1])
    return f"{language.say(WEEKDAYS[first - 1])} – {language.say(WEEKDAYS[last - 1])}"


def _said(language: Language, spans: Sequence[tuple[str, str]]) -> str:
    if not spans:
        return language.say("закрыто")
    return ", ".join(f"{opens}–{closes}" for opens, closes in spans)
