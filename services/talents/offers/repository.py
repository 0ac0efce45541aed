"""Queries of offers."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from services.talents.offers.errors import OfferNotFound
from services.talents.offers.model import Offer, OfferState
from shared.contracts.codes import Skill


async def get(session: AsyncSession, offer_id: UUID, *, for_update: bool = False) -> Offer:
    """Raises OfferNotFound. A locked offer is read anew."""
    query = select(Offer).where(Offer.id == offer_id)
    if for_update:
        query = query.with_for_update(key_share=True).execution_options(populate_existing=True)
    offer = await session.scalar(query)
    if offer is None:
        raise OfferNotFound
    return offer


def listed(resident_id: UUID | None, state: OfferState | None, skill: Skill | None) -> Select[Offer]:
    query = select(Offer)
    if resident_id is not None:
        query = query.where(Offer.resident_id == resident_id)
    if state is not None:
        query = query.where(Offer.state == state)
    if skill is not None:
        query = query.where(Offer.skill == skill)
    return query


async def standing_of(session: AsyncSession, resident_id: UUID, skill: Skill) -> Offer | None:
    """The resident's newest standing offer of this skill."""
    return await session.scalar(
        select(Offer)
        .where(Offer.resident_id == resident_id, Offer.skill == skill, Offer.state == "standing")
        .order_by(Offer.id.desc())
        .limit(1)
    )


async def note_asked(session: AsyncSession, resident_id: UUID, at: datetime) -> None:
    """Moves all offers of somebody who was asked behind those of others."""
    await session.execute(
        update(Offer)
        .where(Offer.resident_id == resident_id, Offer.state == "standing")
        .values(asked_at=at)
        .execution_options(synchronize_session=False)
    )


async def delete_of(session: AsyncSession, resident_id: UUID) -> None:
    await session.execute(delete(Offer).where(Offer.resident_id == resident_id))
