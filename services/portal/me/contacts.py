"""One's own telephones and mail: who sees them, which is first, and a new one proven by a code."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.portal.filling import refusals
from services.portal.filling.forms import Form, filled
from services.portal.filling.saving import made
from services.portal.people.contacts import (
    KIND_MISSING,
    OPEN_MISSING,
    VALUE_MISSING,
    as_typed,
    contact_of,
    is_changed,
    is_removed,
    path_of,
)
from services.portal.people.labels import CONTACT_KIND, OPEN_TO
from services.portal.people.model import Contact
from services.portal.sign_in import view
from services.portal.sign_in.view import CodeAsked
from services.portal.visits.api import Objection, Refused, Silent
from services.portal.visits.visit import Filled, Resident, Visit

router = APIRouter(prefix="/me/contacts", include_in_schema=False)


@router.get("/new")
async def ask_contact(visit: Resident) -> Response:
    """Which contact is new."""
    return visit.page("me/contact_new", filled({"kind": "phone"}))


@router.post("/new")
async def begin_contact(visit: Resident, form: Filled) -> Response:
    """Has a code sent to a telephone or a mail address; a name in a messenger needs none."""
    kind = form.one_of("kind", CONTACT_KIND, KIND_MISSING)
    value = form.need("value", VALUE_MISSING)
    if form.errors:
        return visit.page("me/contact_new", form)
    if kind == "messenger":
        return await _added(visit, form, {"kind": kind, "value": value}, "me/contact_new")
    try:
        body = {"contact": value, "language": visit.code, "browser": visit.browser}
        asked = await visit.api.post(CodeAsked, "registry", "/sign-in/codes", body)
    except Objection as objection:
        refusals.note(form, objection, {"contact": "value"})
    except Silent:
        form.wrong("value", view.NOT_SENT)
    except Refused as error:
        if error.status != 429:
            raise
        form.wrong("value", view.TOO_OFTEN)
    else:
        known = {"kind": kind, "value": value, "request_id": asked.request_id}
        return visit.page("me/contact_code", filled(known), dev_mail=visit.portal.settings.dev_mail)
    return visit.page("me/contact_new", form)


@router.post("/code")
async def add_contact(visit: Resident, form: Filled) -> Response:
    """Adds what the code has proven."""
    body: dict[str, object] = {
        "kind": form.value("kind"),
        "value": form.value("value"),
        "request_id": form.id("request_id"),
        "code": "".join(form.need("code", view.CODE_MISSING).split()),
        "browser": visit.browser,
    }
    if form.errors:
        return visit.page("me/contact_code", form, dev_mail=visit.portal.settings.dev_mail)
    return await _added(visit, form, body, "me/contact_code")


@router.get("/{contact_id}")
async def ask_change(visit: Resident, contact_id: UUID) -> Response:
    """Who sees a contact, and whether it comes first."""
    contact = await contact_of(visit, visit.me.id, contact_id)
    return _page(visit, filled(as_typed(contact)), contact)


@router.post("/{contact_id}")
async def change_contact(visit: Resident, contact_id: UUID, form: Filled) -> Response:
    """Keeps it."""
    contact = await contact_of(visit, visit.me.id, contact_id)
    body: dict[str, object] = {
        "open_to": form.one_of("open_to", OPEN_TO, OPEN_MISSING),
        "preferred": form.value("preferred") == "yes",
    }
    if await is_changed(visit, visit.me.id, contact_id, form, body):
        return visit.go("/me?done=contact")
    return _page(visit, form, contact)


@router.post("/{contact_id}/remove")
async def remove_contact(visit: Resident, contact_id: UUID, form: Filled) -> Response:
    """Takes a contact away."""
    contact = await contact_of(visit, visit.me.id, contact_id)
    if await is_removed(visit, visit.me.id, contact_id, form):
        return visit.go("/me?done=contact-gone")
    form.values = {**filled(as_typed(contact)).values, **form.values}
    return _page(visit, form, contact)


async def _added(visit: Visit, form: Form, body: dict[str, object], page: str) -> Response:
    if await made(visit, form, path_of(visit.me.id), body):
        return visit.go("/me?done=contact")
    return visit.page(page, form, dev_mail=visit.portal.settings.dev_mail)


def _page(visit: Visit, form: Form, contact: Contact) -> Response:
    return visit.page("me/contact", form, contact=contact)
