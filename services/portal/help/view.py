"""«Мне нужна помощь / я могу помочь»: three questions, a check, and what happens next."""

from dataclasses import dataclass
from typing import Literal

from services.portal.filling.draft import Draft
from services.portal.filling.forms import Form
from services.portal.talents.labels import SKILL, TIME
from services.portal.wording.language import phrase

Kind = Literal["need", "offer"]
Step = Literal["what", "when", "words", "check"]
STEPS: tuple[Step, ...] = ("what", "when", "words", "check")

WHAT_MISSING = {
    "need": phrase("Выберите, с чем нужна помощь"),
    "offer": phrase("Выберите, чем можете помочь"),
}
TOO_LONG = phrase("Сократите до 500 знаков: подробности можно рассказать при встрече")
_LONGEST = 500


@dataclass(frozen=True)
class HelpPage:
    """One page of the three."""

    kind: Kind
    step: Step
    draft: Draft

    @property
    def number(self) -> int:
        """Which question it is."""
        return STEPS.index(self.step) + 1

    @property
    def back(self) -> str:
        """Where «Назад» leads."""
        return "/help" if self.number == 1 else f"/help/{self.kind}/{STEPS[self.number - 2]}"

    @property
    def next(self) -> str:
        """Where «Дальше» leads."""
        return f"/help/{self.kind}/{STEPS[min(self.number, len(STEPS) - 1)]}"


def check(kind: Kind, step: Step, form: Form) -> dict[str, list[str]]:
    """What was answered on this step; what is wrong is noted in the form."""
    if step == "what":
        return {"skill": [form.one_of("skill", SKILL, WHAT_MISSING[kind])]}
    if step == "when":
        return {"free": [time for time in form.chosen("free") if time in TIME]}
    details = form.value("details")
    if len(details) > _LONGEST:
        form.wrong("details", TOO_LONG)
    return {"details": [details]}


def first_unanswered(draft: Draft) -> Step | None:
    """The step that must be answered before the check."""
    return None if draft.value("skill") in SKILL else "what"


def body_of(draft: Draft) -> dict[str, object]:
    """What is sent to the bank of talents."""
    return {
        "skill": draft.value("skill"),
        "free": draft.answers.get("free", []),
        "details": draft.value("details"),
    }
