"""A resident is forgotten: card, contacts, sessions and kept answers go, and every service is told."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.access.sessions.repository import end_sessions_of, forget_history_of
from services.registry.access.sign_in.repository import forget_requests_of
from services.registry.exchange.staging.repository import forget_rows_about
from services.registry.finding.merges.repository import forget_merged
from services.registry.people.contacts.repository import all_contacts
from services.registry.people.guardians.repository import sole_wards_of
from services.registry.people.households.repository import leave
from services.registry.people.residents.errors import WardsLeft
from services.registry.people.residents.model import Resident
from services.registry.people.residents.repository import (
    forget_words,
    get_card,
    get_resident,
)
from services.registry.rights.erasures.model import Ground
from services.registry.rights.erasures.repository import note_mark
from services.registry.rights.erasures.use_cases.note_erasure import note_erasure
from shared.contracts.registry import ResidentErasedV1
from shared.kit import audit, outbox
from shared.kit.etags import check_version
from shared.kit.personal import forget_traces


@dataclass(frozen=True, slots=True)
class EraseResident:
    """`version` is the one that the caller has seen; `wards` says what becomes of children nobody else answers for."""

    center_id: UUID
    resident_id: UUID
    version: int
    wards: Literal["erase"] | None = None


async def erase_resident(session: AsyncSession, command: EraseResident) -> None:
    """Personal data law (152-ФЗ, art. 21): raises ResidentNotFound, Outdated and WardsLeft."""
    card = await get_card(session, command.center_id, command.resident_id)
    check_version(card.resident, command.version)
    who = command.center_id, command.resident_id
    if command.wards is None and await sole_wards_of(session, *who, to_come=True):
        raise WardsLeft
    for ward in await sole_wards_of(session, *who):
        await forget(session, await get_resident(session, command.center_id, ward))
    await forget(session, card.resident)


async def forget(session: AsyncSession, resident: Resident, ground: Ground = "request") -> None:
    """Forgets one person. What others hold about them goes when they hear of it."""
    await note_erasure(session, resident, ground)
    contacts = [one.value for one in await all_contacts(session, resident.center_id, resident.id)]
    await forget_rows_about(session, resident.center_id, resident.id, contacts, resident.name)
    await forget_requests_of(session, contacts)
    await leave(session, resident.center_id, resident.id)
    await session.delete(resident)
    await session.flush()
    await forget_words(session, resident.id)
    await end_sessions_of(session, resident.id)
    await forget_history_of(session, resident.id)
    audit.note(session, "resident.erased", about=resident.id)
    for known_as in (resident.id, *await forget_merged(session, resident.id)):
        await note_mark(session, known_as)
        await forget_traces(session, known_as)
        outbox.add(session, ResidentErasedV1(resident_id=known_as))
