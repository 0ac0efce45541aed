"""A questionnaire as it is asked on the web: one question after another, with conditions."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

from services.portal.surveys.model import SurveyRead, Words
from services.portal.visits.api import Read

Typed = Mapping[str, Sequence[str]]
Answer = bool | int | str | list[str]


class Condition(Read):
    """«Показать, если»: an earlier question was answered with any of these options."""

    question: str
    any_of: list[str]


class Option(Read):
    """One of the answers offered."""

    code: str
    text: Words
    alone: bool = False


class Section(Read):
    """A part of a questionnaire with a title of its own."""

    code: str
    title: Words


class Question(Read):
    """One question of any kind; what the kind does not have stays empty."""

    code: str
    kind: Literal["choice", "choices", "scale", "number", "text", "consent"]
    text: Words
    help: Words | None = None
    section: str | None = None
    required: bool = False
    show_if: Condition | None = None
    options: list[Option] = []
    at_most: int | None = None
    lowest: int = 1
    highest: int = 5
    lowest_words: Words | None = None
    highest_words: Words | None = None
    smallest: int = 0
    largest: int = 1_000_000
    unit: Words | None = None
    longest: int = 1000
    consent: str | None = None

    def is_asked(self, typed: Typed, *, blanks_allowed: bool = False) -> bool:
        """Whether the answers so far lead to this question; a paper sheet may have blanks before it."""
        if self.show_if is None:
            return True
        earlier = [value for value in typed.get(self.show_if.question, ()) if value]
        return (blanks_allowed and not earlier) or bool(set(earlier) & set(self.show_if.any_of))

    def answer(self, values: Sequence[str]) -> Answer | None:
        """What is sent for what was typed; None for a blank."""
        given = [value.strip() for value in values if value.strip()]
        if not given:
            return None
        if self.kind == "choices":
            return given
        if self.kind == "consent":
            return given[0] == "yes"
        if self.kind in ("scale", "number") and given[0].lstrip("-").isdecimal():
            return int(given[0])
        return given[0]


class Sheet(Read):
    """A sheet that came in."""

    resident_id: UUID | None = None
    channel: str = "web"
    number: str | None = None
    answered_at: datetime
    answers: dict[str, Answer] = {}

    def typed(self, code: str) -> list[str]:
        """An answer as it would be typed."""
        answer = self.answers.get(code, [])
        if isinstance(answer, bool):
            return ["yes" if answer else "no"]
        return answer if isinstance(answer, list) else [str(answer)]


class Whole(SurveyRead):
    """A survey with everything it asks."""

    sections: list[Section] = []
    questions: list[Question] = []

    def asked(self, typed: Typed) -> list[Question]:
        """The questions that these answers lead to, in order."""
        asked: list[Question] = []
        seen: dict[str, Sequence[str]] = {}
        for question in self.questions:
            if question.is_asked(seen):
                asked.append(question)
                seen[question.code] = typed.get(question.code, ())
        return asked

    def possible(self, typed: Typed, at: Question) -> int:
        """How many questions there may be: those that an answer from this one on may still open are counted."""
        codes = [one.code for one in self.questions]
        open_yet = set(codes[codes.index(at.code) :])
        counted: set[str] = set()
        for one in self.questions:
            on = one.show_if.question if one.show_if else None
            if on is None or (on in counted and one.is_asked(typed, blanks_allowed=on in open_yet)):
                counted.add(one.code)
        return len(counted)

    def question(self, code: str) -> Question | None:
        """The question of this code."""
        return next((one for one in self.questions if one.code == code), None)

    def section_of(self, question: Question) -> Section | None:
        """The section that a question stands in."""
        return next((one for one in self.sections if one.code == question.section), None)

    def answers(self, typed: Typed) -> dict[str, Answer]:
        """What is sent: every answered question that is asked."""
        found = {
            question.code: question.answer(typed.get(question.code, ())) for question in self.asked(typed)
        }
        return {code: answer for code, answer in found.items() if answer is not None}
