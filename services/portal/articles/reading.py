"""Articles for everybody signed in: by topic, by a question, one by one, and printed."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.articles.view import articles_of, by_topic, told_of
from services.portal.filling.forms import Form
from services.portal.visits.visit import SignedIn

router = APIRouter(prefix="/articles", include_in_schema=False)


@router.get("")
async def articles(visit: SignedIn, q: Annotated[str, Query(max_length=200)] = "") -> Response:
    """What there is to read."""
    asked = q.strip()
    found = await articles_of(visit, asked, "")
    seen = [one for one in found if one.published]
    return visit.page("articles/articles", Form({"q": [asked]}), found=seen, topics=by_topic(seen))


@router.get("/{article_id}")
async def article(visit: SignedIn, article_id: UUID) -> Response:
    """One article."""
    return visit.page("articles/article", view=await told_of(visit, article_id))
