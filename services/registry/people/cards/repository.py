"""How cards are found: of one resident, or by what is printed on them."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.people.cards.errors import CardNotFound
from services.registry.people.cards.model import ResidentCard, digest_card, read_secret
from services.registry.storage.repository import see_card


async def find_by_token(session: AsyncSession, token: str) -> ResidentCard | None:
    """The card in force on which this is printed, in whichever center: it says center and resident."""
    digest = digest_card(read_secret(token))
    await see_card(session, digest)
    wanted = select(ResidentCard).where(ResidentCard.digest == digest, ResidentCard.ended_at.is_(None))
    return (await session.scalars(wanted)).one_or_none()


async def cards_of_resident(session: AsyncSession, center: UUID, resident: UUID) -> Sequence[ResidentCard]:
    """Every card that was given to a resident, the newest first."""
    wanted = select(ResidentCard).where(
        ResidentCard.center_id == center, ResidentCard.resident_id == resident
    )
    return (await session.scalars(wanted.order_by(ResidentCard.id.desc()))).all()


async def card_in_force(session: AsyncSession, center: UUID, resident: UUID) -> ResidentCard:
    """Raises CardNotFound."""
    wanted = select(ResidentCard).where(
        ResidentCard.center_id == center,
        ResidentCard.resident_id == resident,
        ResidentCard.ended_at.is_(None),
    )
    found = (await session.scalars(wanted)).one_or_none()
    if found is None:
        raise CardNotFound
    return found
