"""«Вход и устройства»: where somebody is signed in, how they signed in before, and the keys of staff."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.portal.visits.api import Listed, Read
from services.portal.visits.visit import Visit


class Session(Read):
    """Somewhere one is signed in."""

    id: UUID
    method: str
    device: str = "other/other"
    opened_at: datetime
    used_at: datetime
    current: bool = False


class Sessions(Read):
    """All of them."""

    items: list[Session] = []


class SignIn(Read):
    """One line of the history."""

    method: str
    device: str = "other/other"
    at: datetime


class Passkey(Read):
    """A key of a member of staff."""

    id: UUID
    name: str
    synced: bool = False
    created_at: datetime
    used_at: datetime | None = None


class Passkeys(Read):
    """The keys, and where they work."""

    items: list[Passkey] = []
    site: str | None = None
    origins: list[str] = []


@dataclass(frozen=True)
class Guarding:
    """The whole page."""

    sessions: list[Session]
    history: list[SignIn]
    keys: Passkeys | None


async def guarding_of(visit: Visit) -> Guarding:
    """What the visitor sees of their own sign-ins."""
    sessions, history, keys = await asyncio.gather(
        visit.api.get(Sessions, "registry", "/sign-in/sessions"),
        visit.or_else(visit.api.get(Listed[SignIn], "registry", "/sign-in/history", {"limit": 20}), Listed()),
        keys_of(visit),
    )
    return Guarding(sessions.items, history.items, keys)


async def keys_of(visit: Visit) -> Passkeys | None:
    """The keys of a member of staff; residents have none."""
    if visit.me.role == "resident":
        return None
    return await visit.or_else(visit.api.get(Passkeys, "registry", "/sign-in/passkeys"), Passkeys())
