"""What a survey asks, read and parsed once a process: from its opening on it does not change."""

from collections import OrderedDict
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

import asyncpg

from services.surveys.questionnaires.model import Questionnaire
from services.surveys.surveys.errors import SurveyNotFound, SurveyNotOpen

_REMEMBERED = 512
_SURVEY = "select state, anonymous, content from surveys where center_id = $1 and id = $2"

_recalled: OrderedDict[tuple[UUID, UUID], "AskedSurvey"] = OrderedDict()


class Connection(Protocol):
    """The part of the driver's connection that giving answers needs."""

    async def fetchrow(self, query: str, *args: object) -> asyncpg.Record | None: ...
    async def fetchval(self, query: str, *args: object) -> object: ...


@dataclass(frozen=True, slots=True)
class AskedSurvey:
    """The unchanging part of a survey that was opened."""

    questionnaire: Questionnaire
    anonymous: bool


def recalled(center: UUID, survey_id: UUID) -> AskedSurvey | None:
    """What the survey asks, where this process has read it before. Says nothing of whether it is still open."""
    return _recalled.get((center, survey_id))


async def recall_questions(
    connection: Connection, center: UUID, survey_id: UUID, *, sees_drafts: bool
) -> AskedSurvey:
    """What the survey asks; raises SurveyNotFound, or SurveyNotOpen for a draft to one who may see it."""
    found = recalled(center, survey_id)
    if found is None:
        found = await _read(connection, center, survey_id, sees_drafts)
        _recalled[center, survey_id] = found
        if len(_recalled) > _REMEMBERED:
            _recalled.popitem(last=False)
    return found


async def _read(connection: Connection, center: UUID, survey_id: UUID, sees_drafts: bool) -> AskedSurvey:
    row = await connection.fetchrow(_SURVEY, center, survey_id)
    if row is None or (row["state"] == "draft" and not sees_drafts):
        raise SurveyNotFound
    if row["state"] == "draft":
        raise SurveyNotOpen
    return AskedSurvey(Questionnaire.model_validate_json(row["content"]), row["anonymous"])
