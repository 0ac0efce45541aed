"""A proven contact becomes a signed-in session, or a question which of the person's roles is meant."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.access.sessions.model import How
from services.registry.access.sign_in.errors import RequestOver
from services.registry.access.sign_in.model import Choice, SignInRequest, choose
from services.registry.access.sign_in.repository import choices_of, use_up
from services.registry.access.sign_in.use_cases.begin_session import Opened, begin_session
from services.registry.people.contacts.repository import mark_proven


async def open_session(
    session: AsyncSession, proven: SignInRequest, wanted: UUID | None, how: How
) -> Opened | Sequence[Choice]:
    """The session, or the choices where the person must say which. Raises Invalid and RequestOver."""
    choices = await choices_of(session, proven.contact)
    choice = choose(choices, wanted, proven.center_id)
    return choices if choice is None else await open_session_as(session, proven, choice, how)


async def open_session_as(session: AsyncSession, proven: SignInRequest, choice: Choice, how: How) -> Opened:
    """Uses the request up; raises RequestOver where another sign-in was faster."""
    if not await use_up(session, proven.id):
        raise RequestOver
    opened = await begin_session(session, choice, how)
    if choice.role == "resident":
        await mark_proven(session, choice.center_ids[0], choice.id, proven.contact)
    return opened
