"""Which way a message goes, and how a resident's wishes are kept."""

from dataclasses import dataclass
from datetime import time
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.notifications.preferences.model import Preferences
from services.notifications.preferences.repository import preferences_of
from shared.contracts.codes import Channel
from shared.contracts.requests import Language, Way

_JOINED_OFF_LINE: dict[Channel, Way] = {"phone": "phone", "paper": "visit", "visit": "visit"}


@dataclass(frozen=True)
class Prefer:
    """A resident's wishes as they are said."""

    way: Way
    quiet_from: time | None
    quiet_to: time | None
    language: Language


def way_for(chosen: Way | None, joined_by: Channel | None, *, urgent: bool) -> Way:
    """The way a message goes.

    What a resident has chosen counts. Without a choice, whoever joined by phone or on paper may never open
    the site, so that what waits for their answer (`urgent`) is told in the way they came; the rest is on the site.
    """
    if chosen is not None:
        return chosen
    if urgent and joined_by is not None:
        return _JOINED_OFF_LINE.get(joined_by, "site")
    return "site"


def usual() -> Preferences:
    """The preferences of somebody who has not chosen."""
    return Preferences(way="site", quiet_from=None, quiet_to=None, language="ru", version=0)


async def keep_preferences(
    session: AsyncSession, resident_id: UUID, wish: Prefer, seen: Preferences | None
) -> Preferences:
    """Keeps the wishes as a new version of those `seen`, which the caller holds locked."""
    kept = seen or Preferences(resident_id=resident_id, version=0)
    kept.way, kept.language = wish.way, wish.language
    kept.quiet_from, kept.quiet_to = wish.quiet_from, wish.quiet_to
    kept.version += 1
    if seen is None:
        session.add(kept)
    await session.flush()
    return kept


async def preferences_in_force(session: AsyncSession, resident_id: UUID) -> Preferences:
    """What the resident has chosen, or the usual."""
    return await preferences_of(session, resident_id) or usual()
