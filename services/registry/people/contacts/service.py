"""Adding, changing and taking away a contact: its form, its owner, and that somebody stays reachable."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.people.contacts.errors import TooManyContacts
from services.registry.people.contacts.model import ContactUnclear, read_mail, read_messenger, read_phone
from services.registry.people.contacts.repository import (
    all_contacts,
    get_contact,
    has_contact,
    held_at_home,
    prefer_no_other,
    used_first,
    with_value,
)
from services.registry.people.lists.repository import leave_lists_with
from services.registry.people.residents.model import (
    KindOfContact,
    OpenTo,
    Resident,
    ResidentContact,
    reaches,
    usual_way,
)
from services.registry.people.residents.repository import keep_words
from services.registry.people.residents.service import say_way, write
from shared.contracts.codes import Channel
from shared.kit import audit
from shared.kit.clock import now
from shared.kit.etags import check_version
from shared.kit.problems import invalid

_MOST = 20


@dataclass(frozen=True, slots=True)
class Told:
    """On what ground a manager changes somebody's contact; nothing where its owner does."""

    ground: str | None = None
    channel: Channel | None = None


@dataclass(frozen=True, slots=True)
class AddContact:
    """`proven` where a code sent to it was just used."""

    kind: KindOfContact
    value: str
    open_to: OpenTo = "center"
    preferred: bool = False
    shared: bool = False
    proven: bool = False
    told: Told = Told()


@dataclass(frozen=True, slots=True)
class ChangeContact:
    """What is None stays."""

    contact_id: UUID
    version: int
    value: str | None = None
    open_to: OpenTo | None = None
    preferred: bool | None = None
    shared: bool | None = None
    told: Told = Told()


def in_one_form(kind: KindOfContact, typed: str) -> str:
    """The value as it is kept and compared. Raises Invalid."""
    try:
        match kind:
            case "phone":
                return read_phone(typed).value
            case "mail":
                return read_mail(typed).value
            case "messenger":
                return read_messenger(typed)
    except ContactUnclear as error:
        raise invalid("/value", "contact_unclear", str(error)) from error


def must_say(ground: str | None) -> str:
    """The ground on which a manager changes somebody's contact. Raises Invalid where there is none."""
    if ground is None:
        raise invalid("/ground", "contacts.ground-missing", "Напишите, с чьих слов меняете контакт")
    return ground


async def add_contact(session: AsyncSession, resident: Resident, command: AddContact) -> ResidentContact:
    """The contact; one that the resident has already is changed instead. A contact that somebody of the same household
    has, and that this resident has proven too, is shared. Raises ContactTaken and Invalid."""
    value = in_one_form(command.kind, command.value)
    known = await with_value(session, resident.center_id, resident.id, value)
    if known is None and len(await all_contacts(session, resident.center_id, resident.id)) >= _MOST:
        raise TooManyContacts
    if command.preferred:
        await prefer_no_other(session, resident.center_id, resident.id)
    contact = known or ResidentContact(
        center_id=resident.center_id, resident_id=resident.id, kind=command.kind, value=value
    )
    contact.open_to = command.open_to
    contact.preferred = command.preferred or contact.preferred or False
    contact.shared = command.shared or (
        command.proven and await held_at_home(session, resident.center_id, resident.id, value)
    )
    contact.verified_at = now() if command.proven else contact.verified_at
    session.add(contact)
    await write(session)
    await _touch(session, resident, "contact.added", command.told)
    return contact


async def change_contact(
    session: AsyncSession, resident: Resident, command: ChangeContact
) -> ResidentContact:
    """A new value is unproven again; a contact shown no longer to neighbors leaves their lists at once."""
    contact = await get_contact(session, resident.center_id, resident.id, command.contact_id)
    check_version(contact, command.version)
    if command.value is not None and (value := in_one_form(contact.kind, command.value)) != contact.value:
        contact.value, contact.verified_at = value, None
    if command.preferred is not None and command.preferred is not contact.preferred:
        if command.preferred:
            await prefer_no_other(session, resident.center_id, resident.id)
        contact.preferred = command.preferred
    contact.shared = contact.shared if command.shared is None else command.shared
    if command.open_to is not None and command.open_to != contact.open_to:
        contact.open_to = command.open_to
        if command.open_to != "lists":
            await leave_lists_with(session, resident.center_id, contact.id)
    await write(session)
    await _touch(session, resident, "contact.changed", command.told)
    return contact


async def remove_contact(
    session: AsyncSession, resident: Resident, contact_id: UUID, version: int, told: Told
) -> None:
    """Raises Invalid where nothing would be left and nobody has said why that may be."""
    contact = await get_contact(session, resident.center_id, resident.id, contact_id)
    check_version(contact, version)
    await leave_lists_with(session, resident.center_id, contact.id)
    await session.delete(contact)
    await session.flush()
    if not await has_contact(session, resident.center_id, resident.id):
        resident.ground = told.ground or resident.ground
    await must_stay_reachable(session, resident, resident.ground)
    await _touch(session, resident, "contact.removed", told)


async def replace_first(
    session: AsyncSession, resident: Resident, kind: KindOfContact, value: str | None
) -> None:
    """Makes `value` the contact of its kind that the center uses; None takes that one away."""
    first = await used_first(session, resident.center_id, resident.id, kind)
    if first is not None and first.value == value:
        return
    own = await with_value(session, resident.center_id, resident.id, value) if value else None
    if first is not None and (value is None or own is not None):
        await leave_lists_with(session, resident.center_id, first.id)
        await session.delete(first)
    elif first is not None and value is not None:
        first.value, first.verified_at = value, None
    if own is not None:
        own.open_to = "center" if own.open_to == "sign_in" else own.open_to
    elif first is None and value is not None:
        session.add(
            ResidentContact(center_id=resident.center_id, resident_id=resident.id, kind=kind, value=value)
        )
    await write(session)


async def must_stay_reachable(session: AsyncSession, resident: Resident, ground: str | None) -> None:
    """Raises Invalid for somebody with neither a contact nor a ground for having none."""
    if ground is None and not await has_contact(session, resident.center_id, resident.id):
        raise invalid(
            "/ground", "residents.ground-missing", "Напишите, почему житель записан без телефона и почты"
        )


async def _touch(session: AsyncSession, resident: Resident, action: str, told: Told) -> None:
    """The way follows the contacts; what stands on a card counts as the card's change."""
    first = {
        kind: one.value if (one := await used_first(session, resident.center_id, resident.id, kind)) else None
        for kind in ("phone", "mail", "messenger")
    }
    reached = resident.way, resident.language
    if not reaches(resident.way, first["phone"], first["mail"], first["messenger"]):
        resident.way = usual_way(first["phone"], first["mail"])
    audit.note(session, action, resident.id, told.ground, told.channel)
    say_way(session, resident, reached)
    await write(session)
    await keep_words(session, resident)
