"""Where a resident stands in the registry's own tables, and which merges there are."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, delete, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.finding.merges.errors import MergeNotFound
from services.registry.finding.merges.model import MergeRecord
from shared.kit.database import CENTER
from shared.kit.merge_moves import Place, forget_journals, forget_merges
from shared.kit.merging import kept_of

_REFERRING = text(
    """
    select r.relname as table, a.attname as column
    from pg_constraint c
      join pg_class r on r.oid = c.conrelid
      join unnest(c.conkey) as key (number) on true
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = key.number
    where c.contype = 'f' and c.confrelid = 'residents'::regclass and a.attname <> 'center_id'
      and r.relname not in ('twins', 'twin_keys', 'twins_to_look_for')
    order by r.relname, a.attname
    """
)
"""Every column that refers to a resident by a foreign key, whichever module has made it; what says who may be whose
duplicate is made anew instead."""

_ERASURE_ASKED = text(
    """
    select exists (
      select from erasures where center_id = :center and resident_id = any(cast(:ids as uuid[])) and state = 'waiting')
    """
)


async def places_of_residents(session: AsyncSession) -> list[Place]:
    """The columns in which a resident stands, from the database's own catalog."""
    return [Place(row.table, row.column) for row in await session.execute(_REFERRING)]


async def get_merge(
    session: AsyncSession, center: UUID, merge: UUID, *, for_update: bool = False
) -> MergeRecord:
    """Raises MergeNotFound."""
    found = await session.get(
        MergeRecord, {"center_id": center, "id": merge}, with_for_update=for_update or None
    )
    if found is None:
        raise MergeNotFound
    return found


def merges_of(center: UUID, resident: UUID | None) -> Select[MergeRecord]:
    """Merges of a center, or those that one resident is the outcome of."""
    found = select(MergeRecord).where(MergeRecord.center_id == center)
    return found if resident is None else found.where(MergeRecord.kept_id == resident)


async def who_is_it_now(session: AsyncSession, resident: UUID) -> UUID | None:
    """The card that this one was merged into; None where it was not."""
    kept = (await kept_of(session, [resident]))[resident]
    return None if kept == resident else kept


async def erasure_asked(session: AsyncSession, people: Sequence[UUID]) -> bool:
    """Whether one of these has asked to be erased."""
    told = {"center": session.info[CENTER], "ids": list(people)}
    return bool(await session.scalar(_ERASURE_ASKED, told))


async def forget_merged(session: AsyncSession, resident: UUID) -> list[UUID]:
    """Erases what is kept of a person's merges; says under which other ids the person is known elsewhere."""
    await forget_merges(session, resident)
    gone: list[UUID] = []
    kept = [resident]
    while kept:
        found = await session.scalars(
            select(MergeRecord.gone_id).where(MergeRecord.kept_id.in_(kept), MergeRecord.undone_at.is_(None))
        )
        kept = list(found)
        for one in kept:
            await forget_merges(session, one)
        gone += kept
    await session.execute(
        delete(MergeRecord).where(
            MergeRecord.kept_id.in_([resident, *gone]) | MergeRecord.gone_id.in_([resident, *gone])
        )
    )
    return gone


async def settled_by(session: AsyncSession, moment: datetime) -> Sequence[UUID]:
    """Merges that cannot be undone from this moment on; what was moved and the other card's name are forgotten."""
    over = (
        update(MergeRecord)
        .where(MergeRecord.until < moment, MergeRecord.gone_name != "")
        .values(gone_name="")
        .returning(MergeRecord.id)
        .execution_options(synchronize_session=False)
    )
    merges = (await session.scalars(over)).all()
    await forget_journals(session, merges)
    return merges
