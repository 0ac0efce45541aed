"""The page behind the box in the manager's header."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.search.view import KINDS, find, why
from services.portal.visits.visit import Manager

router = APIRouter(prefix="/desk/search", include_in_schema=False)

_LONGEST = 200


@router.get("")
async def search(
    visit: Manager, q: Annotated[str, Query()] = "", kind: Annotated[str, Query()] = ""
) -> Response:
    """People, houses and organisations; without a word it says what may be asked."""
    asked, only = q.strip()[:_LONGEST], kind if kind in KINDS else None
    groups = await find(visit, asked, only) if asked else []
    said = {one.id: why(visit.speech, one) for group in groups for one in group.items}
    return visit.page("search/found", q=asked, kind=only, groups=groups, why=said, kinds=KINDS)
