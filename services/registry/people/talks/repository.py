"""How talks are found."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.people.residents.model import Resident
from services.registry.people.talks.errors import TalkNotFound
from services.registry.people.talks.model import Talk


async def get_talk(session: AsyncSession, center: UUID, talk: UUID) -> Talk:
    """Raises TalkNotFound."""
    found = await session.get(Talk, {"center_id": center, "id": talk})
    if found is None:
        raise TalkNotFound
    return found


def talks_of(
    center: UUID, kind: str | None, state: str | None, house: UUID | None, resident: UUID | None
) -> Select[Talk]:
    """The talks of a center."""
    found = select(Talk).where(Talk.center_id == center)
    for column, wanted in (
        (Talk.kind, kind),
        (Talk.state, state),
        (Talk.house_id, house),
        (Talk.resident_id, resident),
    ):
        if wanted is not None:
            found = found.where(column == wanted)
    return found


async def talks_about(session: AsyncSession, center: UUID, resident: UUID) -> Sequence[Talk]:
    """Every talk in which this resident is named, newest first: for their card and their copy of their data."""
    wanted = select(Talk).where(Talk.center_id == center, Talk.resident_id == resident)
    return (await session.scalars(wanted.order_by(Talk.id.desc()))).all()


async def move_talks(session: AsyncSession, center: UUID, from_: UUID, to: UUID) -> None:
    """Makes what was said of one card's person be said of another's, where the two are one person."""
    await session.execute(
        update(Talk).where(Talk.center_id == center, Talk.resident_id == from_).values(resident_id=to)
    )


async def is_resident(session: AsyncSession, center: UUID, resident: UUID) -> bool:
    """Whether the center has this resident."""
    found = select(Resident.id).where(Resident.center_id == center, Resident.id == resident)
    return await session.scalar(found) is not None
