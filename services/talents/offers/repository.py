"""Queries of offers."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import asyncpg
from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from services.talents.offers.errors import OfferNotFound
from services.talents.offers.model import Offer, OfferState
from shared.contracts.codes import Skill
from shared.kit.database import Driver

_READ = "select id, resident_id, skill, details, free, channel, state, made_at, version from offers"


async def get(session: AsyncSession, offer_id: UUID, *, for_update: bool = False) -> Offer:
    """Raises OfferNotFound. A locked offer is read anew."""
    query = select(Offer).where(Offer.id == offer_id)
    if for_update:
        query = query.with_for_update(key_share=True).execution_options(populate_existing=True)
    offer = await session.scalar(query)
    if offer is None:
        raise OfferNotFound
    return offer


async def newest(
    driver: Driver,
    resident_id: UUID | None,
    state: OfferState | None,
    skill: Skill | None,
    before: UUID | None,
    limit: int,
) -> list[asyncpg.Record]:
    """The newest offers of which everything given is true. A hot path, so straight from the driver."""
    asked = {"resident_id =": resident_id, "state =": state, "skill =": skill, "id <": before}
    given = {condition: value for condition, value in asked.items() if value is not None}
    conditions = " and ".join(f"{condition} ${place}" for place, condition in enumerate(given, 1)) or "true"
    return await driver.fetch(f"{_READ} where {conditions} order by id desc limit {limit:d}", *given.values())


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


async def standing_before(session: AsyncSession, resident_id: UUID, moment: datetime) -> Sequence[UUID]:
    """What the resident offered up to this moment and what still stands."""
    found = await session.scalars(
        select(Offer.id)
        .where(Offer.resident_id == resident_id, Offer.state == "standing", Offer.made_at <= moment)
        .order_by(Offer.id)
    )
    return found.all()
