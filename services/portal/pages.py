"""Pages: templates, and what every template can say."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse

from services.portal import labels, times
from services.portal.forms import Form
from services.portal.language import LANGUAGES, Language, language
from shared.kit.clock import now

_HERE = Path(__file__).parent
STATIC = _HERE / "static"


def render(code: str, template: str, context: Mapping[str, object]) -> str:
    """The page in the language of this code."""
    return _environment(code).get_template(template).render(**context)


def html(
    code: str, template: str, context: Mapping[str, object], form: Form | None = None, status: int = 200
) -> HTMLResponse:
    """The page as a response; a form with errors is answered 422."""
    wrong = bool(form and form.errors)
    text = render(code, template, {"form": form, "wrong": wrong, **context})
    return HTMLResponse(text, 422 if wrong and status == 200 else status)


def static(path: str) -> str:
    """The address of a static file; it changes with the file, so that it may be kept for ever."""
    return f"/static/{path}?v={_digest(path)}"


@cache
def _digest(path: str) -> str:
    return hashlib.sha256((STATIC / path).read_bytes()).hexdigest()[:12]


@cache
def _environment(code: str) -> Environment:
    env = Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    speech = language(code)
    env.globals.update(
        _=speech.say, rich=speech.rich, many=speech.many, number=speech.number, percent=speech.percent,
        lang=code, languages=LANGUAGES, static=static, local=times.local, **_times(speech),
    )  # fmt: skip
    env.filters["label"] = lambda value, kind: speech.say(getattr(labels, kind).get(value, value))
    env.filters["capital"] = lambda text: text[:1].upper() + text[1:]
    return env


def _times(speech: Language) -> dict[str, object]:
    def when(at: datetime) -> Markup:
        """A moment as people say it, with the whole of it for those who point at it."""
        said, full = times.moment_said(speech, at, now()), times.moment_in_full(speech, at)
        return Markup('<time datetime="{}" title="{}">{}</time>').format(at.isoformat(), full, said)

    def on_day(at: datetime) -> Markup:
        """A day as people say it."""
        there = times.local(at).date()
        said = times.day_said(speech, there, times.local(now()).date())
        return Markup('<time datetime="{}" title="{}">{}</time>').format(
            there.isoformat(), times.date_said(speech, there), said
        )

    return {
        "when": when,
        "on_day": on_day,
        "clock": lambda at: f"{times.local(at):%H:%M}",
        "short_day": lambda at: times.short_day(speech, times.local(at).date()),
        "date": lambda day: times.date_said(speech, day),
        "month": lambda day: times.month_said(speech, day),
        "today": lambda: times.today_said(speech, now()),
    }
