"""Keeps and finds needs and matches."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import delete, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.notifications.help.model import Match, Need
from shared.contracts.codes import Skill
from shared.contracts.talents import MatchProposedV1, NeedStatedV1
from shared.kit.database import CENTER


async def remember_needs(session: AsyncSession, needs: Sequence[NeedStatedV1]) -> None:
    """Notes what help is needed."""
    center = session.info[CENTER]
    rows = {need.need_id: {"center_id": center, "id": need.need_id, "skill": need.skill} for need in needs}
    await session.execute(insert(Need).values(list(rows.values())).on_conflict_do_nothing())


async def remember_match(session: AsyncSession, match: MatchProposedV1) -> None:
    """Notes who was proposed to whom."""
    row = insert(Match).values(
        center_id=session.info[CENTER],
        id=match.match_id,
        need_id=match.need_id,
        asking_id=match.asking_id,
        helping_id=match.helping_id,
    )
    await session.execute(row.on_conflict_do_nothing())


async def match_by_id(session: AsyncSession, match_id: UUID) -> Match | None:
    """The match, if we have heard of it."""
    return (await session.scalars(select(Match).where(Match.id == match_id))).one_or_none()


async def skills_of(session: AsyncSession, need_ids: Sequence[UUID]) -> Mapping[UUID, Skill]:
    """What help these needs ask for, as far as we have heard."""
    found = await session.scalars(select(Need).where(Need.id.in_(need_ids)))
    return {need.id: need.skill for need in found}


async def delete_matches(session: AsyncSession, resident_id: UUID) -> None:
    """Forgets the matches of which a resident was a side."""
    is_side = or_(Match.asking_id == resident_id, Match.helping_id == resident_id)
    await session.execute(delete(Match).where(is_side))
