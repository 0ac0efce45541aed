"""Takes one person's answers. A hot path: one statement checks the survey, keeps one sheet a person, and writes.

The survey's row is share-locked by that statement, so that closing waits for answers that are being given and
its count is exact.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

import orjson

from services.surveys.questions.model import Answer
from services.surveys.sheets.errors import AlreadyAnswered, ResidentUnknown, SheetNumberTaken
from services.surveys.sheets.use_cases.follow_consent import follow_consent
from services.surveys.sheets.use_cases.recall_questions import (
    AskedSurvey,
    Connection,
    recall_questions,
    recalled,
)
from services.surveys.surveys.errors import SurveyNotOpen
from shared.contracts.codes import Channel
from shared.contracts.fact import Fact
from shared.contracts.surveys import AnswerGivenV1
from shared.kit.clock import now
from shared.kit.ids import new_id
from shared.kit.problems import Invalid

_OPEN = """
with survey as (
  select from surveys
  where center_id = $1 and id = $2 and state = 'open' and (closes_at is null or closes_at > now())
    and not exists (select from residents where center_id = $1 and id = $4 and erased)
  for share
)"""
_INSERT = """
insert into sheets
  (center_id, survey_id, id, resident_id, channel, number, entered_by, answered_at, consents, answers)"""
_NAMED = f"""{_OPEN}{_INSERT}
select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10 from survey
on conflict do nothing
returning 1"""
_ANONYMOUS = f"""{_OPEN}, person as (
  insert into answered (center_id, survey_id, resident_id)
  select $1, $2, $4 from survey where $4::uuid is not null
  on conflict do nothing
  returning 1
){_INSERT}
select $1, $2, $3, null, $5, $6, $7, $8, $9, $10 from survey
where $4::uuid is null or exists (select from person)
on conflict do nothing
returning 1"""
_WHY_NOT = """
select s.state = 'open' and (s.closes_at is null or s.closes_at > now()) as is_open,
  exists (select from residents where center_id = $1 and id = $3 and erased) as erased,
  exists (select from sheets where center_id = $1 and survey_id = $2 and number = $4) as number_taken
from surveys s where s.center_id = $1 and s.id = $2"""
_KNOWN = "select 1 from residents where center_id = $1 and id = $2 and not erased"


@dataclass(frozen=True, slots=True)
class GiveAnswers:
    """One person's answers, by themselves or entered by a manager."""

    center: UUID
    survey_id: UUID
    answers: Mapping[str, object]
    channel: Channel
    resident_id: UUID | None
    number: str | None = None
    entered_by: UUID | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """The sheet's id, or for an anonymous survey a receipt that leads to no sheet, and what follows."""

    id: UUID
    anonymous: bool
    facts: tuple[Fact, ...]


async def give_answers(begin: Callable[[], Awaitable[Connection]], command: GiveAnswers) -> Given:
    """Keeps a sheet inside the transaction that `begin` opens.

    Raises Invalid with everything wrong, ResidentUnknown, SurveyNotFound, SurveyNotOpen, AlreadyAnswered or
    SheetNumberTaken.
    """
    survey = recalled(command.center, command.survey_id)
    if survey is None:
        by_manager = command.entered_by is not None
        survey = await recall_questions(
            await begin(), command.center, command.survey_id, sees_drafts=by_manager
        )
    checked = survey.questionnaire.check(command.answers, blanks_allowed=command.channel == "paper")
    if checked.wrong:
        raise Invalid(*checked.wrong)
    connection = await begin()
    if command.entered_by is not None and command.resident_id is not None:
        await _must_know(connection, command.center, command.resident_id)
    sheet_id = uuid4() if survey.anonymous else new_id()
    await _keep(connection, command, survey, checked.answers, sheet_id)
    return _given(command, survey, checked.answers, sheet_id)


async def _must_know(connection: Connection, center: UUID, resident_id: UUID) -> None:
    if await connection.fetchval(_KNOWN, center, resident_id) is None:
        raise ResidentUnknown


async def _keep(
    connection: Connection,
    command: GiveAnswers,
    survey: AskedSurvey,
    answers: Mapping[str, Answer],
    sheet_id: UUID,
) -> None:
    written = await connection.fetchval(
        _ANONYMOUS if survey.anonymous else _NAMED,
        command.center,
        command.survey_id,
        sheet_id,
        command.resident_id,
        command.channel,
        command.number,
        command.entered_by,
        _day(now()) if survey.anonymous else now(),
        survey.questionnaire.consents(answers),
        orjson.dumps(answers).decode(),
    )
    if written is None:
        raise await _why_not(connection, command)


async def _why_not(connection: Connection, command: GiveAnswers) -> Exception:
    row = await connection.fetchrow(
        _WHY_NOT, command.center, command.survey_id, command.resident_id, command.number
    )
    if row is None or not row["is_open"]:
        return SurveyNotOpen()
    if row["erased"]:
        return ResidentUnknown()
    return SheetNumberTaken() if row["number_taken"] else AlreadyAnswered()


def _given(command: GiveAnswers, survey: AskedSurvey, answers: Mapping[str, Answer], sheet_id: UUID) -> Given:
    anonymous = survey.anonymous
    said_id = uuid4() if anonymous else sheet_id
    resident_id = None if anonymous else command.resident_id
    answered = AnswerGivenV1(
        sheet_id=said_id, survey_id=command.survey_id, resident_id=resident_id, channel=command.channel
    )
    following = follow_consent(survey.questionnaire, answers, said_id, resident_id, command.channel)
    return Given(said_id, anonymous, (answered, *following))


def _day(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)
