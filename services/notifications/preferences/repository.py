"""Finds preferences."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from services.notifications.preferences.model import Preferences
from shared.contracts.requests import Language, Way


async def preferences_of(
    session: AsyncSession, resident_id: UUID, *, for_update: bool = False
) -> Preferences | None:
    """What the resident has chosen; None where they have not."""
    statement = select(Preferences).where(Preferences.resident_id == resident_id)
    return (await session.scalars(statement.with_for_update() if for_update else statement)).one_or_none()


async def language_of(session: AsyncSession, resident_id: UUID) -> Language:
    """The language in which the resident is spoken to."""
    found = await preferences_of(session, resident_id)
    return found.language if found else "ru"


async def preferences_of_all(session: AsyncSession, resident_ids: Iterable[UUID]) -> dict[UUID, Preferences]:
    """What these residents have chosen; those who have not are absent."""
    found = await session.scalars(select(Preferences).where(Preferences.resident_id.in_(set(resident_ids))))
    return {one.resident_id: one for one in found}


async def follow_way(session: AsyncSession, resident_id: UUID, way: Way, language: Language) -> None:
    """What the registry keeps stands here too, for whoever has chosen; quiet hours stay."""
    await session.execute(
        update(Preferences)
        .where(
            Preferences.resident_id == resident_id,
            or_(Preferences.way != way, Preferences.language != language),
        )
        .values(way=way, language=language, version=Preferences.version + 1)
    )


async def delete_preferences(session: AsyncSession, resident_id: UUID) -> None:
    """Forgets what the resident has chosen."""
    await session.execute(delete(Preferences).where(Preferences.resident_id == resident_id))
