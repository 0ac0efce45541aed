"""The questionnaires that ship ready, over HTTP; they are no secret, so anyone may read and print them."""

from typing import Annotated

from services.surveys.questionnaires.schemas import QuestionnaireList
from services.surveys.questionnaires.service import all_ready_made
from shared.kit.routing import Router
from shared.kit.work import Work, anyone

router = Router(tags=["questionnaires"])


@router.get("/questionnaires")
async def list_questionnaires(_: Annotated[Work, anyone()]) -> QuestionnaireList:
    """All three, whole."""
    return QuestionnaireList(items=all_ready_made(), next=None)
