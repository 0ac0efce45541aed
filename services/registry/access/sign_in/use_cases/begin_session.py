"""Somebody has shown who they are, in whichever way: their session begins, and their history gets a line."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.access.sessions.model import How, Method, RefreshToken, SignedInSession, SignIn
from services.registry.access.sessions.repository import is_new_device
from services.registry.access.sign_in.model import Choice
from services.registry.people.standing.model import Standing
from services.registry.people.standing.repository import standing_of
from services.registry.storage.repository import enter_center, see_session
from shared.kit import audit
from shared.kit.access import Caller
from shared.kit.clock import now
from shared.kit.ids import new_id


@dataclass(frozen=True, slots=True)
class Opened:
    """A session with the one refresh token that is good for it, and what its access token says."""

    session_id: UUID
    choice: Choice
    refresh_token: RefreshToken
    authenticated_at: datetime
    method: Method
    idle_seconds: int
    standing: Standing = field(default_factory=Standing)
    new_device: str | None = None
    """The kind of the device, where the person has never signed in with such a one."""


async def begin_session(
    session: AsyncSession, choice: Choice, how: How, authenticated_at: datetime | None = None
) -> Opened:
    """The session of a person in one of their roles. Whoever calls has seen proof of who they are, now unless said."""
    of_center = choice.center_ids[0] if choice.role == "resident" else None
    signed_in = SignedInSession(
        id=new_id(),
        role=choice.role,
        subject_id=choice.id,
        center_id=of_center,
        method=how.method,
        device=how.device,
        idle_seconds=int(how.idle(choice.role).total_seconds()),
        opened_at=now(),
        authenticated_at=authenticated_at or now(),
    )
    token = signed_in.renew()
    is_new = await is_new_device(session, choice.id, how.device)
    await see_session(session, signed_in.id)
    line = SignIn(
        subject_id=choice.id, session_id=signed_in.id, method=how.method, device=how.device, at=now()
    )
    session.add_all([signed_in, line])
    session.info["actor"] = Caller(choice.id, choice.role, frozenset(choice.center_ids))
    audit.note(session, "session.opened", about=choice.id)
    await session.flush()
    standing = await _standing(session, choice, of_center)
    return Opened(
        signed_in.id, choice, token, signed_in.authenticated_at, how.method, signed_in.idle_seconds, standing,
        how.device if is_new else None,
    )  # fmt: skip


async def _standing(session: AsyncSession, choice: Choice, center: UUID | None) -> Standing:
    if center is None:
        return Standing()
    await enter_center(session, center)
    return await standing_of(session, center, choice.id)
