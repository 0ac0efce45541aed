"""A resident is forgotten: card, contacts, sessions and kept answers go, and every service is told."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.residents.repository import forget_kept_answers, get_card
from services.registry.sessions.repository import end_sessions_of
from shared.contracts.registry import ResidentErasedV1
from shared.kit import audit, outbox
from shared.kit.etags import check_version


@dataclass(frozen=True, slots=True)
class EraseResident:
    """`version` is the one that the caller has seen."""

    center_id: UUID
    resident_id: UUID
    version: int


async def erase_resident(session: AsyncSession, command: EraseResident) -> None:
    """Personal data law (152-ФЗ, art. 21): raises ResidentNotFound and Outdated."""
    card = await get_card(session, command.center_id, command.resident_id)
    check_version(card.resident, command.version)
    await session.delete(card.resident)
    await session.flush()
    await end_sessions_of(session, command.resident_id)
    await forget_kept_answers(session, command.resident_id)
    audit.note(session, "resident.erased", about=command.resident_id)
    outbox.add(session, ResidentErasedV1(resident_id=command.resident_id))
