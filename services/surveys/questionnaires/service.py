"""The questionnaires that ship ready, read from their files and checked at the first look."""

from functools import cache
from pathlib import Path
from typing import get_args

from services.surveys.questionnaires.model import Questionnaire
from shared.contracts.codes import QuestionnaireCode

_CONTENT = Path(__file__).parent / "content"
CODES: tuple[QuestionnaireCode, ...] = get_args(QuestionnaireCode)


@cache
def ready_made(code: QuestionnaireCode) -> Questionnaire:
    """The questionnaire of this code, in its newest version; ValidationError where its file is wrong."""
    return Questionnaire.model_validate_json((_CONTENT / f"{code}.json").read_bytes())


def all_ready_made() -> list[Questionnaire]:
    """All that ship, in the order in which they are offered to a manager."""
    return [ready_made(code) for code in CODES]
