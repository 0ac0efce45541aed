"""A proven contact becomes a signed-in session, or a question which of the person's roles is meant."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.sessions.model import RefreshToken, SignedInSession
from services.registry.sign_in.errors import RequestOver
from services.registry.sign_in.model import Choice, SignInRequest, choose
from services.registry.sign_in.repository import choices_of, use_up
from services.registry.storage.repository import see_session
from shared.kit import audit
from shared.kit.access import Caller
from shared.kit.clock import now
from shared.kit.ids import new_id


@dataclass(frozen=True, slots=True)
class Opened:
    """A session with the one refresh token that is good for it."""

    session_id: UUID
    choice: Choice
    refresh_token: RefreshToken


async def open_session(
    session: AsyncSession, proven: SignInRequest, wanted: UUID | None
) -> Opened | Sequence[Choice]:
    """The session, or the choices where the person must say which. Raises Invalid and RequestOver."""
    choices = await choices_of(session, proven.contact)
    choice = choose(choices, wanted, proven.center_id)
    return choices if choice is None else await open_session_as(session, proven, choice)


async def open_session_as(session: AsyncSession, proven: SignInRequest, choice: Choice) -> Opened:
    """Uses the request up; raises RequestOver where another sign-in was faster."""
    if not await use_up(session, proven.id):
        raise RequestOver
    of_center = choice.center_ids[0] if choice.role == "resident" else None
    signed_in = SignedInSession(
        id=new_id(), role=choice.role, subject_id=choice.id, center_id=of_center, opened_at=now()
    )
    token = signed_in.renew()
    await see_session(session, signed_in.id)
    session.add(signed_in)
    session.info["actor"] = Caller(choice.id, choice.role, frozenset(choice.center_ids))
    audit.note(session, "session.opened", about=choice.id)
    await session.flush()
    return Opened(signed_in.id, choice, token)
