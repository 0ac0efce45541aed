"""What the center should take into account for somebody, and their printed card."""

from fastapi import APIRouter
from starlette.responses import Response

from services.portal.forms import Form, filled
from services.portal.people.model import needs_of
from services.portal.people.papers import are_kept
from services.portal.visit import Filled, Resident, Visit

router = APIRouter(prefix="/me", include_in_schema=False)


@router.get("/accessibility")
async def ask_needs(visit: Resident) -> Response:
    """What to arrange."""
    return await _page(visit, None)


@router.post("/accessibility")
async def keep_needs(visit: Resident, form: Filled) -> Response:
    """Keeps it."""
    if await are_kept(visit, visit.me.id, form):
        return visit.go("/me?done=needs")
    return await _page(visit, form)


@router.post("/end-card")
async def end_card(visit: Resident, form: Filled) -> Response:
    """The card was lost."""
    await visit.api.change("DELETE", "registry", f"{_path(visit)}/cards/current")
    return visit.go("/me?done=card-ended")


async def _page(visit: Visit, form: Form | None) -> Response:
    known = await needs_of(visit.api, _path(visit))
    shown = form or filled({"needs": known.needs, "note": known.note, "version": f'"{known.version}"'})
    return visit.page("me/needs", shown, consented=known.consented)


def _path(visit: Visit) -> str:
    return f"/centers/{visit.center}/residents/{visit.me.id}"
