"""A resident's own matters: what they asked for, what they offered, and whom they were brought together with."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.filling.forms import Form
from services.portal.filling.saving import carried_out
from services.portal.matters.model import Match
from services.portal.matters.view import matters_of
from services.portal.visits.visit import Filled, Resident, Visit, new_once
from services.portal.wording.language import phrase

router = APIRouter(include_in_schema=False)

DONE = {
    "accepted": phrase("Записали ваше согласие."),
    "declined": phrase("Записали отказ. Спасибо, что ответили."),
    "completed": phrase("Записали: помощь получена."),
    "withdrawn": phrase("Убрали предложение из банка талантов."),
    "closed": phrase("Просьбу сняли."),
}

_SAID = {"accept": "accepted", "decline": "declined", "complete": "completed"}


@router.get("/matters")
async def matters(visit: Resident, done: Annotated[str, Query()] = "") -> Response:
    """Everything of the resident's own."""
    return visit.page(
        "matters/matters", view=await matters_of(visit), once=new_once(), done=DONE.get(done, "")
    )


@router.get("/matches/{match_id}")
async def match_page(visit: Resident, match_id: UUID) -> Response:
    """One match, to be decided."""
    return await _match_page(visit, match_id, Form())


@router.post("/matches/{match_id}/{word}")
async def decide(
    visit: Resident, match_id: UUID, word: Literal["accept", "decline", "complete"], form: Filled
) -> Response:
    """Says yes or no, or that the help was given."""
    if await carried_out(visit, form, f"/matches/{match_id}/{word}", {}, service="talents"):
        return visit.go(f"/matters?done={_SAID[word]}")
    return await _match_page(visit, match_id, form)


@router.post("/offers/{offer_id}/withdraw")
async def withdraw(visit: Resident, offer_id: UUID, form: Filled) -> Response:
    """Takes an offer back."""
    path = f"/centers/{visit.center}/offers/{offer_id}/withdraw"
    await visit.api.post(object, "talents", path, None, form.once)
    return visit.go("/matters?done=withdrawn")


@router.post("/needs/{need_id}/close")
async def close(visit: Resident, need_id: UUID, form: Filled) -> Response:
    """Takes a need back."""
    path = f"/centers/{visit.center}/needs/{need_id}/close"
    await visit.api.post(object, "talents", path, {"reason": "withdrawn"}, form.once)
    return visit.go("/matters?done=closed")


async def _match_page(visit: Visit, match_id: UUID, form: Form) -> Response:
    match = await visit.api.get(Match, "talents", f"/centers/{visit.center}/matches/{match_id}")
    return visit.page("matters/match", form, match=match)
