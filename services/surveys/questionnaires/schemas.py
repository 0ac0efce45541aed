"""The questionnaires that ship ready as they are answered."""

from pydantic import BaseModel

from services.surveys.questionnaires.model import Questionnaire


class QuestionnaireList(BaseModel):
    """All of them; they are few, so there is never a next page."""

    items: list[Questionnaire]
    next: None
