"""Partners on the desk: who they are, what was agreed, what was done together, when to speak next."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.exceptions import HTTPException
from starlette.responses import Response

from services.portal.filling.forms import Form
from services.portal.filling.saving import Known, made, removed, saved, standing
from services.portal.partners.model import Partner
from services.portal.partners.view import (
    agreement_of,
    body_of,
    card_of,
    companies_of,
    doing_of,
    partners_of,
    path_of,
    typed_of,
)
from services.portal.visits.visit import Filled, Manager, Visit
from services.portal.wording.language import phrase
from shared.kit.clock import today
from shared.kit.etags import etag_of

router = APIRouter(prefix="/desk/partners", include_in_schema=False)

FIELDS = {"contacts": "phone"}
_DONE = {
    "entered": phrase("Записали партнёра."),
    "changed": phrase("Исправили."),
    "agreed": phrase("Записали договорённость."),
    "done": phrase("Записали, что сделали вместе."),
    "removed": phrase("Убрали."),
}


@router.get("")
async def partners(
    visit: Manager, cursor: Annotated[UUID | None, Query()] = None, done: Annotated[str, Query()] = ""
) -> Response:
    """The center's partners, and the way to the directory."""
    found = await partners_of(visit, cursor)
    return visit.page("partners/partners", view=found, today=today(), done=_DONE.get(done, ""))


@router.get("/new")
async def ask_new(visit: Manager) -> Response:
    """The form of a new partner."""
    return await _form_page(visit, Form())


@router.post("/new")
async def enter(visit: Manager, form: Filled) -> Response:
    """Enters a partner."""
    body = body_of(form)
    if entered := await made(visit, form, "/partners", body, FIELDS):
        return visit.go(f"/desk/partners/{entered}?done=entered")
    return await _form_page(visit, form)


@router.get("/{partner_id}")
async def card(visit: Manager, partner_id: UUID, done: Annotated[str, Query()] = "") -> Response:
    """One partner."""
    return await _card_page(visit, partner_id, Form(), _DONE.get(done, ""))


@router.get("/{partner_id}/edit")
async def ask_edit(visit: Manager, partner_id: UUID) -> Response:
    """The form of a known partner."""
    return await _form_page(visit, await standing(_present(visit, partner_id)), partner_id)


@router.post("/{partner_id}/edit")
async def edit(visit: Manager, partner_id: UUID, form: Filled) -> Response:
    """Corrects a partner."""
    found, _ = await _partner(visit, partner_id)
    body = body_of(form, found)
    if await saved(visit, form, f"/partners/{partner_id}", body, lambda: _present(visit, partner_id), FIELDS):
        return visit.go(f"/desk/partners/{partner_id}?done=changed")
    return await _form_page(visit, form, partner_id)


@router.get("/{partner_id}/remove")
async def ask_removal(visit: Manager, partner_id: UUID) -> Response:
    """What will be gone."""
    return visit.page("partners/remove", Form(), view=await card_of(visit, partner_id))


@router.post("/{partner_id}/remove")
async def remove(visit: Manager, partner_id: UUID, form: Filled) -> Response:
    """Removes a partner with everything on the card."""
    if await removed(visit, form, f"/partners/{partner_id}"):
        return visit.go("/desk/partners?done=removed")
    return visit.page("partners/remove", form, view=await card_of(visit, partner_id))


@router.post("/{partner_id}/doings")
async def note_doing(visit: Manager, partner_id: UUID, form: Filled) -> Response:
    """Notes what was done together."""
    body = doing_of(form)
    if await made(visit, form, f"/partners/{partner_id}/doings", body):
        return visit.go(f"/desk/partners/{partner_id}?done=done")
    return await _card_page(visit, partner_id, form)


@router.get("/{partner_id}/agreements/new")
async def ask_agreement(visit: Manager, partner_id: UUID) -> Response:
    """The form of a new agreement."""
    return await _agreement_page(visit, partner_id, Form())


@router.post("/{partner_id}/agreements/new")
async def enter_agreement(visit: Manager, partner_id: UUID, form: Filled) -> Response:
    """Enters an agreement."""
    body = agreement_of(form)
    if await made(visit, form, f"/partners/{partner_id}/agreements", body):
        return visit.go(f"/desk/partners/{partner_id}?done=agreed")
    return await _agreement_page(visit, partner_id, form)


@router.get("/{partner_id}/agreements/{agreement_id}")
async def ask_agreement_edit(visit: Manager, partner_id: UUID, agreement_id: UUID) -> Response:
    """The form of a known agreement."""
    form = await standing(_agreement(visit, partner_id, agreement_id))
    return await _agreement_page(visit, partner_id, form, agreement_id)


@router.post("/{partner_id}/agreements/{agreement_id}")
async def edit_agreement(visit: Manager, partner_id: UUID, agreement_id: UUID, form: Filled) -> Response:
    """Corrects or prolongs an agreement."""
    body = agreement_of(form)
    path = f"/partners/{partner_id}/agreements/{agreement_id}"
    if await saved(visit, form, path, body, lambda: _agreement(visit, partner_id, agreement_id)):
        return visit.go(f"/desk/partners/{partner_id}?done=agreed")
    return await _agreement_page(visit, partner_id, form, agreement_id)


async def _partner(visit: Visit, partner_id: UUID) -> tuple[Partner, str | None]:
    return await visit.api.get_versioned(Partner, "registry", path_of(visit, partner_id))


async def _present(visit: Visit, partner_id: UUID) -> Known:
    found, version = await _partner(visit, partner_id)
    return typed_of(found), version


async def _agreement(visit: Visit, partner_id: UUID, agreement_id: UUID) -> Known:
    """The agreement as its form writes it; its version is an ETag there, too."""
    agreements = (await card_of(visit, partner_id)).agreements
    found = next((one for one in agreements if one.id == agreement_id), None)
    if found is None:
        raise HTTPException(404)
    return found.model_dump(exclude={"id", "version"}), etag_of(found.version)


async def _card_page(visit: Visit, partner_id: UUID, form: Form, done: str = "") -> Response:
    view = await card_of(visit, partner_id)
    return visit.page("partners/card", form, view=view, today=today(), done=done)


async def _form_page(visit: Visit, form: Form, partner_id: UUID | None = None) -> Response:
    companies = [(str(one.id), one.name) for one in await companies_of(visit)]
    return visit.page("partners/edit", form, partner_id=partner_id, companies=companies)


async def _agreement_page(
    visit: Visit, partner_id: UUID, form: Form, agreement_id: UUID | None = None
) -> Response:
    partner, _ = await _partner(visit, partner_id)
    return visit.page("partners/agreement", form, partner=partner, agreement_id=agreement_id)
