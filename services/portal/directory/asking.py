"""«Кто может помочь» for residents, partners and the city: one question, one list, one organisation."""

import asyncio
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.articles.model import ArticleLine
from services.portal.articles.view import articles_of
from services.portal.directory.view import entry_of, found_for
from services.portal.filling.forms import Form
from services.portal.visits.visit import SignedIn, Visit

_TO_READ = 2

router = APIRouter(prefix="/directory", include_in_schema=False)


@router.get("")
async def ask(
    visit: SignedIn,
    q: Annotated[str, Query(max_length=200)] = "",
    support: Annotated[str, Query()] = "",
    cursor: Annotated[UUID | None, Query()] = None,
) -> Response:
    """Who can help with what is asked."""
    form = Form({"q": [q], "support": [support]})
    found, articles = await asyncio.gather(found_for(visit, form, cursor), _to_read(visit, q.strip()))
    return visit.page("directory/ask", form, found=found, articles=articles)


async def _to_read(visit: Visit, q: str) -> list[ArticleLine]:
    """What the knowledge base says to the same question; drafts are for those who write."""
    if not q:
        return []
    return [one for one in await articles_of(visit, q, "") if one.published][:_TO_READ]


@router.get("/{entry_id}")
async def read(visit: SignedIn, entry_id: UUID) -> Response:
    """One organisation: what it does, where, when, how to reach it."""
    found, _ = await entry_of(visit, entry_id)
    return visit.page("directory/read", entry=found)
