"""How erasures are found, and what the clock reads of them across centers."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.rights.erasures.errors import ErasureNotFound
from services.registry.rights.erasures.model import CONFIRMING, Confirmation, Erasure, State, mark_of
from shared.kit.database import CENTER

_NOTE_DATE = text(
    """
    insert into erasure_dates (erasure_id, of_center, due_at, confirm_by)
    values (:erasure, :center, :due_at, :confirm_by)
    on conflict (erasure_id) do update set due_at = excluded.due_at, confirm_by = excluded.confirm_by
    """
)
_DROP_DATE = text("delete from erasure_dates where erasure_id = :erasure")
_DUE = text(
    """
    select erasure_id, of_center from erasure_dates
    where due_at <= :at and confirm_by is null order by due_at limit 50
    """
)
_NOTE_MARK = text(
    "insert into erased_marks (mark, of_center) values (:mark, :center) on conflict (mark) do nothing"
)
_OVERDUE = text("select count(*) from erasure_dates where confirm_by <= :at")


async def erasure_by_id(session: AsyncSession, erasure: UUID, *, lock: bool = False) -> Erasure:
    """Raises ErasureNotFound."""
    statement = select(Erasure).where(Erasure.id == erasure)
    found = await session.scalar(statement.with_for_update() if lock else statement)
    if found is None:
        raise ErasureNotFound
    return found


async def waiting_of(session: AsyncSession, resident: UUID) -> Erasure | None:
    """The erasure that the resident may still cancel, locked."""
    statement = select(Erasure).where(Erasure.resident_id == resident, Erasure.state == "waiting")
    return await session.scalar(statement.with_for_update())


async def erasing_by_mark(session: AsyncSession, mark: bytes) -> Sequence[Erasure]:
    """Those that wait for confirmations about this person, locked."""
    statement = select(Erasure).where(Erasure.mark == mark, Erasure.state == "erasing")
    return (await session.scalars(statement.with_for_update())).all()


async def confirmations_of(session: AsyncSession, erasure: UUID) -> Sequence[Confirmation]:
    """Every service that has confirmed or is waited for, by name."""
    statement = select(Confirmation).where(Confirmation.erasure_id == erasure)
    return (await session.scalars(statement.order_by(Confirmation.service))).all()


def erasures_of(state: State | None, own: Collection[bytes] | None, resident: UUID | None) -> Select[Erasure]:
    """The erasures of the center, or of one resident; `own` are the only ones that may be seen."""
    found = select(Erasure)
    if resident is not None:
        found = found.where(Erasure.mark == mark_of(resident))
    if own is not None:
        found = found.where(Erasure.mark.in_(own))
    return found if state is None else found.where(Erasure.state == state)


def expect_confirmations(session: AsyncSession, erasure: Erasure) -> None:
    """Every other service is waited for."""
    session.add_all(Confirmation(erasure_id=erasure.id, service=service) for service in CONFIRMING)


async def note_date(session: AsyncSession, erasure: Erasure, confirm_by: datetime | None = None) -> None:
    """What the clock reads: when to carry it out, or by when every service must have confirmed."""
    told = {"erasure": erasure.id, "center": session.info[CENTER]}
    await session.execute(_NOTE_DATE, {**told, "due_at": erasure.due_at, "confirm_by": confirm_by})


async def drop_date(session: AsyncSession, erasure: UUID) -> None:
    """The clock has nothing more to do about it."""
    await session.execute(_DROP_DATE, {"erasure": erasure})


async def due(session: AsyncSession, at: datetime) -> list[tuple[UUID, UUID]]:
    """Erasures whose days are over, each with its center."""
    return [(row.erasure_id, row.of_center) for row in await session.execute(_DUE, {"at": at})]


async def count_overdue(session: AsyncSession, at: datetime) -> int:
    """How many erasures some service has not confirmed in time."""
    return await session.scalar(_OVERDUE, {"at": at}) or 0


async def note_mark(session: AsyncSession, resident: UUID) -> None:
    """So that a restored backup forgets them again."""
    await session.execute(_NOTE_MARK, {"mark": mark_of(resident), "center": session.info[CENTER]})


async def erased_marks(session: AsyncSession) -> list[str]:
    """Everybody who was ever erased, as digests, the first one first."""
    return [
        row.mark.hex()
        for row in await session.execute(text("select mark from erased_marks order by at, mark"))
    ]
