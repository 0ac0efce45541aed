"""Answering a survey: where somebody is in it, what they see before sending, and what follows."""

from dataclasses import dataclass
from math import ceil
from uuid import UUID

from services.portal.answers.model import Question, Whole
from services.portal.filling.draft import Draft
from services.portal.visits.visit import Visit


@dataclass(frozen=True)
class QuestionPage:
    """One question on its page."""

    survey: Whole
    question: Question
    draft: Draft

    @property
    def asked(self) -> list[Question]:
        """The questions that the answers so far lead to."""
        return self.survey.asked(self.draft.answers)

    @property
    def number(self) -> int:
        """Which of them this is, from one."""
        return [one.code for one in self.asked].index(self.question.code) + 1

    @property
    def total(self) -> int:
        """How many there are, or may be while an answer that decides it is not given."""
        return self.survey.possible(self.draft.answers, self.question)

    @property
    def minutes_left(self) -> int:
        """About how long the rest takes."""
        left = self.total - self.number + 1
        return max(1, ceil(self.survey.questionnaire.minutes * left / len(self.survey.questions)))

    @property
    def back(self) -> str:
        """Where «Назад» leads."""
        if self.number == 1:
            return start_of(self.survey.id)
        return question_path(self.survey.id, self.asked[self.number - 2].code)

    def after(self, draft: Draft) -> str:
        """Where «Дальше» leads with these answers."""
        asked = self.survey.asked(draft.answers)
        codes = [one.code for one in asked]
        place = codes.index(self.question.code) + 1
        return (
            question_path(self.survey.id, codes[place]) if place < len(codes) else check_path(self.survey.id)
        )

    def first_blank_after_change(self, draft: Draft) -> str:
        """After a change from the check: the first question that the change has opened, else the check again."""
        for question in self.survey.asked(draft.answers):
            if (question.required or question.kind == "consent") and not draft.value(question.code):
                return question_path(self.survey.id, question.code)
        return check_path(self.survey.id)


def start_of(survey: UUID) -> str:
    """The page that says what is asked and why."""
    return f"/surveys/{survey}"


def question_path(survey: UUID, code: str) -> str:
    """The page of one question."""
    return f"/surveys/{survey}/questions/{code}"


def check_path(survey: UUID) -> str:
    """The page of the answers before they are sent."""
    return f"/surveys/{survey}/check"


def draft_name(survey: UUID) -> str:
    """Under which name the browser keeps the answers."""
    return f"survey-{survey.hex}"


async def whole_survey(visit: Visit, survey: UUID) -> Whole:
    """The survey with all it asks."""
    return await visit.api.get(Whole, "surveys", f"/centers/{visit.center}/surveys/{survey}")


def said_answer(visit: Visit, question: Question, typed: list[str]) -> str:
    """An answer in words, as it stands on the check page."""
    code = visit.code
    if question.kind in ("choice", "choices"):
        chosen = [option.text.said(code) for option in question.options if option.code in typed]
        return ", ".join(chosen)
    if question.kind == "consent":
        return {"yes": visit.speech.say("Да, согласие дано"), "no": visit.speech.say("Нет")}.get(
            "".join(typed), ""
        )
    said = "".join(typed)
    if question.unit is not None and said:
        return f"{said}\N{NO-BREAK SPACE}{question.unit.said(code)}"
    return said
