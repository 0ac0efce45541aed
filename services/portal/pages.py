"""Pages: templates, and what every template can say."""

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from services.portal.filling.forms import Form
from services.portal.wording.labels import LABELS
from services.portal.wording.language import LANGUAGES, capital, language
from services.portal.wording.vocabulary import vocabulary
from shared.kit.paging import MOST_COUNTED

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
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    speech = language(code)
    env.globals.update(
        vocabulary(speech), lang=code, languages=LANGUAGES, static=static, most_counted=MOST_COUNTED
    )
    env.filters["label"] = lambda value, kind: speech.say(LABELS[kind].get(value, value))
    env.filters["capital"] = capital
    return env
