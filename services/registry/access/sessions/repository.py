"""How signed-in sessions are found and ended; each look shows only the session or the person it is about."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, delete, exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.access.sessions.model import HISTORY, NAMED_FOR, EndedSession, SignedInSession, SignIn
from services.registry.storage.repository import act_for, see_session, see_sessions_of
from shared.kit.clock import now


async def find_session(session: AsyncSession, signed_in: UUID) -> SignedInSession | None:
    """The session of this id, locked until the transaction ends."""
    await see_session(session, signed_in)
    found = select(SignedInSession).where(SignedInSession.id == signed_in).with_for_update()
    return (await session.scalars(found)).one_or_none()


async def sessions_of(session: AsyncSession, subject: UUID) -> Sequence[SignedInSession]:
    """The sessions of a person that are not over, the last used first."""
    await see_sessions_of(session, subject)
    open_ones = (
        select(SignedInSession)
        .where(SignedInSession.subject_id == subject, SignedInSession.expires_at > now())
        .order_by(SignedInSession.used_at.desc())
    )
    return (await session.scalars(open_ones)).all()


async def history_of(session: AsyncSession, subject: UUID) -> Select[SignIn]:
    """When and how a person signed in."""
    await see_sessions_of(session, subject)
    return select(SignIn).where(SignIn.subject_id == subject)


async def is_new_device(session: AsyncSession, subject: UUID, device: str) -> bool:
    """Whether somebody who has signed in before never did so with this kind of device."""
    await see_sessions_of(session, subject)
    of_subject = select(SignIn).where(SignIn.subject_id == subject)
    known = select(exists(of_subject), exists(of_subject.where(SignIn.device == device)))
    before, with_this = (await session.execute(known)).one()
    return bool(before and not with_this)


async def end_session(session: AsyncSession, signed_in: UUID) -> None:
    """Ends one session, if it is still there."""
    await see_session(session, signed_in)
    await session.execute(delete(SignedInSession).where(SignedInSession.id == signed_in))


async def end_session_of(session: AsyncSession, subject: UUID, signed_in: UUID) -> bool:
    """Ends one session of a person; says whether it was theirs."""
    await see_sessions_of(session, subject)
    ended = (
        delete(SignedInSession)
        .where(SignedInSession.subject_id == subject, SignedInSession.id == signed_in)
        .returning(SignedInSession.id)
    )
    return (await session.scalars(ended)).one_or_none() is not None


async def end_sessions_of(session: AsyncSession, subject: UUID, but: UUID | None = None) -> None:
    """Ends every session of a person, but one where it is named."""
    await see_sessions_of(session, subject)
    ended = delete(SignedInSession).where(SignedInSession.subject_id == subject)
    await session.execute(ended if but is None else ended.where(SignedInSession.id != but))


async def ended_lately(session: AsyncSession) -> Sequence[bytes]:
    """The digests of sessions that ended while a token of theirs may still live."""
    return (await session.scalars(select(EndedSession.digest))).all()


async def forget_history_of(session: AsyncSession, subject: UUID) -> None:
    """Deletes a person's sign-in history."""
    await see_sessions_of(session, subject)
    await session.execute(delete(SignIn).where(SignIn.subject_id == subject))


async def forget_expired(session: AsyncSession) -> None:
    """Deletes sessions to which nobody came back, and history older than ninety days."""
    await act_for(session, "sweep")
    await session.execute(delete(SignedInSession).where(SignedInSession.expires_at < now()))
    await session.execute(delete(SignIn).where(SignIn.at < now() - HISTORY))
    await session.execute(delete(EndedSession).where(EndedSession.ended_at < now() - NAMED_FOR))
