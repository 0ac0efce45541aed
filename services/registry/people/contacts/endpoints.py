"""A resident's contacts over HTTP: added by a manager, opened and closed to others by their owner."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.registry.access.keys.model import SigningKeys
from services.registry.access.sign_in.endpoints import prove
from services.registry.access.sign_in.errors import CodeWrong, RequestOver
from services.registry.access.sign_in.repository import use_up
from services.registry.people.contacts import service
from services.registry.people.contacts.errors import (
    ContactClosed,
    ContactNotFound,
    NewContactByManager,
    TooManyContacts,
)
from services.registry.people.contacts.repository import all_contacts, get_contact
from services.registry.people.contacts.schemas import ContactCreate, ContactList, ContactRead, ContactUpdate
from services.registry.people.contacts.service import AddContact, ChangeContact, Told
from services.registry.people.names.schemas import Line
from services.registry.people.residents.errors import ContactTaken, ResidentNotFound
from services.registry.people.residents.model import Resident, ResidentContact
from services.registry.people.residents.repository import get_resident
from services.registry.people.residents.service import must_be_own
from shared.contracts.codes import Channel
from shared.kit import audit
from shared.kit.etags import Expected, Outdated, VersionMissing, set_etag
from shared.kit.problems import problems
from shared.kit.recently import SignInAgainNeeded, recently_authenticated
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["residents"])


@router.get("/centers/{center}/residents/{resident_id}/contacts", responses=problems(ResidentNotFound))
async def list_contacts(
    resident_id: UUID, work: Annotated[Work, may("registry.contacts.list_contacts")]
) -> ContactList:
    """Every contact, the preferred one first; the log keeps who else has read them."""
    await _theirs(work, resident_id)
    found = await all_contacts(work.session, work.center, resident_id)
    if work.caller.id != resident_id:
        audit.note(work.session, "contacts.read", about=resident_id)
    return ContactList(items=[_read(work, one) for one in found])


@router.post(
    "/centers/{center}/residents/{resident_id}/contacts",
    status_code=201,
    responses=problems(
        ResidentNotFound,
        NewContactByManager,
        ContactTaken,
        TooManyContacts,
        CodeWrong,
        RequestOver,
        SignInAgainNeeded,
    ),
)
async def add_contact(
    resident_id: UUID,
    body: ContactCreate,
    work: Annotated[Work, may("registry.contacts.add_contact")],
    _recent: Annotated[None, recently_authenticated(only="resident")],
    response: Response,
) -> ContactRead:
    """Adds a contact. Its owner proves it by a code; a name in a messenger opens no card and needs none."""
    await must_be_own(work.session, work.caller, work.center, resident_id)
    proven = work.caller.role != "manager" and body.kind != "messenger"
    if proven:
        await _prove(work, body)
    resident = await _theirs(work, resident_id, for_update=True)
    said = body.model_dump(include={"kind", "value", "open_to", "preferred"})
    told = _told(work, body.ground, body.channel)
    shared = body.shared and work.caller.role == "manager"
    command = AddContact(**said, shared=shared, proven=proven, told=told)
    contact = await service.add_contact(work.session, resident, command)
    set_etag(response, contact.version)
    return _read(work, contact)


@router.patch(
    "/centers/{center}/residents/{resident_id}/contacts/{contact_id}",
    responses=problems(
        ResidentNotFound,
        ContactNotFound,
        NewContactByManager,
        ContactClosed,
        ContactTaken,
        Outdated,
        VersionMissing,
    ),
)
async def change_contact(
    resident_id: UUID,
    contact_id: UUID,
    body: ContactUpdate,
    work: Annotated[Work, may("registry.contacts.change_contact")],
    expected: Expected,
    response: Response,
) -> ContactRead:
    """Changes who may use a contact, or which is preferred; its value is changed by a manager."""
    resident = await _theirs(work, resident_id, for_update=True)
    if work.caller.role != "manager" and (body.value is not None or body.shared is not None):
        raise NewContactByManager
    await _must_be_open(work, resident_id, contact_id)
    told = _told(work, body.ground, body.channel)
    changes = body.model_dump(exclude={"ground", "channel"})
    command = ChangeContact(contact_id, expected, **changes, told=told)
    contact = await service.change_contact(work.session, resident, command)
    set_etag(response, contact.version)
    return _read(work, contact)


@router.delete(
    "/centers/{center}/residents/{resident_id}/contacts/{contact_id}",
    status_code=204,
    responses=problems(ResidentNotFound, ContactNotFound, Outdated, VersionMissing, SignInAgainNeeded),
)
async def remove_contact(
    resident_id: UUID,
    contact_id: UUID,
    work: Annotated[Work, may("registry.contacts.remove_contact")],
    _recent: Annotated[None, recently_authenticated(only="resident")],
    expected: Expected,
    ground: Annotated[Line | None, Query(description="who told it; needed from a manager")] = None,
    channel: Annotated[Channel | None, Query(description="how a manager was told")] = None,
) -> None:
    """Takes a contact away, from every list too; somebody must stay reachable, or have a ground."""
    resident = await _theirs(work, resident_id, for_update=True)
    await get_contact(work.session, work.center, resident_id, contact_id)
    told = _told(work, ground, channel)
    await service.remove_contact(work.session, resident, contact_id, expected, told)


def _told(work: Work, ground: str | None, channel: Channel | None) -> Told:
    """A manager changes the contact of somebody else, and says on whose word. Raises Invalid."""
    return Told(service.must_say(ground), channel) if work.caller.role == "manager" else Told()


async def _prove(work: Work, body: ContactCreate) -> None:
    """Raises NewContactByManager without a code, and CodeWrong or RequestOver where it proves nothing."""
    keys: SigningKeys | None = work.request.app.state.signing_keys
    if body.request_id is None or body.code is None or keys is None:
        raise NewContactByManager
    asked = await prove(work.database, keys, body.request_id, body.code, body.browser)
    if asked.contact != service.in_one_form(body.kind, body.value):
        raise NewContactByManager
    if not await use_up(work.session, body.request_id):
        raise RequestOver


async def _theirs(work: Work, resident: UUID, *, for_update: bool = False) -> Resident:
    await must_be_own(work.session, work.caller, work.center, resident)
    return await get_resident(work.session, work.center, resident, for_update=for_update)


async def _must_be_open(work: Work, resident: UUID, contact: UUID) -> None:
    found = await get_contact(work.session, work.center, resident, contact)
    if work.caller.role == "manager" and found.open_to == "sign_in":
        raise ContactClosed


def _read(work: Work, contact: ResidentContact) -> ContactRead:
    read = ContactRead.model_validate(contact)
    if work.caller.role == "manager" and contact.open_to == "sign_in":
        read.value = None
    return read
