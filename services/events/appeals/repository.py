"""Finds appeals and their steps, and forgets whose they were."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.events.appeals.errors import AppealNotFound
from services.events.appeals.model import OPEN, Appeal, AppealStep
from shared.contracts.codes import AppealState, Complaint
from shared.contracts.surveys import ComplaintRaisedV1
from shared.kit.database import CENTER


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which appeals are wanted; None means any."""

    state: AppealState | None = None
    open: bool | None = None
    raised: bool | None = None
    overdue: bool | None = None
    house_id: UUID | None = None
    resident_id: UUID | None = None


async def appeal_by_id(session: AsyncSession, appeal_id: UUID, *, for_update: bool = False) -> Appeal:
    """Raises AppealNotFound. With `for_update` its row is locked and read anew."""
    statement = select(Appeal).where(Appeal.id == appeal_id)
    if for_update:
        statement = statement.with_for_update().execution_options(populate_existing=True)
    found = (await session.scalars(statement)).one_or_none()
    if found is None:
        raise AppealNotFound
    return found


def appeals_of(wanted: Wanted, today: date) -> Select[Appeal]:
    """The appeals of the session's center that are wanted."""
    found = select(Appeal)
    for column, value in (
        (Appeal.state, wanted.state),
        (Appeal.house_id, wanted.house_id),
        (Appeal.resident_id, wanted.resident_id),
    ):
        if value is not None:
            found = found.where(column == value)
    if wanted.open is not None:
        found = found.where(Appeal.state.in_(OPEN) if wanted.open else Appeal.state.not_in(OPEN))
    if wanted.raised is not None:
        found = found.where((Appeal.state == "raised") == wanted.raised)
    if wanted.overdue is not None:
        late = Appeal.due_on.is_not(None) & (Appeal.due_on < today)
        found = found.where(late if wanted.overdue else ~late)
    return found


async def steps_of(session: AsyncSession, appeal_id: UUID) -> Sequence[AppealStep]:
    """What has happened, the first step first."""
    statement = select(AppealStep).where(AppealStep.appeal_id == appeal_id).order_by(AppealStep.id)
    return (await session.scalars(statement)).all()


async def insert_raised(
    session: AsyncSession, said: ComplaintRaisedV1, about: Complaint, at: datetime
) -> Appeal | None:
    """The appeal that a sheet raises; None where this sheet has raised one about this matter before."""
    row = insert(Appeal).values(
        center_id=session.info[CENTER], about=about, words="", resident_id=said.resident_id,
        survey_id=said.survey_id, sheet_id=said.sheet_id, recipient="company", channel=said.channel,
        state="raised", noted_at=at,
    )  # fmt: skip
    return await session.scalar(row.on_conflict_do_nothing().returning(Appeal))


async def appeals_by(
    session: AsyncSession, resident_id: UUID, *, raised_before: datetime | None = None
) -> Sequence[Appeal]:
    """Every appeal of one author, locked; or those alone that their sheets raised until then."""
    statement = select(Appeal).where(Appeal.resident_id == resident_id)
    if raised_before is not None:
        statement = statement.where(Appeal.sheet_id.is_not(None), Appeal.noted_at <= raised_before)
    return (await session.scalars(statement.with_for_update())).all()


async def appeals_under_the_law(session: AsyncSession) -> Sequence[Appeal]:
    """Those for which a term of the law runs, locked."""
    return (await session.scalars(select(Appeal).where(Appeal.due_for != "promise").with_for_update())).all()


async def blank_steps(session: AsyncSession, appeal_ids: Sequence[UUID]) -> None:
    """Takes out of the steps what could lead to the author: numbers and words."""
    statement = update(AppealStep).where(AppealStep.appeal_id.in_(appeal_ids))
    await session.execute(statement.values(number=None, note=""))
