"""A center's own page, open to everybody: is it open now, what is there, how to come."""

from fastapi import APIRouter
from starlette.responses import Response

from services.portal.center.view import center_by_slug, center_of, own_center
from services.portal.visits.visit import Anyone, SignedIn

router = APIRouter(include_in_schema=False)


@router.get("/center")
async def own_page(visit: SignedIn) -> Response:
    """The page of the center in sight."""
    center, _ = await own_center(visit, visit.center)
    return visit.page("center/center", view=await center_of(visit, center))


@router.get("/center/{slug}")
async def center_page(visit: Anyone, slug: str) -> Response:
    """What a center says of itself."""
    center = await center_by_slug(visit, slug)
    return visit.page("center/center", view=await center_of(visit, center))
