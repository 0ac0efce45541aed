"""Takes one person's answers: checks them against what was asked, and says what is to be kept and told.

A hot path: what is kept goes to the database in one call of its function `give_answers` (migration 0002), which
checks that the survey is open, locks its row against closing so that the count of a closing is exact, and keeps
one sheet a person.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

import orjson

from services.surveys.questions.model import Answer
from services.surveys.sheets.errors import AlreadyAnswered, ResidentUnknown, SheetNumberTaken
from services.surveys.sheets.use_cases.follow_consent import follow_consent
from services.surveys.sheets.use_cases.recall_questions import AskedSurvey
from services.surveys.surveys.errors import SurveyNotOpen
from shared.contracts.codes import Channel
from shared.contracts.fact import Fact
from shared.contracts.surveys import AnswerGivenV1
from shared.kit.clock import now
from shared.kit.ids import new_id
from shared.kit.problems import DomainError, Invalid

REFUSALS: Mapping[str, type[DomainError]] = {
    "not-open": SurveyNotOpen,
    "resident-unknown": ResidentUnknown,
    "already-answered": AlreadyAnswered,
    "number-taken": SheetNumberTaken,
}
"""What the database's function refuses."""


@dataclass(frozen=True, slots=True)
class GiveAnswers:
    """One person's answers, by themselves or entered by a manager."""

    survey_id: UUID
    answers: Mapping[str, object]
    channel: Channel
    resident_id: UUID | None
    number: str | None = None
    entered_by: UUID | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """What is told and kept; `id` is the sheet's, or for an anonymous survey a receipt that leads to no sheet."""

    id: UUID
    anonymous: bool
    facts: tuple[Fact, ...]
    kept: tuple[object, ...]
    """The arguments of the database's function."""


def give_answers(survey: AskedSurvey, command: GiveAnswers) -> Given:
    """The sheet to be kept; raises Invalid with everything that is wrong with it."""
    checked = survey.questionnaire.check(command.answers, blanks_allowed=command.channel == "paper")
    if checked.wrong:
        raise Invalid(*checked.wrong)
    sheet_id = uuid4() if survey.anonymous else new_id()
    told_id = uuid4() if survey.anonymous else sheet_id
    return Given(
        id=told_id,
        anonymous=survey.anonymous,
        facts=_facts(survey, command, checked.answers, told_id),
        kept=_kept(survey, command, checked.answers, sheet_id),
    )


def _facts(
    survey: AskedSurvey, command: GiveAnswers, answers: Mapping[str, Answer], told_id: UUID
) -> tuple[Fact, ...]:
    resident_id = None if survey.anonymous else command.resident_id
    answered = AnswerGivenV1(
        sheet_id=told_id, survey_id=command.survey_id, resident_id=resident_id, channel=command.channel
    )
    following = follow_consent(
        survey.questionnaire, answers, told_id, resident_id, command.channel, command.survey_id
    )
    return answered, *following


def _kept(
    survey: AskedSurvey, command: GiveAnswers, answers: Mapping[str, Answer], sheet_id: UUID
) -> tuple[object, ...]:
    return (
        command.survey_id,
        sheet_id,
        command.resident_id,
        command.channel,
        command.number,
        command.entered_by,
        _day(now()) if survey.anonymous else now(),
        survey.questionnaire.consents(answers),
        orjson.dumps(answers).decode(),
        survey.anonymous,
    )


def _day(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)
