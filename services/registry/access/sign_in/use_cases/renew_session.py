"""A signed-in person comes back with a refresh token and gets new tokens for what they may do today."""

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.access.accounts.repository import find_own_account
from services.registry.access.sessions.model import RefreshToken, SignedInSession
from services.registry.access.sessions.repository import end_session, find_session
from services.registry.access.sign_in.model import Choice
from services.registry.access.sign_in.use_cases.begin_session import Opened
from services.registry.people.residents.model import Resident
from services.registry.people.standing.model import Standing
from services.registry.people.standing.repository import standing_of
from services.registry.places.centers.repository import centers_of
from services.registry.storage.repository import enter_center
from shared.kit import audit


async def renew_session(session: AsyncSession, token: RefreshToken) -> Opened | None:
    """New tokens, or None where the session is over. A token used before ends the session: it was stolen, or its
    owner's was. Commit in both cases."""
    signed_in = await find_session(session, token.session_id)
    if signed_in is None:
        return None
    choice = None if signed_in.is_over() else await _holder(session, signed_in)
    if choice is None or not token.matches(signed_in.refresh_digest):
        audit.note(session, "session.ended", about=signed_in.subject_id)
        await end_session(session, signed_in.id)
        return None
    renewed = signed_in.renew()
    await session.flush()
    standing = Standing()
    if signed_in.center_id is not None:
        standing = await standing_of(session, signed_in.center_id, choice.id)
    return Opened(
        signed_in.id, choice, renewed, signed_in.authenticated_at, signed_in.method, signed_in.idle_seconds,
        standing,
    )  # fmt: skip


async def _holder(session: AsyncSession, signed_in: SignedInSession) -> Choice | None:
    """Who the session speaks for, if they are still there."""
    if signed_in.center_id is None:
        account = await find_own_account(session, signed_in.subject_id)
        if account is None or not account.active:
            return None
        return Choice(account.id, account.role, await centers_of(session, account.centers))
    await enter_center(session, signed_in.center_id)
    resident = await session.get(Resident, {"center_id": signed_in.center_id, "id": signed_in.subject_id})
    if resident is None:
        return None
    return Choice(resident.id, "resident", await centers_of(session, [signed_in.center_id]))
