"""The contacts of a resident on the desk: added, corrected, taken away."""

from uuid import UUID

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.responses import Response

from services.portal.filling.forms import Form, filled
from services.portal.filling.saving import Known, made, removed, saved
from services.portal.people.labels import ANSWER_CHANNEL, CONTACT_KIND, OPEN_TO
from services.portal.people.model import Contact, contacts_of
from services.portal.people.view import person_of
from services.portal.visits.visit import Filled, Manager, Visit
from services.portal.wording.language import phrase
from shared.kit.etags import etag_of

router = APIRouter(prefix="/desk/people/{person_id}/contacts", include_in_schema=False)

KIND_MISSING = phrase("Выберите, что это: телефон, почта или мессенджер")
VALUE_MISSING = phrase("Напишите номер или адрес")
OPEN_MISSING = phrase("Выберите, кто видит этот контакт")
CHANNEL_MISSING = phrase("Отметьте, как об этом сказали")
WORDS_MISSING = phrase("Напишите, с чьих слов это записано")


@router.get("/new")
async def ask_contact(visit: Manager, person_id: UUID) -> Response:
    """The form of a new contact."""
    return await _page(visit, person_id, filled({"kind": "phone", "open_to": "center", "channel": "visit"}))


@router.post("/new")
async def add_contact(visit: Manager, person_id: UUID, form: Filled) -> Response:
    """Adds a contact."""
    body = {
        "kind": form.one_of("kind", CONTACT_KIND, KIND_MISSING),
        "value": form.need("value", VALUE_MISSING),
        "open_to": form.one_of("open_to", OPEN_TO, OPEN_MISSING),
        **_said(form),
    }
    if await made(visit, form, path_of(person_id), body):
        return visit.go(f"/desk/people/{person_id}?done=contact")
    return await _page(visit, person_id, form)


@router.get("/{contact_id}")
async def ask_change(visit: Manager, person_id: UUID, contact_id: UUID) -> Response:
    """The form of a known contact."""
    contact = await contact_of(visit, person_id, contact_id)
    return await _page(visit, person_id, filled({**as_typed(contact), "channel": "visit"}), contact)


@router.post("/{contact_id}")
async def change_contact(visit: Manager, person_id: UUID, contact_id: UUID, form: Filled) -> Response:
    """Corrects a contact; where somebody else has, both versions are shown."""
    contact = await contact_of(visit, person_id, contact_id)
    body: dict[str, object] = {
        "open_to": form.one_of("open_to", OPEN_TO, OPEN_MISSING),
        **_said(form),
    }
    if contact.value is not None:
        body["value"] = form.need("value", VALUE_MISSING)
    if await is_changed(visit, person_id, contact_id, form, body):
        return visit.go(f"/desk/people/{person_id}?done=contact")
    return await _page(visit, person_id, form, contact)


@router.post("/{contact_id}/remove")
async def remove_contact(visit: Manager, person_id: UUID, contact_id: UUID, form: Filled) -> Response:
    """Takes a contact away."""
    contact = await contact_of(visit, person_id, contact_id)
    told = form.need("why", WORDS_MISSING)
    if await is_removed(visit, person_id, contact_id, form, told):
        return visit.go(f"/desk/people/{person_id}?done=contact-gone")
    form.values = {**filled(as_typed(contact)).values, **form.values}
    return await _page(visit, person_id, form, contact)


async def is_changed(
    visit: Visit, person_id: UUID, contact_id: UUID, form: Form, body: dict[str, object]
) -> bool:
    """Whether the change was kept; if not, the form says why."""

    async def present() -> Known:
        known = as_typed(await contact_of(visit, person_id, contact_id))
        return known, str(known["version"])

    return await saved(visit, form, f"{path_of(person_id)}/{contact_id}", body, present)


async def is_removed(
    visit: Visit, person_id: UUID, contact_id: UUID, form: Form, told: str | None = None
) -> bool:
    """Whether the contact is gone; if not, the form says why."""
    what = f"{path_of(person_id)}/{contact_id}"
    return await removed(visit, form, what, {"ground": "why" if told else ""}, query={"ground": told})


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
        "shared": "yes" if contact.shared else None,
        "version": etag_of(contact.version),
    }


def path_of(person_id: UUID) -> str:
    """Where the resident's contacts are, within a center."""
    return f"/residents/{person_id}/contacts"


def _said(form: Form) -> dict[str, object]:
    """What a manager says of a contact, and on whose word."""
    return {
        "preferred": form.value("preferred") == "yes",
        "shared": form.value("shared") == "yes",
        "channel": form.one_of("channel", ANSWER_CHANNEL, CHANNEL_MISSING),
        "ground": form.need("ground", WORDS_MISSING),
    }


async def _page(visit: Visit, person_id: UUID, form: Form, contact: Contact | None = None) -> Response:
    return visit.page("people/contact", form, person=await person_of(visit, person_id), contact=contact)
