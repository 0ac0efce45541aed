"""Pages of asking for help and offering it."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.portal.filling import refusals
from services.portal.filling.draft import draft_of, forget_draft, keep_draft
from services.portal.filling.forms import Form
from services.portal.help.view import HelpPage, Kind, Step, body_of, check, first_unanswered
from services.portal.visits.api import Read
from services.portal.visits.visit import Filled, Resident, Visit

router = APIRouter(prefix="/help", include_in_schema=False)

_PATHS = {"need": "needs", "offer": "offers"}


class Made(Read):
    """What was just written down."""

    id: UUID
    candidates: int | None = None


@router.get("")
async def choose(visit: Resident) -> Response:
    """Asking or offering."""
    return visit.page("help/choose")


@router.get("/{kind}")
async def begin(visit: Resident, kind: Kind) -> Response:
    """Starts, or goes on where somebody left."""
    return visit.go(f"/help/{kind}/what")


@router.get("/{kind}/done")
async def done(visit: Resident, kind: Kind, found: int = 0) -> Response:
    """What happens next."""
    return visit.page("help/done", kind=kind, found=found)


@router.get("/{kind}/{step}")
async def ask(visit: Resident, kind: Kind, step: Step) -> Response:
    """One question, with what was answered before."""
    draft = draft_of(visit, kind)
    if step == "check" and (missing := first_unanswered(draft)):
        return visit.go(f"/help/{kind}/{missing}")
    return _page(visit, HelpPage(kind, step, draft), Form(draft.answers))


@router.post("/{kind}/check")
async def send(visit: Resident, kind: Kind, form: Filled) -> Response:
    """Writes the need or the offer down."""
    draft = draft_of(visit, kind)
    page = HelpPage(kind, "check", draft)
    if form.value("go") == "back":
        return visit.go(page.back)
    if missing := first_unanswered(draft):
        return visit.go(f"/help/{kind}/{missing}")
    try:
        path = f"/centers/{visit.center}/{_PATHS[kind]}"
        made = await visit.api.post(Made, "talents", path, body_of(draft), form.once)
    except refusals.TROUBLE as trouble:
        refusals.note(form, trouble)
        return _page(visit, page, form)
    return forget_draft(visit, visit.go(f"/help/{kind}/done?found={made.candidates or 0}"), kind)


@router.post("/{kind}/{step}")
async def answer(visit: Resident, kind: Kind, step: Step, form: Filled) -> Response:
    """Keeps the answer and goes on, or back; nothing typed is lost either way."""
    page = HelpPage(kind, step, draft_of(visit, kind))
    draft = page.draft.answered(check(kind, step, form))
    if form.value("go") == "back":
        return keep_draft(visit, visit.go(page.back), kind, draft)
    if form.errors:
        return _page(visit, page, form)
    onward = f"/help/{kind}/check" if form.value("from") == "check" else page.next
    return keep_draft(visit, visit.go(onward), kind, draft)


def _page(visit: Visit, page: HelpPage, form: Form) -> Response:
    changes = visit.request.query_params.get("from") == "check"
    return visit.page(f"help/{page.step}", form, view=page, changes=changes)
