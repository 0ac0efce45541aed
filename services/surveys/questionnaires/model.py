"""A questionnaire: its questions in order, which of them a sheet asks, and what is wrong with an answered sheet."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

from pydantic import Field, model_validator

from services.surveys.questions.model import (
    Answer,
    Choice,
    Choices,
    Code,
    Consent,
    Frozen,
    Meaning,
    Question,
    Words,
)
from shared.contracts.codes import Complaint, QuestionnaireCode, Skill, TimeOfDay
from shared.kit.language import say
from shared.kit.problems import Wrong

QuestionnaireName = Literal[QuestionnaireCode, "own"]

_CODES: Mapping[Meaning, frozenset[str]] = {
    "offers": frozenset(get_args(Skill)),
    "needs": frozenset(get_args(Skill)),
    "free": frozenset(get_args(TimeOfDay)),
    "free_to_help": frozenset(get_args(TimeOfDay)),
    "free_to_be_helped": frozenset(get_args(TimeOfDay)),
    "complaints": frozenset(get_args(Complaint)),
}
_MOST_WRONG = 100


@dataclass(frozen=True, slots=True)
class Checked:
    """A sheet after checking: the answers that count, and everything that is wrong."""

    answers: dict[str, Answer]
    wrong: tuple[Wrong, ...]


class Section(Frozen):
    """A part of a questionnaire with a title of its own."""

    code: Code
    title: Words


class Questionnaire(Frozen):
    """A versioned list of questions with what a resident is told before answering."""

    code: QuestionnaireName
    version: int = Field(ge=1)
    title: Words
    purpose: Words
    who_sees: Words
    minutes: int = Field(ge=1, le=60)
    sections: tuple[Section, ...] = Field(default=(), max_length=20)
    questions: tuple[Question, ...] = Field(min_length=1, max_length=60)

    @model_validator(mode="after")
    def _hang_together(self) -> "Questionnaire":
        wrong = incoherences(self.sections, self.questions)
        if wrong:
            raise ValueError("; ".join(f"{one.pointer}: {one.message}" for one in wrong))
        return self

    @cached_property
    def by_code(self) -> Mapping[str, Question]:
        """Questions by their codes."""
        return {question.code: question for question in self.questions}

    def without_consents(self) -> "Questionnaire":
        """The same for an anonymous survey: nothing may flow from a sheet that has no author.

        Raises ValueError where nothing else is asked.
        """
        kept = [question for question in self.questions if not isinstance(question, Consent)]
        sections = {question.section for question in kept}
        named = [section for section in self.sections if section.code in sections]
        return self.with_changes({"questions": kept, "sections": named})

    def with_changes(self, changes: Mapping[str, object]) -> "Questionnaire":
        """The same with some parts replaced; ValidationError where it no longer hangs together."""
        parts = {name: getattr(self, name) for name in type(self).model_fields}
        return Questionnaire.model_validate({**parts, **changes})

    def check(self, given: Mapping[str, object], *, blanks_allowed: bool = False) -> Checked:
        """Checks a sheet and says everything that is wrong at once.

        Answers to questions that the sheet does not ask (their condition is not met) are left out, so that
        whoever changed their mind half-way is not sent back. A sheet filled in on paper may have blanks, and
        what depends on a blank counts.
        """
        wrong = [_unknown(code) for code in given if code not in self.by_code]
        answers: dict[str, Answer] = {}
        for question in self.questions:
            if not _is_asked(question, answers, blanks_allowed):
                continue
            answer = _tidy(given.get(question.code))
            if answer is None:
                if question.required and not blanks_allowed:
                    wrong.append(Wrong(f"/answers/{question.code}", "required", question.ask_again))
            elif (fault := question.fault(answer)) is not None:
                wrong.append(fault)
            elif isinstance(answer, bool | int | str | list):
                answers[question.code] = answer
        if not answers and not wrong:
            wrong.append(Wrong("/answers", "nothing-answered", "Ответьте хотя бы на один вопрос"))
        return Checked(answers, tuple(wrong[:_MOST_WRONG]))

    def meaning(self, answers: Mapping[str, Answer], meaning: Meaning) -> list[str]:
        """The codes that the answers to questions of this meaning chose; «ничего из этого» is none."""
        chosen: list[str] = []
        for question in self.questions:
            given = answers.get(question.code)
            if isinstance(question, Choices) and question.means == meaning and isinstance(given, list):
                chosen += [code for code in given if code in _CODES[meaning] and code not in chosen]
        return chosen

    def consents(self, answers: Mapping[str, Answer]) -> list[str]:
        """The consents given on a sheet, as `purpose/version`."""
        asked = (question for question in self.questions if isinstance(question, Consent))
        return [question.consent for question in asked if answers.get(question.code) is True]


def incoherences(sections: Sequence[Section], questions: Sequence[Question]) -> list[Wrong]:
    """Everything in which questions that are good one by one do not fit together, with pointers."""
    wrong: list[Wrong] = []
    named = {section.code for section in sections}
    if len(named) != len(sections):
        wrong.append(Wrong("/sections", "named-twice", "Два раздела названы одинаково"))
    earlier: dict[str, Question] = {}
    for place, question in enumerate(questions):
        for code, message in _strange_in(question, named, earlier):
            wrong.append(Wrong(f"/questions/{place}", code, message))
        earlier[question.code] = question
    return wrong


def _strange_in(
    question: Question, sections: Collection[str], earlier: Mapping[str, Question]
) -> Iterable[tuple[str, str]]:
    if question.code in earlier:
        yield "asked-twice", say("Код {code} уже есть у другого вопроса", code=question.code)
    if question.section is not None and question.section not in sections:
        yield "no-such-section", say("Раздела {section} в анкете нет", section=question.section)
    if question.show_if is not None:
        asked = earlier.get(question.show_if.question)
        if not isinstance(asked, Choice | Choices):
            yield (
                "no-such-condition",
                "Условие может ссылаться только на вопрос с вариантами, который стоит раньше",
            )
        elif not asked.codes.issuperset(question.show_if.any_of):
            yield (
                "no-such-condition",
                say("В вопросе {code} нет варианта, на который ссылается условие", code=asked.code),
            )
    if isinstance(question, Choices) and question.means is not None:
        together = {option.code for option in question.options if not option.alone}
        if not together <= _CODES[question.means]:
            yield (
                "no-such-code",
                say("Варианты вопроса {code} не из списка {means}", code=question.code, means=question.means),
            )


def _is_asked(question: Question, answers: Mapping[str, Answer], blanks_allowed: bool) -> bool:
    if question.show_if is None:
        return True
    given = answers.get(question.show_if.question)
    if given is None:
        return blanks_allowed
    chosen = given if isinstance(given, list) else [given]
    return any(code in chosen for code in question.show_if.any_of)


def _tidy(given: object) -> object:
    """An answer without stray spaces; None where it says nothing."""
    if isinstance(given, str):
        return given.strip() or None
    return None if given == [] else given


def _unknown(code: str) -> Wrong:
    return Wrong(f"/answers/{_escaped(code)}", "unknown-question", "В этой анкете нет такого вопроса")


def _escaped(code: str) -> str:
    """A step of a JSON Pointer; letters that cannot be answered back become question marks."""
    said = code[:60].encode(errors="replace").decode()
    return said.replace("~", "~0").replace("/", "~1")
