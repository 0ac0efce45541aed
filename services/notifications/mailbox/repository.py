"""Keeps the local mailbox short."""

from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.notifications.mailbox.model import Mail
from shared.kit.clock import now

KEPT = 500
"""Letters in the mailbox; older ones go."""


async def put_into_mailbox(
    session: AsyncSession, address: str, title: str, text: str, resident_id: UUID | None
) -> None:
    """Keeps a letter, and drops what is too old."""
    session.add(Mail(address=address, title=title, text=text, resident_id=resident_id, at=now()))
    await session.flush()
    too_old = select(Mail.id).order_by(Mail.id.desc()).offset(KEPT)
    await session.execute(delete(Mail).where(Mail.id.in_(too_old)))


async def delete_mail(session: AsyncSession, resident_id: UUID) -> None:
    """Forgets the letters to a resident, and sign-in codes that went to the same addresses."""
    addresses = select(Mail.address).where(Mail.resident_id == resident_id)
    await session.execute(delete(Mail).where(Mail.address.in_(addresses)))
