"""Queries of needs."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, delete, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from services.talents.needs.errors import NeedNotFound
from services.talents.needs.model import Need, NeedState
from shared.contracts.codes import Skill

_RECOUNT = text(
    """
    update needs as n set candidates = (
      select count(*) from matches as m
      where m.need_id = n.id and m.state = 'found' and (m.common_times > 0 or not m.times_known)
    )
    where n.id = any(cast(:ids as uuid[]))
    """
)


_COUNT = text(
    """
    select count(*) from matches as m
    where m.need_id = :id and m.state = 'found' and (m.common_times > 0 or not m.times_known)
    """
)


async def get(session: AsyncSession, need_id: UUID, *, for_update: bool = False) -> Need:
    """Raises NeedNotFound. A locked need is read anew."""
    query = select(Need).where(Need.id == need_id)
    if for_update:
        query = query.with_for_update(key_share=True).execution_options(populate_existing=True)
    need = await session.scalar(query)
    if need is None:
        raise NeedNotFound
    return need


def listed(resident_id: UUID | None, state: NeedState | None, skill: Skill | None) -> Select[Need]:
    query = select(Need)
    if resident_id is not None:
        query = query.where(Need.resident_id == resident_id)
    if state is not None:
        query = query.where(Need.state == state)
    if skill is not None:
        query = query.where(Need.skill == skill)
    return query


async def current_of(session: AsyncSession, resident_id: UUID, skill: Skill) -> Need | None:
    """The newest need of this skill that the resident still has, locked."""
    return await session.scalar(
        select(Need)
        .where(Need.resident_id == resident_id, Need.skill == skill, Need.state.in_(("open", "agreed")))
        .order_by(Need.id.desc())
        .limit(1)
        .with_for_update(key_share=True)
    )


async def stale(session: AsyncSession, before: datetime, limit: int) -> Sequence[Need]:
    """Open needs stated before this moment, locked; what somebody else works on is left for the next time."""
    found = await session.scalars(
        select(Need)
        .where(Need.state == "open", Need.stated_at < before)
        .order_by(Need.id)
        .limit(limit)
        .with_for_update(key_share=True, skip_locked=True)
    )
    return found.all()


async def lock(session: AsyncSession, ids: Collection[UUID]) -> Sequence[Need]:
    """These needs, locked in the one order that everybody locks them in, and read anew."""
    found = await session.scalars(
        select(Need)
        .where(Need.id.in_(ids))
        .order_by(Need.id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    return found.all()


async def recount(session: AsyncSession, ids: Sequence[UUID]) -> None:
    """Counts the candidates of these locked needs anew."""
    await session.execute(_RECOUNT, {"ids": ids})


async def delete_of(session: AsyncSession, resident_id: UUID) -> None:
    await session.execute(delete(Need).where(Need.resident_id == resident_id))


async def unmet_before(session: AsyncSession, resident_id: UUID, moment: datetime) -> Sequence[Need]:
    """What the resident asked for up to this moment and still waits for, locked."""
    found = await session.scalars(
        select(Need)
        .where(Need.resident_id == resident_id, Need.state.in_(("open", "agreed")), Need.stated_at <= moment)
        .order_by(Need.id)
        .with_for_update(key_share=True)
    )
    return found.all()


async def ids_of(session: AsyncSession, resident_id: UUID) -> Sequence[UUID]:
    """Everything that a resident has ever needed."""
    return (await session.scalars(select(Need.id).where(Need.resident_id == resident_id))).all()


async def count_candidates(session: AsyncSession, need_id: UUID) -> int:
    """How many found matches of a need suit it in time."""
    return await session.scalar(_COUNT, {"id": need_id}) or 0
