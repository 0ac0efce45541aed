"""Queries of matches."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, and_, delete, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import contains_eager, joinedload
from sqlalchemy.orm.interfaces import ORMOption

from services.talents.matches.errors import MatchNotFound
from services.talents.matches.model import Match, MatchState
from services.talents.needs import repository as needs
from services.talents.offers.model import Offer

PENDING: tuple[MatchState, MatchState] = ("proposed", "agreed")

MANY = 100
"""More matches of one need than this are not shown at once: the oldest refusals are the least wanted."""


def whole() -> tuple[ORMOption, ...]:
    """Loads what a match is shown with."""
    return joinedload(Match.need), joinedload(Match.offer), joinedload(Match.helper)


async def get(session: AsyncSession, match_id: UUID) -> Match:
    """With its need, offer and helper; raises MatchNotFound."""
    match = await session.scalar(select(Match).where(Match.id == match_id).options(*whole()))
    if match is None:
        raise MatchNotFound
    return match


async def lock(session: AsyncSession, match_id: UUID) -> Match:
    """The match with its need and offer, all locked and read anew, the need first as everywhere.

    Raises MatchNotFound.
    """
    need_id = await session.scalar(select(Match.need_id).where(Match.id == match_id))
    if need_id is None:
        raise MatchNotFound
    await needs.get(session, need_id, for_update=True)
    match = await session.scalar(
        select(Match)
        .join(Match.need)
        .join(Match.offer)
        .outerjoin(Match.helper)
        .where(Match.id == match_id)
        .options(contains_eager(Match.need), contains_eager(Match.offer), contains_eager(Match.helper))
        .with_for_update(key_share=True, of=[Match, Offer])
        .execution_options(populate_existing=True)
    )
    if match is None:
        raise MatchNotFound
    return match


def listed(resident_id: UUID | None, state: MatchState | None, need_id: UUID | None) -> Select[Match]:
    query = select(Match).options(*whole())
    if resident_id is not None:
        query = query.where(or_(Match.asking_id == resident_id, Match.helping_id == resident_id))
    if state is not None:
        query = query.where(Match.state == state)
    if need_id is not None:
        query = query.where(Match.need_id == need_id)
    return query


async def of_need(session: AsyncSession, need_id: UUID) -> Sequence[Match]:
    """The newest matches of a need, with what they are shown with."""
    found = await session.scalars(
        select(Match).where(Match.need_id == need_id).order_by(Match.id.desc()).limit(MANY).options(*whole())
    )
    return found.all()


async def has_pending(session: AsyncSession, need_id: UUID) -> bool:
    """Whether a neighbor was asked about this need and has not declined."""
    return bool(
        await session.scalar(select(exists().where(Match.need_id == need_id, Match.state.in_(PENDING))))
    )


async def pending_of_need(session: AsyncSession, need_id: UUID) -> Match | None:
    """The match that waits for an answer or is agreed, with its need; there is at most one."""
    pending = select(Match).where(Match.need_id == need_id, Match.state.in_(PENDING))
    return await session.scalar(pending.options(*whole()))


async def pending_of_offer(session: AsyncSession, offer_id: UUID) -> Sequence[Match]:
    found = await session.scalars(
        select(Match).where(Match.offer_id == offer_id, Match.state.in_(PENDING)).options(*whole())
    )
    return found.all()


async def pending_of_resident(session: AsyncSession, resident_id: UUID) -> Sequence[Match]:
    found = await session.scalars(listed(resident_id, None, None).where(Match.state.in_(PENDING)))
    return found.all()


async def helpers_of(session: AsyncSession, need_id: UUID) -> Sequence[UUID]:
    """Everybody who was ever a candidate for this need."""
    return (await session.scalars(select(Match.helping_id).where(Match.need_id == need_id))).all()


async def needs_of_offer(session: AsyncSession, offer_id: UUID) -> Sequence[UUID]:
    """The needs that this offer is a candidate for or is being agreed with."""
    found = await session.scalars(
        select(Match.need_id).where(Match.offer_id == offer_id, Match.state.in_(("found", *PENDING)))
    )
    return found.all()


async def needs_helped_by(session: AsyncSession, resident_id: UUID) -> Sequence[UUID]:
    """The needs of others that this resident is a candidate for or is being agreed with."""
    found = await session.scalars(
        select(Match.need_id).where(Match.helping_id == resident_id, Match.state.in_(("found", *PENDING)))
    )
    return found.all()


async def agreed_between(session: AsyncSession, one: UUID, other: UUID) -> Sequence[UUID]:
    """The needs about which these two have agreed."""
    return await _between(session, one, other, "agreed")


async def found_between(session: AsyncSession, one: UUID, other: UUID) -> Sequence[UUID]:
    """The needs of one of these two for which the other is only a candidate."""
    return await _between(session, one, other, "found")


async def _between(session: AsyncSession, one: UUID, other: UUID, state: MatchState) -> Sequence[UUID]:
    sides = or_(
        and_(Match.asking_id == one, Match.helping_id == other),
        and_(Match.asking_id == other, Match.helping_id == one),
    )
    return (await session.scalars(select(Match.need_id).where(sides, Match.state == state))).all()


async def drop_found_of_need(session: AsyncSession, need_id: UUID) -> None:
    """Candidates that were never asked need not be told anything."""
    await session.execute(delete(Match).where(Match.need_id == need_id, Match.state == "found"))


async def drop_found_of_offer(session: AsyncSession, offer_id: UUID, need_ids: Sequence[UUID]) -> None:
    """Only of needs that are locked: whoever adds a candidate to another one at this moment keeps its count."""
    of_these = Match.offer_id == offer_id, Match.need_id.in_(need_ids), Match.state == "found"
    await session.execute(delete(Match).where(*of_these))


async def needs_of_withdrawn(session: AsyncSession, limit: int) -> Sequence[UUID]:
    """Needs with a candidate whose offer was withdrawn at the moment when it was found."""
    found = await session.scalars(
        select(Match.need_id)
        .join(Match.offer)
        .where(Offer.state == "withdrawn", Match.state == "found")
        .distinct()
        .limit(limit)
    )
    return found.all()


async def drop_withdrawn(session: AsyncSession, need_ids: Sequence[UUID]) -> None:
    """Candidates of these needs whose offers no longer stand."""
    withdrawn = select(Offer.id).where(Offer.state == "withdrawn")
    await session.execute(
        delete(Match).where(
            Match.need_id.in_(need_ids), Match.state == "found", Match.offer_id.in_(withdrawn)
        )
    )


async def delete_of(session: AsyncSession, resident_id: UUID) -> None:
    """Every match that the resident is a side of."""
    await session.execute(
        delete(Match).where(or_(Match.asking_id == resident_id, Match.helping_id == resident_id))
    )
