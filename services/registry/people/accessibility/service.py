"""Keeping what somebody needs, while they consent to it."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.people.accessibility.model import AccessNeed, AccessNeeds
from services.registry.people.accessibility.repository import find_needs, must_consent
from shared.kit import audit
from shared.kit.etags import Outdated


async def change_needs(
    session: AsyncSession,
    center: UUID,
    resident: UUID,
    version: int,
    needs: Sequence[AccessNeed],
    note: str | None,
) -> AccessNeeds:
    """Raises ConsentMissing and Outdated; version 0 is of nothing said yet. Lock the resident first."""
    await must_consent(session, center, resident)
    known = await find_needs(session, center, resident)
    if version != (known.version if known else 0):
        raise Outdated
    kept = known or AccessNeeds(center_id=center, resident_id=resident)
    kept.needs, kept.note = list(dict.fromkeys(needs)), note or None
    session.add(kept)
    await session.flush()
    audit.note(session, "accessibility.changed", about=resident)
    return kept
