"""A partner's own page: their card and what was agreed, and nothing of anybody else."""

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.responses import Response

from services.portal.partners.view import card_of, partners_of
from services.portal.visit import Visit, visit_as

router = APIRouter(prefix="/partner", include_in_schema=False)


@router.get("")
async def own_card(visit: Annotated[Visit, Depends(visit_as("partner"))]) -> Response:
    """What concerns the partner who visits."""
    cards = [await card_of(visit, one.id) for one in await partners_of(visit)]
    return visit.page("partners/own", cards=cards)
