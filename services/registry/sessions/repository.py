"""How signed-in sessions are found and ended; each look shows only the session or the person it is about."""

from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.sessions.model import SignedInSession
from services.registry.storage.repository import act_for, see_session, see_sessions_of
from shared.kit.clock import now


async def find_session(session: AsyncSession, signed_in: UUID) -> SignedInSession | None:
    """The session of this id, locked until the transaction ends."""
    await see_session(session, signed_in)
    found = select(SignedInSession).where(SignedInSession.id == signed_in).with_for_update()
    return (await session.scalars(found)).one_or_none()


async def end_session(session: AsyncSession, signed_in: UUID) -> None:
    """Ends one session, if it is still there."""
    await see_session(session, signed_in)
    await session.execute(delete(SignedInSession).where(SignedInSession.id == signed_in))


async def end_sessions_of(session: AsyncSession, subject: UUID) -> None:
    """Ends every session of a person; tokens already given die within fifteen minutes."""
    await see_sessions_of(session, subject)
    await session.execute(delete(SignedInSession).where(SignedInSession.subject_id == subject))


async def forget_expired(session: AsyncSession) -> None:
    """Deletes sessions to which nobody came back."""
    await act_for(session, "sweep")
    await session.execute(delete(SignedInSession).where(SignedInSession.expires_at < now()))
