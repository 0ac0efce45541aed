"""Words a message for a person: from its code and its coded parameters to a title and a text."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from services.notifications.wording.model import Words, words_of
from services.notifications.wording.use_cases.say_count import say_count
from services.notifications.wording.use_cases.say_when import say_when
from shared.contracts.requests import Language, Warned

Params = Mapping[str, str | int | None]
"""Ids and coded values: `skill`, `kind`, `starts_at`, `questionnaire`, `sheets`, `event_id` and so on."""


@dataclass(frozen=True)
class Worded:
    """A message in somebody's language."""

    title: str
    text: str


def word(
    code: str, params: Params, language: Language, at: datetime, *, lasting: bool = False, aloud: bool = False
) -> Worded:
    """The message as it is said `at` that time; `lasting` as in `say_when`, for letters and calls."""
    words = words_of(language)
    phrase = words.message[code]
    ready = {
        "help": words.help.get(str(params.get("skill")), words.help["other"]),
        "event": words.event.get(str(params.get("kind")), words.event["unknown"]),
        "when": _when(params, words, language, at, lasting),
        "survey": words.survey.get(str(params.get("questionnaire")), words.survey["own"]),
        "deed": words.deed.get(str(params.get("action")), words.deed["other"]),
        "people": say_count(int(params.get("sheets") or 0), words.people, language),
    }
    said = (phrase.aloud if aloud else None) or phrase.text
    return Worded(phrase.title, said.format_map(ready))


def word_code(code: str, minutes: int, language: Language) -> Worded:
    """The letter with a sign-in code."""
    words = words_of(language)
    phrase = words.message["sign_in_code"]
    lasts = say_count(minutes, words.lasts, language)
    return Worded(phrase.title, phrase.text.format(code=code, lasts=lasts))


def word_warning(what: Warned, language: Language) -> Worded:
    """The letter that says that something new can sign in as the reader."""
    phrase = words_of(language).message[f"warning_{what}"]
    return Worded(phrase.title, phrase.text)


def letter_around(worded: Worded, name: str | None, language: Language, child: str | None = None) -> str:
    """The whole text of a letter: greeting, whose guardian gets it where it is about a child, message, signature."""
    words = words_of(language).letter
    greeting = words.greeting.format(name=name) if name else words.greeting_without_name
    about = [words.about_child.format(child=child)] if child else []
    return "\n\n".join((greeting, *about, worded.text, words.signature))


def _when(params: Params, words: Words, language: Language, at: datetime, lasting: bool) -> str:
    moment = params.get("starts_at")
    if not isinstance(moment, str):
        return words.when.unknown
    return say_when(datetime.fromisoformat(moment), at, language, lasting=lasting)
