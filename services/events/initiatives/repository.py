"""Finds ideas, and counts who supports them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.events.initiatives.errors import IdeaNotFound
from services.events.initiatives.model import Idea, State, Support
from shared.kit.access import Caller
from shared.kit.clock import now
from shared.kit.database import CENTER


@dataclass(frozen=True, slots=True)
class Supports:
    """How many support an idea, and whether the caller does."""

    count: int = 0
    mine: bool = False


async def idea_by_id(session: AsyncSession, idea_id: UUID, *, for_update: bool = False) -> Idea:
    """Raises IdeaNotFound. With `for_update` its row is locked and read anew."""
    statement = select(Idea).where(Idea.id == idea_id)
    if for_update:
        statement = statement.with_for_update().execution_options(populate_existing=True)
    found = (await session.scalars(statement)).one_or_none()
    if found is None:
        raise IdeaNotFound
    return found


def ideas_of(caller: Caller, state: State | None, house: UUID | None, resident: UUID | None) -> Select[Idea]:
    """The ideas that the caller may see: a resident those that stand, and all of their own."""
    found = select(Idea)
    if caller.role == "resident":
        found = found.where(or_(Idea.state == "idea", Idea.resident_id == caller.id))
    for column, wanted in ((Idea.state, state), (Idea.house_id, house), (Idea.resident_id, resident)):
        if wanted is not None:
            found = found.where(column == wanted)
    return found


async def supports_of(
    session: AsyncSession, ideas: Sequence[UUID], caller: Caller
) -> Mapping[UUID, Supports]:
    """The supports of each of these ideas."""
    mine = func.count().filter(Support.resident_id == caller.id)
    statement = select(Support.idea_id, func.count(), mine).where(Support.idea_id.in_(ideas))
    found = {
        idea: Supports(count, bool(own))
        for idea, count, own in await session.execute(statement.group_by(Support.idea_id))
    }
    return {idea: found.get(idea, Supports()) for idea in ideas}


async def add_support(session: AsyncSession, idea: UUID, resident: UUID) -> bool:
    """Whether it is news."""
    row = {"center_id": session.info[CENTER], "idea_id": idea, "resident_id": resident, "supported_at": now()}
    made = insert(Support).values(row).on_conflict_do_nothing().returning(Support.idea_id)
    return await session.scalar(made) is not None


async def drop_support(session: AsyncSession, idea: UUID, resident: UUID) -> bool:
    """Whether there was one."""
    gone = delete(Support).where(Support.idea_id == idea, Support.resident_id == resident)
    return await session.scalar(gone.returning(Support.idea_id)) is not None


async def forget_thinker(session: AsyncSession, resident: UUID) -> None:
    """The title of an idea stays; whose it was, its words, and whom else they supported do not."""
    theirs = update(Idea).where(Idea.resident_id == resident)
    await session.execute(theirs.values(resident_id=None, words="", version=Idea.version + 1))
    await session.execute(delete(Support).where(Support.resident_id == resident))
