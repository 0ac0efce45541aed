"""What the center should take into account for somebody or for their child, and one's printed card."""

from fastapi import APIRouter
from starlette.responses import Response

from services.portal.filling.forms import Form, filled
from services.portal.me.whose import Own, Whose
from services.portal.people.model import needs_of
from services.portal.people.papers import are_kept
from services.portal.visits.visit import Filled, Resident, Visit
from shared.kit.etags import etag_of

router = APIRouter(prefix="/me", include_in_schema=False)


@router.get("/accessibility")
@router.get("/children/{child_id}/accessibility")
async def ask_needs(visit: Resident, whose: Own) -> Response:
    """What to arrange."""
    return await _page(visit, whose, None)


@router.post("/accessibility")
@router.post("/children/{child_id}/accessibility")
async def keep_needs(visit: Resident, form: Filled, whose: Own) -> Response:
    """Keeps it."""
    if await are_kept(visit, whose.id, form):
        return visit.go(f"{whose.home}?done=needs")
    return await _page(visit, whose, form)


@router.post("/end-card")
async def end_card(visit: Resident, form: Filled) -> Response:
    """The card was lost."""
    await visit.api.change(
        "DELETE", "registry", f"/centers/{visit.center}/residents/{visit.me.id}/cards/current"
    )
    return visit.go("/me?done=card-ended")


async def _page(visit: Visit, whose: Whose, form: Form | None) -> Response:
    known = await needs_of(visit, f"/centers/{visit.center}/residents/{whose.id}")
    shown = form or filled({"needs": known.needs, "note": known.note, "version": etag_of(known.version)})
    return visit.page("me/needs", shown, whose=whose, consented=known.consented)
