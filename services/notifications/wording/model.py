"""The words of one language, as they stand in `ru.toml` and `en.toml`."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from shared.contracts.requests import Language

MessageCode = Literal[
    "match_proposed_to_asking", "match_proposed_to_helping",
    "match_agreed_to_asking", "match_agreed_to_helping",
    "match_declined_to_asking", "match_declined_to_helping",
    "help_at_event_to_asking", "help_at_event_to_helping",
    "event_entrusted", "event_moved", "event_cancelled",
    "registration_made", "registration_waiting", "registration_promoted",
    "survey_closed", "acted_for", "join_asked",
]  # fmt: skip
"""What residents are told."""


class Phrase(BaseModel):
    """A message: its title and its text, with places for ready words."""

    title: str
    text: str
    aloud: str | None = None
    """What a manager says instead, where the text speaks of the site."""


class When(BaseModel):
    """How a moment is said, from yesterday to another year."""

    yesterday: str
    today: str
    tomorrow: str
    weekday: str
    date: str
    date_year: str
    unknown: str


class Forms(BaseModel):
    """One phrase for each plural form of the language; English has no `few`."""

    one: str
    few: str | None = None
    many: str


class LetterWords(BaseModel):
    """What stands around a message in a letter."""

    greeting: str
    greeting_without_name: str
    about_child: str
    signature: str


class Words(BaseModel):
    """Everything that is said in one language."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    months: list[str]
    weekdays: list[str]
    when: When
    help: dict[str, str]
    event: dict[str, str]
    survey: dict[str, str]
    deed: dict[str, str]
    people: Forms
    lasts: Forms
    letter: LetterWords
    message: dict[str, Phrase]


@cache
def words_of(language: Language) -> Words:
    """The words of a language, read once."""
    source = Path(__file__).with_name(f"{language}.toml")
    return Words.model_validate(tomllib.loads(source.read_text(encoding="utf-8")))
