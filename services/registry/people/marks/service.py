"""Marking a leader or an activist, and ending the mark."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.people.marks.model import Mark, MarkKind
from services.registry.people.marks.repository import get_mark
from services.registry.people.residents.model import Resident
from shared.kit import audit
from shared.kit.clock import now
from shared.kit.etags import check_version


async def mark(session: AsyncSession, resident: Resident, kind: MarkKind, what_for: str, by: UUID) -> Mark:
    """Marks the resident."""
    made = Mark(
        center_id=resident.center_id, resident_id=resident.id, kind=kind, what_for=what_for, marked_by=by
    )
    session.add(made)
    await session.flush()
    audit.note(session, "mark.made", about=resident.id, evidence=kind)
    return made


async def end_mark(session: AsyncSession, resident: Resident, mark_id: UUID, version: int) -> None:
    """The mark stands no longer, and stays in the history."""
    found = await get_mark(session, resident.center_id, resident.id, mark_id)
    check_version(found, version)
    found.ended_at = found.ended_at or now()
    await session.flush()
    audit.note(session, "mark.ended", about=resident.id, evidence=found.kind)
