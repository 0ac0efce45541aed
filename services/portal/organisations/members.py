"""Somebody begins to be something in an organisation, is corrected, or is it no longer."""

from functools import partial
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.portal.filling.forms import Form, filled
from services.portal.filling.saving import Known, made, saved, standing
from services.portal.organisations.labels import END_REASON, MEMBER_ROLE, SHOWN_TO
from services.portal.organisations.view import membership_of, organisation_of
from services.portal.organisations.writing import document_of
from services.portal.people.finding import PersonLine, whom
from services.portal.people.view import houses_of
from services.portal.visits.visit import Filled, Manager, Visit
from services.portal.wording.language import phrase

router = APIRouter(prefix="/desk/organisations/{organisation_id}/members", include_in_schema=False)

ROLE_MISSING = phrase("Отметьте, кем человек будет в организации")
SHOWN_MISSING = phrase("Отметьте, кому видно имя")
REASON_MISSING = phrase("Отметьте, почему срок завершён")


@router.get("/new")
async def ask_new(visit: Manager, organisation_id: UUID, who: str = "") -> Response:
    """The form of a new member."""
    known = {"role": "member", "shown_to": "members", "who": who}
    return await _page(visit, filled(known), organisation_id, [])


@router.post("/new")
async def join(visit: Manager, organisation_id: UUID, form: Filled) -> Response:
    """Enters somebody into the organisation."""
    resident, found = await whom(visit, form)
    body = {
        "organisation_id": organisation_id,
        "resident_id": resident,
        "role": form.one_of("role", MEMBER_ROLE, ROLE_MISSING),
        "since": form.day("since"),
        "until": form.day("until"),
        "document": document_of(form),
        "shown_to": form.one_of("shown_to", SHOWN_TO, SHOWN_MISSING),
    }
    if await made(visit, form, "/memberships", body, {"resident_id": "who"}):
        return visit.go(f"/desk/organisations/{organisation_id}?done=joined")
    return await _page(visit, form, organisation_id, found)


@router.get("/{membership_id}")
async def ask_correction(visit: Manager, organisation_id: UUID, membership_id: UUID) -> Response:
    """The term, the document and who sees the name; and the way to end it."""
    form = await standing(_present(visit, membership_id))
    return await _one(visit, form, organisation_id, membership_id)


@router.post("/{membership_id}")
async def correct(visit: Manager, organisation_id: UUID, membership_id: UUID, form: Filled) -> Response:
    """Corrects it, or ends it."""
    ends = form.value("do") == "end"
    body = _ending(form) if ends else _correction(form)
    what = f"/memberships/{membership_id}{'/end' if ends else ''}"
    method = "POST" if ends else "PATCH"
    present = partial(_present, visit, membership_id)
    if await saved(visit, form, what, body, present, {"on": "ended_on"}, method):
        return visit.go(f"/desk/organisations/{organisation_id}?done={'ended' if ends else 'changed'}")
    return await _one(visit, form, organisation_id, membership_id)


def _ending(form: Form) -> dict[str, object]:
    return {"reason": form.one_of("reason", END_REASON, REASON_MISSING), "on": form.day("ended_on")}


def _correction(form: Form) -> dict[str, object]:
    since = form.day("since")
    return {
        **({"since": since} if since else {}),
        "until": form.day("until"),
        "document": document_of(form),
        "shown_to": form.one_of("shown_to", SHOWN_TO, SHOWN_MISSING),
    }


async def _present(visit: Visit, membership_id: UUID) -> Known:
    found, version = await membership_of(visit, membership_id)
    paper = found.document
    known = {
        "since": found.since.isoformat(),
        "until": found.until.isoformat() if found.until else None,
        "shown_to": found.shown_to,
        "document_kind": paper.kind if paper else None,
        "document_number": paper.number if paper else None,
        "document_on": paper.on.isoformat() if paper and paper.on else None,
    }
    return known, version


async def _one(visit: Visit, form: Form, organisation_id: UUID, membership_id: UUID) -> Response:
    organisation, _ = await organisation_of(visit, organisation_id)
    found, _ = await membership_of(visit, membership_id)
    return visit.page("organisations/member", form, organisation=organisation, member=found)


async def _page(visit: Visit, form: Form, organisation_id: UUID, found: list[PersonLine]) -> Response:
    organisation, _ = await organisation_of(visit, organisation_id)
    addresses = {one.id: one.address for one in await houses_of(visit)} if found else {}
    return visit.page("organisations/join", form, organisation=organisation, found=found, addresses=addresses)
