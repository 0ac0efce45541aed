"""A proven contact becomes a signed-in session, or a question which of the person's roles is meant."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.access.passkeys.repository import passkeys_of
from services.registry.access.sessions.model import How
from services.registry.access.sign_in.errors import KeyNeeded, RequestOver
from services.registry.access.sign_in.model import Choice, SignInRequest, choose
from services.registry.access.sign_in.repository import choices_of, use_up
from services.registry.access.sign_in.use_cases.begin_session import Opened, begin_session
from services.registry.people.contacts.repository import mark_proven


async def open_session(
    session: AsyncSession, proven: SignInRequest, wanted: UUID | None, how: How, *, keys_work: bool
) -> Opened | Sequence[Choice]:
    """The session, or the choices where the person must say which. Raises Invalid, RequestOver and KeyNeeded.

    `keys_work`: passkeys can be used at this city's address, so whoever has one shows it.
    """
    choices = await choices_of(session, proven.contact)
    choice = choose(choices, wanted, proven.center_id)
    if choice is None:
        return choices
    if keys_work and choice.role != "resident" and await passkeys_of(session, choice.id):
        raise KeyNeeded
    return await open_session_as(session, proven, choice, how)


async def open_session_as(session: AsyncSession, proven: SignInRequest, choice: Choice, how: How) -> Opened:
    """Uses the request up; raises RequestOver where another sign-in was faster."""
    if not await use_up(session, proven.id):
        raise RequestOver
    opened = await begin_session(session, choice, how)
    if choice.role == "resident":
        await mark_proven(session, choice.center_ids[0], choice.id, proven.contact)
    return opened
