"""Opening, joining and leaving a list; who sees what of it."""

from dataclasses import dataclass
from typing import TypedDict
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.people.contacts.errors import ContactClosed
from services.registry.people.contacts.repository import get_contact
from services.registry.people.lists.errors import ConsentMissing, ListNotFound, ListStands, MembersOnly
from services.registry.people.lists.model import ContactList, ListMember
from services.registry.people.lists.repository import (
    counts_of,
    find_member,
    get_list,
    is_neighbor,
    last_place,
    must_have,
    take_out,
)
from services.registry.people.residents.model import Resident, ResidentContact
from services.registry.people.residents.repository import get_resident
from services.registry.places.houses.errors import HouseNotFound
from services.registry.places.houses.repository import get_house
from services.registry.rights.consents import service as consent_texts
from services.registry.rights.consents.repository import in_force
from services.registry.rights.consents.use_cases.give_consent import GiveConsent, give_consent
from shared.contracts.codes import Channel
from shared.kit import audit
from shared.kit.access import Caller
from shared.kit.etags import check_version
from shared.kit.problems import invalid


@dataclass(frozen=True, slots=True)
class OpenList:
    """A list of a house, or of one entrance."""

    house_id: UUID
    entrance: str | None
    title: str
    branching: int


class Corrections(TypedDict, total=False):
    """Only what is to be corrected."""

    title: str | None
    entrance: str | None
    branching: int | None


@dataclass(frozen=True, slots=True)
class Join:
    """`consent_version` is the text that was read where no consent is in force yet."""

    list_id: UUID
    resident_id: UUID
    contact_id: UUID | None
    channel: Channel
    ground: str | None
    consent_version: int | None


async def open_list(session: AsyncSession, center: UUID, caller: Caller, command: OpenList) -> ContactList:
    """A resident opens one for their own house, a manager for any. Raises Invalid."""
    try:
        house = await get_house(session, center, command.house_id)
    except HouseNotFound as error:
        raise invalid("/house_id", "lists.house-unknown", "Такого дома в центре нет") from error
    if caller.role != "manager" and not await is_neighbor(session, center, caller.id, house.id):
        raise invalid("/house_id", "lists.not-your-house", "Открыть список можно для дома, где вы живёте")
    made = ContactList(
        center_id=center,
        house_id=house.id,
        entrance=command.entrance,
        title=command.title,
        branching=command.branching,
        opened_by=caller.id,
    )
    session.add(made)
    await session.flush()
    audit.note(session, "list.opened", about=made.id)
    return made


async def see_list(session: AsyncSession, center: UUID, caller: Caller, list_id: UUID) -> ContactList:
    """A manager sees that it is there, neighbors of the house too. Raises ListNotFound."""
    found = await get_list(session, center, list_id)
    if caller.role == "manager" or await find_member(session, center, list_id, caller.id):
        return found
    if not await is_neighbor(session, center, caller.id, found.house_id):
        raise ListNotFound
    return found


async def see_inside(session: AsyncSession, center: UUID, caller: Caller, list_id: UUID) -> ContactList:
    """Its members alone see its people. Raises ListNotFound, and MembersOnly where the list may be known of."""
    found = await see_list(session, center, caller, list_id)
    if await find_member(session, center, list_id, caller.id) is None:
        raise MembersOnly
    return found


async def correct_list(
    session: AsyncSession, center: UUID, caller: Caller, list_id: UUID, version: int, changes: Corrections
) -> ContactList:
    """By a manager or a member. Raises ListNotFound, MembersOnly and Outdated."""
    see = see_list if caller.role == "manager" else see_inside
    found = await see(session, center, caller, list_id)
    check_version(found, version)
    found.title = changes.get("title") or found.title
    found.branching = changes.get("branching") or found.branching
    found.entrance = changes.get("entrance", found.entrance)
    await session.flush()
    audit.note(session, "list.corrected", about=list_id)
    return found


async def join_list(session: AsyncSession, center: UUID, caller: Caller, command: Join) -> int:
    """How many are in the list now. Raises ListNotFound, ConsentMissing and Invalid."""
    joined = await get_list(session, center, command.list_id, for_update=True)
    resident = await get_resident(session, center, command.resident_id)
    if resident.house_id != joined.house_id:
        raise (
            ListNotFound
            if caller.role != "manager"
            else invalid("/resident_id", "lists.other-house", "Этот человек записан в другом доме")
        )
    contact = await _shown(session, caller, resident, command.contact_id)
    await _must_consent(session, center, caller, command)
    if contact is not None:
        contact.open_to = "lists"
    member = await find_member(session, center, joined.id, resident.id)
    if member is None:
        member = ListMember(
            center_id=center,
            list_id=joined.id,
            resident_id=resident.id,
            place=await last_place(session, center, joined.id) + 1,
        )
    member.contact_id = None if contact is None else contact.id
    member.channel, member.ground = command.channel, command.ground
    session.add(member)
    await session.flush()
    audit.note(session, "list.joined", about=resident.id, ground=command.ground, evidence=str(joined.id))
    return (await counts_of(session, center, [joined.id]))[joined.id]


async def _shown(
    session: AsyncSession, caller: Caller, resident: Resident, contact_id: UUID | None
) -> ResidentContact | None:
    """The telephone that the others will see; without one they must know at which door to knock."""
    if contact_id is None:
        if resident.premises_id is None:
            message = "Без телефона к человеку заходят: сначала нужно записать его квартиру"
            raise invalid("/contact_id", "lists.no-door", message)
        return None
    contact = await get_contact(session, resident.center_id, resident.id, contact_id)
    if caller.role == "manager" and contact.open_to == "sign_in":
        raise ContactClosed
    if contact.kind != "phone":
        raise invalid("/contact_id", "lists.no-telephone", "В списке нужен телефон: по нему обзванивают")
    return contact


async def leave_list(
    session: AsyncSession, center: UUID, caller: Caller, list_id: UUID, resident: UUID, ground: str | None
) -> None:
    """Out at once; raises ListNotFound, NotAMember, and Invalid for a manager who does not say on whose word."""
    await get_list(session, center, list_id, for_update=True)
    member = await must_have(session, center, list_id, resident)
    by_manager = caller.role == "manager"
    if by_manager and ground is None:
        raise invalid("/ground", "lists.leave-ground", "Напишите, с чьих слов человек выходит из списка")
    await take_out(session, member)
    said = ground if by_manager else None
    audit.note(session, "list.left", about=resident, ground=said, evidence=str(list_id))


async def close_list(session: AsyncSession, center: UUID, caller: Caller, list_id: UUID) -> None:
    """Raises ListNotFound, and ListStands while anybody is in it."""
    await see_list(session, center, caller, list_id)
    closed = await get_list(session, center, list_id, for_update=True)
    if await counts_of(session, center, [list_id]):
        raise ListStands
    await session.delete(closed)
    await session.flush()
    audit.note(session, "list.closed", about=list_id)


async def _must_consent(session: AsyncSession, center: UUID, caller: Caller, command: Join) -> None:
    if await in_force(session, center, command.resident_id, "own_lists"):
        return
    if caller.role == "manager":
        raise ConsentMissing
    present = consent_texts.present("own_lists")
    if command.consent_version is None:
        raise invalid(
            "/consent_version",
            "lists.consent-unread",
            "Прочтите согласие и отметьте, что согласны",
        )
    await give_consent(
        session,
        GiveConsent(
            center,
            command.resident_id,
            "own_lists",
            min(command.consent_version, present.version),
            "web",
            recorded_by=caller.id,
        ),
    )
