"""The contacts of a resident on the desk: added, corrected, taken away."""

from uuid import UUID

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.responses import Response

from services.portal import refusals
from services.portal.forms import Form, filled
from services.portal.labels import CONTACT_KIND, OPEN_TO
from services.portal.language import phrase
from services.portal.people.model import Contact, contacts_of
from services.portal.people.view import person_of
from services.portal.visit import Filled, Manager, Visit

router = APIRouter(prefix="/desk/people/{person_id}/contacts", include_in_schema=False)

KIND_MISSING = phrase("Выберите, что это: телефон, почта или мессенджер")
VALUE_MISSING = phrase("Напишите номер или адрес")
OPEN_MISSING = phrase("Выберите, кто видит этот контакт")


@router.get("/new")
async def ask_contact(visit: Manager, person_id: UUID) -> Response:
    """The form of a new contact."""
    return await _page(visit, person_id, filled({"kind": "phone", "open_to": "center"}))


@router.post("/new")
async def add_contact(visit: Manager, person_id: UUID, form: Filled) -> Response:
    """Adds a contact."""
    body = {
        "kind": form.one_of("kind", CONTACT_KIND, KIND_MISSING),
        "value": form.need("value", VALUE_MISSING),
        "open_to": form.one_of("open_to", OPEN_TO, OPEN_MISSING),
        "preferred": form.value("preferred") == "yes",
    }
    if not form.errors:
        try:
            await visit.api.post(object, "registry", path_of(visit, person_id), body, form.once)
            return visit.go(f"/desk/people/{person_id}?done=contact")
        except refusals.TROUBLE as trouble:
            refusals.note(form, trouble)
    return await _page(visit, person_id, form)


@router.get("/{contact_id}")
async def ask_change(visit: Manager, person_id: UUID, contact_id: UUID) -> Response:
    """The form of a known contact."""
    contact = await contact_of(visit, person_id, contact_id)
    return await _page(visit, person_id, filled(as_typed(contact)), contact)


@router.post("/{contact_id}")
async def change_contact(visit: Manager, person_id: UUID, contact_id: UUID, form: Filled) -> Response:
    """Corrects a contact; where somebody else has, both versions are shown."""
    contact = await contact_of(visit, person_id, contact_id)
    body: dict[str, object] = {
        "open_to": form.one_of("open_to", OPEN_TO, OPEN_MISSING),
        "preferred": form.value("preferred") == "yes",
    }
    if contact.value is not None:
        body["value"] = form.need("value", VALUE_MISSING)
    if not form.errors and await is_changed(visit, person_id, contact_id, form, body):
        return visit.go(f"/desk/people/{person_id}?done=contact")
    return await _page(visit, person_id, form, contact)


@router.post("/{contact_id}/remove")
async def remove_contact(visit: Manager, person_id: UUID, contact_id: UUID, form: Filled) -> Response:
    """Takes a contact away."""
    contact = await contact_of(visit, person_id, contact_id)
    if await is_removed(visit, person_id, contact_id, form):
        return visit.go(f"/desk/people/{person_id}?done=contact-gone")
    form.values = {**filled(as_typed(contact)).values, **form.values}
    return await _page(visit, person_id, form, contact)


async def is_changed(
    visit: Visit, person_id: UUID, contact_id: UUID, form: Form, body: dict[str, object]
) -> bool:
    """Whether the change was kept; if not, the form says why."""
    try:
        path = f"{path_of(visit, person_id)}/{contact_id}"
        await visit.api.change("PATCH", "registry", path, body, form.value("version"))
    except refusals.TROUBLE as trouble:
        refusals.note(form, trouble)
        if refusals.is_outdated(trouble):
            present = as_typed(await contact_of(visit, person_id, contact_id))
            form.meet(present, str(present["version"]))
        return False
    return True


async def is_removed(visit: Visit, person_id: UUID, contact_id: UUID, form: Form) -> bool:
    """Whether the contact is gone; if not, the form says why."""
    try:
        path = f"{path_of(visit, person_id)}/{contact_id}"
        await visit.api.change("DELETE", "registry", path, version=form.value("version"))
    except refusals.TROUBLE as trouble:
        refusals.note(form, trouble, {"ground": ""})
        return False
    return True


async def contact_of(visit: Visit, person_id: UUID, contact_id: UUID) -> Contact:
    """Not found where the resident has no such contact."""
    found = await contacts_of(visit.api, f"/centers/{visit.center}/residents/{person_id}")
    contact = next((one for one in found if one.id == contact_id), None)
    if contact is None:
        raise HTTPException(404)
    return contact


def as_typed(contact: Contact) -> dict[str, object]:
    """The contact as its form writes it."""
    return {
        "kind": contact.kind,
        "value": contact.value,
        "open_to": contact.open_to,
        "preferred": "yes" if contact.preferred else None,
        "version": f'"{contact.version}"',
    }


def path_of(visit: Visit, person_id: UUID) -> str:
    """Where the resident's contacts are."""
    return f"/centers/{visit.center}/residents/{person_id}/contacts"


async def _page(visit: Visit, person_id: UUID, form: Form, contact: Contact | None = None) -> Response:
    return visit.page("people/contact", form, person=await person_of(visit, person_id), contact=contact)
