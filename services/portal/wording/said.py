"""Small sentences that several pages say alike."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from services.portal.city.model import Part
from services.portal.events.model import Event
from services.portal.people.labels import CHANNEL
from services.portal.surveys.model import QuestionTotal
from services.portal.wording.language import Language, phrase
from shared.kit.clock import now

_FEW_ANSWERS = 8


def is_past(at: datetime) -> bool:
    """Whether the moment has gone by."""
    return at < now()


def room_said(language: Language, event: Event) -> str:
    """Whether there is room: «Свободно 4 места из 12», «Мест нет, в очереди двое»."""
    if event.free is None or event.capacity is None:
        return language.say(phrase("Приходите все"))
    if event.free == 0:
        full = language.say(phrase("Мест больше нет"))
        if not event.waiting:
            return full
        queue = language.many(
            event.waiting, "в очереди {n} человек", "в очереди {n} человека", "в очереди {n} человек"
        )
        return f"{full}, {queue}"
    free = language.many(event.free, "Свободно {n} место", "Свободно {n} места", "Свободно {n} мест")
    return language.say("{free} из {all}", free=free, all=language.number(event.capacity))


def came_said(language: Language, event: Event) -> str:
    """How many signed up, as on the desk: «11 из 12», «11 записались»."""
    if event.capacity is None:
        return language.many(event.registered, "записался {n}", "записались {n}", "записались {n}")
    return language.say(
        phrase("{n} из {all}"), n=language.number(event.registered), all=language.number(event.capacity)
    )


def by_channel(language: Language, counts: Mapping[str, int]) -> str:
    """How sheets came in: «на сайте 80, на бумаге 32»."""
    said = (
        f"{language.say(CHANNEL[code])} {language.number(n)}"
        for code, n in counts.items()
        if n and code in CHANNEL
    )
    return ", ".join(said)


def result_bars(language: Language, question: QuestionTotal) -> list[tuple[str, int, str]]:
    """The answers to a question as rows of a chart; a hidden number has no length and says so.

    A few answers stay in the order in which they were offered, many come with the most chosen first.
    """
    rows = []
    many = len(question.options) > _FEW_ANSWERS
    for one in sorted(question.options, key=lambda one: -(one.count.total or 0) if many else 0):
        text = one.text.said(language.code) if one.text else one.code
        hidden = one.count.hidden or one.count.total is None
        shown = language.say("скрыто") if hidden else language.number(one.count.total or 0)
        rows.append((text, one.count.total or 0, shown))
    return rows


def part_bars(language: Language, parts: Sequence[Part]) -> list[tuple[str, int, str]]:
    """The numbers of a breakdown as rows of a chart, the largest first; a hidden one says so."""
    largest_first = sorted(parts, key=lambda one: -(one.number or 0))
    return [
        (
            one.title.said(language.code),
            one.number or 0,
            language.say("скрыто") if one.hidden or one.number is None else language.number(one.number),
        )
        for one in largest_first
    ]


def telephone(value: str | None) -> str:
    """A number as people read it aloud: +7 916 123-45-67; what is none stays as it is."""
    digits = (value or "").removeprefix("+7")
    if value is None or not value.startswith("+7") or len(digits) != 10 or not digits.isdecimal():
        return value or ""
    parts = f"+7 {digits[:3]} {digits[3:6]}-{digits[6:8]}-{digits[8:]}"
    return parts.replace(" ", "\N{NO-BREAK SPACE}")
