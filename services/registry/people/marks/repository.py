"""How marks are found: of one resident, and the activists of a house."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import Select, exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.people.marks.errors import MarkNotFound
from services.registry.people.marks.model import Mark
from services.registry.people.residents.model import Resident


async def marks_of(session: AsyncSession, center: UUID, resident: UUID) -> Sequence[Mark]:
    """Every mark of a resident, the newest first."""
    wanted = select(Mark).where(Mark.center_id == center, Mark.resident_id == resident)
    return (await session.scalars(wanted.order_by(Mark.id.desc()))).all()


async def get_mark(session: AsyncSession, center: UUID, resident: UUID, mark: UUID) -> Mark:
    """Raises MarkNotFound."""
    found = await session.get(Mark, {"center_id": center, "id": mark})
    if found is None or found.resident_id != resident:
        raise MarkNotFound
    return found


def activists_of(center: UUID, house: UUID | None) -> Select[Resident]:
    """The residents with a mark that stands, of a house or of the whole center."""
    marked = select(Mark.id).where(
        Mark.center_id == Resident.center_id, Mark.resident_id == Resident.id, Mark.ended_at.is_(None)
    )
    found = select(Resident).where(Resident.center_id == center, exists(marked))
    return found if house is None else found.where(Resident.house_id == house)


async def standing_marks(
    session: AsyncSession, center: UUID, residents: Sequence[UUID]
) -> Mapping[UUID, Sequence[Mark]]:
    """The marks that stand, by resident."""
    wanted = (
        select(Mark)
        .where(Mark.center_id == center, Mark.resident_id.in_(residents), Mark.ended_at.is_(None))
        .order_by(Mark.id)
    )
    found: dict[UUID, list[Mark]] = {}
    for mark in await session.scalars(wanted):
        found.setdefault(mark.resident_id, []).append(mark)
    return found
