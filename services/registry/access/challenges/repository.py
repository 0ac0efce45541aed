"""How challenges are kept until they are answered; taking one uses it up."""

from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.access.challenges.model import Challenge
from services.registry.storage.repository import act_for, see_challenge
from shared.kit.clock import now


async def keep(session: AsyncSession, challenge: Challenge) -> None:
    """Keeps a challenge that is given out."""
    await see_challenge(session, challenge.id)
    session.add(challenge)
    await session.flush()


async def take(session: AsyncSession, challenge: UUID) -> Challenge | None:
    """The challenge, which nobody gets a second time. Commit before it is answered."""
    await see_challenge(session, challenge)
    taken = delete(Challenge).where(Challenge.id == challenge).returning(Challenge)
    return (await session.scalars(taken)).one_or_none()


async def forget_expired(session: AsyncSession) -> None:
    """Deletes challenges that nobody answered."""
    await act_for(session, "sweep")
    await session.execute(delete(Challenge).where(Challenge.expires_at < now()))
