"""Everything that a template can say in one language."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from markupsafe import Markup

from services.portal.organisations.labels import ORGANISATION_GROUPS, ORGANISATION_KIND
from services.portal.places import words as places
from services.portal.talents.labels import SKILL, SKILL_GROUPS
from services.portal.wording import said, times
from services.portal.wording.labels import LABELS
from services.portal.wording.language import Language, capital, phrase
from services.portal.wording.reasons import need_said, reasons_said
from shared.kit.clock import now, today

Option = tuple[str, str]


class Named(Protocol):
    """A center, as a choice."""

    @property
    def id(self) -> UUID: ...
    @property
    def name(self) -> str: ...


class Addressed(Protocol):
    """A house, as a choice."""

    @property
    def id(self) -> UUID: ...
    @property
    def address(self) -> str: ...


def vocabulary(speech: Language) -> Mapping[str, object]:
    """The functions of templates, by their names there."""
    return {
        **_texts(speech),
        **_moments(speech),
        **_options(speech),
        **_sentences(speech),
        **places.words(speech),
    }


def _texts(speech: Language) -> Mapping[str, object]:
    return {
        "_": speech.say,
        "rich": speech.rich,
        "many": speech.many,
        "number": speech.number,
        "percent": speech.percent,
        "telephone": said.telephone,
    }


def _moments(speech: Language) -> Mapping[str, object]:
    def when(at: datetime) -> Markup:
        said_, full = times.moment_said(speech, at, now()), times.moment_in_full(speech, at)
        return Markup('<time datetime="{}" title="{}">{}</time>').format(at.isoformat(), full, said_)

    def on_day(at: datetime) -> Markup:
        there = times.local(at).date()
        said_ = times.day_said(speech, there, today())
        full = times.date_said(speech, there)
        return Markup('<time datetime="{}" title="{}">{}</time>').format(there.isoformat(), full, said_)

    return {
        "when": when,
        "on_day": on_day,
        "local": times.local,
        "clock": lambda at: f"{times.local(at):%H:%M}",
        "short_day": lambda at: times.short_day(speech, times.local(at).date()),
        "date": lambda day: times.date_said(speech, day),
        "date_short": lambda at: times.date_said(speech, times.local(at).date(), year=False),
        "month": lambda day: times.month_said(speech, day),
        "today": lambda: times.today_said(speech, now()),
        "day_of_print": lambda: times.date_said(speech, today()),
        "is_past": said.is_past,
    }


def _options(speech: Language) -> Mapping[str, object]:
    def options(names: Mapping[str, str], codes: Iterable[str] | None = None) -> list[Option]:
        return [(code, capital(speech.say(names[code]))) for code in (names if codes is None else codes)]

    return {
        "label_options": lambda kind, codes=None: options(LABELS[kind], codes),
        "skill_groups": lambda: [
            (speech.say(heading), options(SKILL, codes)) for heading, codes in SKILL_GROUPS
        ],
        "organisation_groups": lambda: [
            (speech.say(heading), options(ORGANISATION_KIND, codes)) for heading, codes in ORGANISATION_GROUPS
        ],
        "named": lambda found: _centers(found),
        "person_options": lambda found, houses: [
            (str(one.id), one.name, _where(speech, houses.get(one.house_id, ""), one.flat)) for one in found
        ],
        "center_options": lambda found: [(str(one.id), one.name) for one in found],
        "house_options": lambda found: _houses(found),
        "said_options": lambda question: [(one.code, one.text.said(speech.code)) for one in question.options],
        "scale_options": lambda question: [
            (str(n), str(n)) for n in range(question.lowest, question.highest + 1)
        ],
    }


def _sentences(speech: Language) -> Mapping[str, Callable[..., object]]:
    return {
        "reasons": lambda found: reasons_said(speech, found),
        "need_said": lambda need: need_said(speech, need),
        "room_said": lambda event: said.room_said(speech, event),
        "came_said": lambda event: said.came_said(speech, event),
        "by_channel": lambda counts: said.by_channel(speech, counts),
        "result_bars": lambda question: said.result_bars(speech, question),
        "part_bars": lambda parts: said.part_bars(speech, parts),
        "blanks": lambda rows: [
            (row[0], row[1] or speech.say(phrase("Без ответа")), *row[2:]) for row in rows
        ],
    }


def _centers(found: Sequence[Named]) -> list[tuple[str, str, str]]:
    return [(str(one.id), one.name, getattr(one, "address", "")) for one in found]


def _where(speech: Language, house: str, flat: str | None) -> str:
    return ", ".join(part for part in (house, speech.say("кв. {flat}", flat=flat) if flat else "") if part)


def _houses(found: Sequence[Addressed]) -> list[Option]:
    return [(str(one.id), one.address) for one in found]
