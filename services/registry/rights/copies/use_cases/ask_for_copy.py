"""Somebody wants to know what is known of them."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.people.residents.repository import get_resident
from services.registry.rights.copies.model import SERVICES, CopyPart, CopyRequest
from services.registry.rights.copies.repository import being_collected, note_round
from shared.kit import audit
from shared.kit.clock import now


@dataclass(frozen=True, slots=True)
class AskForCopy:
    """`ground` is the person's paper where a manager asks for them."""

    center_id: UUID
    resident_id: UUID
    asked_by: UUID
    ground: str | None


async def ask_for_copy(session: AsyncSession, command: AskForCopy) -> CopyRequest:
    """Personal data law (152-ФЗ, art. 14): raises ResidentNotFound. One that is being collected is not doubled."""
    await get_resident(session, command.center_id, command.resident_id)
    before = await being_collected(session, command.resident_id)
    if before is not None:
        return before
    request = CopyRequest(resident_id=command.resident_id, asked_by=command.asked_by, ground=command.ground)
    session.add(request)
    await session.flush()
    session.add_all(CopyPart(request_id=request.id, service=service) for service in SERVICES)
    await session.flush()
    await note_round(session, request, now())
    audit.note(session, "copy.asked", command.resident_id, "paper" if command.ground else None)
    return request
