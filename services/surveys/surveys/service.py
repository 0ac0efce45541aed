"""What managers do with a survey: make it, change the draft, open it, close it; and what the clock closes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from services.surveys.questionnaires.model import Questionnaire, QuestionnaireName, incoherences
from services.surveys.questionnaires.service import ready_made
from services.surveys.questions.model import Choices, Question, Words
from services.surveys.surveys import repository
from services.surveys.surveys.model import Survey, must_lie_ahead
from shared.contracts.surveys import SurveyClosedV1, SurveyOpenedV1
from shared.kit import audit, outbox
from shared.kit.clock import now
from shared.kit.database import Database
from shared.kit.language import say
from shared.kit.problems import Invalid, Wrong, invalid

_PURPOSE = Words(ru="Узнать, что думают соседи", en="To learn what neighbors think")
_WHO_SEES = Words(
    ru="Ответы видят только менеджеры вашего соседского центра. В общих итогах имён нет.",
    en="Only the managers of your neighborhood center see the answers. The totals hold no names.",
)
_QUESTIONS_A_MINUTE = 3


@dataclass(frozen=True, slots=True)
class MakeSurvey:
    """A survey to be made; `parts` are those of the questionnaire that the manager has said."""

    questionnaire: QuestionnaireName
    parts: Mapping[str, object]
    anonymous: bool
    closes_at: datetime | None


async def make_survey(session: AsyncSession, command: MakeSurvey) -> Survey:
    """A draft; raises Invalid with everything that is wrong."""
    must_lie_ahead(command.closes_at, now())
    survey = Survey(anonymous=command.anonymous, closes_at=command.closes_at, state="draft", paper_received=0)
    survey.asks(_questionnaire(command.questionnaire, command.parts, command.anonymous))
    session.add(survey)
    await session.flush()
    audit.note(session, "survey.made", about=survey.id)
    return survey


async def change_survey(session: AsyncSession, survey: Survey, changes: Mapping[str, object]) -> Survey:
    """Changes a draft; raises SurveyNotDraft, or Invalid with everything that is wrong."""
    survey.must_be_draft()
    rest = dict(changes)
    if "closes_at" in rest:
        survey.closes_at = _moment(rest.pop("closes_at"))
        must_lie_ahead(survey.closes_at, now())
    anonymous = rest.pop("anonymous", None)
    if anonymous is not None:
        survey.anonymous = bool(anonymous)
    parts = {**_said(survey), **{name: value for name, value in rest.items() if value is not None}}
    survey.asks(_questionnaire(survey.questionnaire, parts, survey.anonymous))
    await session.flush()
    return survey


async def open_survey(session: AsyncSession, survey_id: UUID) -> Survey:
    """Starts to take answers; raises SurveyNotFound, SurveyAlreadyOpen, SurveyClosed or Invalid."""
    survey = await repository.survey_by_id(session, survey_id, for_update=True)
    survey.open(now())
    await repository.put_closing_date(session, survey)
    await session.flush()
    outbox.add(session, SurveyOpenedV1(survey_id=survey.id, questionnaire=survey.questionnaire))
    audit.note(session, "survey.opened", about=survey.id)
    return survey


async def close_survey(session: AsyncSession, survey_id: UUID) -> Survey:
    """Stops taking answers and counts the sheets; raises SurveyNotFound, SurveyNotOpen or SurveyClosed.

    Locks the survey's row first, as every answer does, so that no sheet comes after the count.
    """
    survey = await repository.survey_by_id(session, survey_id, for_update=True)
    survey.close(now())
    await _finish(session, survey)
    return survey


async def close_due_surveys(database: Database) -> None:
    """Closes every survey whose day has come and that nobody has closed meanwhile."""
    async with database.transaction(None) as session:
        due = await repository.due_closings(session, now())
    for one in due:
        async with database.transaction(one.of_center) as session:
            survey = await repository.survey_by_id(session, one.survey_id, for_update=True)
            if survey.state == "open":
                survey.close(now())
                await _finish(session, survey)
            await repository.drop_closing_date(session, one.survey_id)


async def _finish(session: AsyncSession, survey: Survey) -> None:
    await repository.drop_closing_date(session, survey.id)
    if survey.anonymous:
        await repository.shuffle_sheets(session, survey.id)
    counted = await repository.sheets_counted(session, [survey.id])
    sheets = sum(counted[survey.id].values())
    await session.flush()
    outbox.add(
        session, SurveyClosedV1(survey_id=survey.id, questionnaire=survey.questionnaire, sheets=sheets)
    )
    audit.note(session, "survey.closed", about=survey.id)


def _questionnaire(name: QuestionnaireName, parts: Mapping[str, object], anonymous: bool) -> Questionnaire:
    questionnaire = _own(parts) if name == "own" else _ready(ready_made(name), parts)
    try:
        return questionnaire.without_consents() if anonymous else questionnaire
    except ValidationError as error:
        raise invalid(
            "/anonymous", "nothing-left", "Без согласий в этой анкете не остаётся вопросов"
        ) from error


def _ready(questionnaire: Questionnaire, parts: Mapping[str, object]) -> Questionnaire:
    fixed = [name for name in ("questions", "sections") if name in parts]
    if fixed:
        said = say("Вопросы готовой анкеты не меняются: для своих вопросов сделайте свой опрос")
        raise Invalid(*(Wrong(f"/{name}", "fixed", said) for name in fixed))
    return questionnaire.with_changes(parts)


def _own(parts: Mapping[str, object]) -> Questionnaire:
    missing = [name for name in ("title", "questions") if not parts.get(name)]
    if missing:
        raise Invalid(*(Wrong(f"/{name}", "missing", "Заполните это поле") for name in missing))
    whole = {"purpose": _PURPOSE, "who_sees": _WHO_SEES, "sections": (), **parts}
    questions, sections = whole["questions"], whole["sections"]
    assert isinstance(questions, list | tuple)
    assert isinstance(sections, list | tuple)
    wrong = [*_flowing_on(questions), *incoherences(sections, questions)]
    if wrong:
        raise Invalid(*wrong)
    whole.setdefault("minutes", ceil(len(questions) / _QUESTIONS_A_MINUTE))
    return Questionnaire.model_validate({**whole, "code": "own", "version": 1})


def _flowing_on(questions: Sequence[Question]) -> Iterator[Wrong]:
    """Answers flow on with a consent only, and a survey of the center's own asks for none."""
    said = say("Ответы на свои вопросы никуда не передаются: уберите это поле")
    for place, question in enumerate(questions):
        if isinstance(question, Choices) and question.means is not None:
            yield Wrong(f"/questions/{place}/means", "not-for-own", said)


def _said(survey: Survey) -> Mapping[str, object]:
    """What was said about a draft before; a ready questionnaire brings its own questions again."""
    now_asked = Questionnaire.model_validate(survey.content)
    told = ["title", "purpose", "who_sees", "minutes"]
    if survey.questionnaire == "own":
        told += ["sections", "questions"]
    return {name: getattr(now_asked, name) for name in told}


def _moment(given: object) -> datetime | None:
    assert given is None or isinstance(given, datetime)
    return given
