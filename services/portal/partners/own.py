"""A partner's own page, and a management company's: their card, what was agreed, and nobody of the residents."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.responses import Response

from services.portal.partners.view import company_houses, own_cards
from services.portal.visits.visit import Company, Visit, visit_as
from shared.kit.clock import today

router = APIRouter(include_in_schema=False)


@router.get("/partner")
async def own_card(visit: Annotated[Visit, Depends(visit_as("partner"))]) -> Response:
    """What concerns the partner who visits."""
    return visit.page("partners/own", cards=await own_cards(visit), today=today())


@router.get("/company")
async def company(visit: Company) -> Response:
    """What a management company's worker legitimately needs, and what they never see."""
    cards, houses = await asyncio.gather(own_cards(visit), company_houses(visit))
    return visit.page("partners/company", cards=cards, houses=houses, today=today())
