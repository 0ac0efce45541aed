"""Which way a message goes, and how a resident's wishes are kept."""

from dataclasses import dataclass
from datetime import time
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.notifications.preferences.model import Preferences
from shared.contracts.requests import Contact, Language, Way


@dataclass(frozen=True)
class Prefer:
    """A resident's wishes as they are said."""

    way: Way
    quiet_from: time | None
    quiet_to: time | None
    language: Language


def way_as_registered(registered: Way, *, urgent: bool) -> Way:
    """The way a message goes to a resident who has chosen none here, by the way in the registry's card.

    Managers call and visit only for what waits for an answer (`urgent`); the rest is read on the site.
    """
    if registered in ("phone", "visit"):
        return registered if urgent else "site"
    return "mail" if registered == "mail" else "site"


def way_if_quiet(contact: Contact) -> Way:
    """The way of what nobody is called for: `phone` or `visit` say how somebody likes to be spoken to, once they meet.

    A mail that nobody has proven may be a stranger's, and its owner has never opened the site by it.
    """
    match contact.way:
        case "mail" if not contact.mail_proven:
            return "visit"
        case "messenger":
            return "site"
    return contact.way


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
