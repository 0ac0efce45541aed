"""One's own sessions: where one is signed in, signing out here or elsewhere, and the history."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from services.registry.access.keys.endpoints import Signing
from services.registry.access.keys.errors import SigningKeyMissing
from services.registry.access.keys.model import SigningKeys
from services.registry.access.sessions.errors import SessionNotFound
from services.registry.access.sessions.model import SignIn
from services.registry.access.sessions.repository import (
    end_session,
    end_session_of,
    end_sessions_of,
    history_of,
    sessions_of,
)
from services.registry.access.sessions.schemas import SessionRead, SessionsRead, SignInRead
from shared.kit import audit
from shared.kit.paging import Page, PageQuery, page_of
from shared.kit.problems import problems
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["sign-in"])


@router.get("/sign-in/sessions", responses=problems(SigningKeyMissing))
async def list_sessions(
    work: Annotated[Work, may("registry.sessions.list_sessions")], keys: Signing
) -> SessionsRead:
    """Where the caller is signed in."""
    current = _current(work, keys)
    items = [SessionRead.model_validate(one) for one in await sessions_of(work.session, work.caller.id)]
    for one in items:
        one.current = one.id == current
    return SessionsRead(items=items)


@router.delete("/sign-in/sessions/current", status_code=204, responses=problems(SigningKeyMissing))
async def sign_out(work: Annotated[Work, may("registry.sessions.sign_out")], keys: Signing) -> None:
    """Ends the session of the access token: its refresh token is good for nothing from now on."""
    signed_in = _current(work, keys)
    if signed_in is not None:
        await end_session(work.session, signed_in)


@router.delete("/sign-in/sessions", status_code=204, responses=problems(SigningKeyMissing))
async def end_others(work: Annotated[Work, may("registry.sessions.end_others")], keys: Signing) -> None:
    """Ends every session of the caller but the one of the access token; devices lose access within fifteen minutes."""
    await end_sessions_of(work.session, work.caller.id, but=_current(work, keys))
    audit.note(work.session, "sessions.ended", about=work.caller.id)


@router.delete("/sign-in/sessions/{session_id}", status_code=204, responses=problems(SessionNotFound))
async def end_one(session_id: UUID, work: Annotated[Work, may("registry.sessions.end_one")]) -> None:
    """Ends one session of the caller."""
    if not await end_session_of(work.session, work.caller.id, session_id):
        raise SessionNotFound
    audit.note(work.session, "session.ended", about=work.caller.id)


@router.get("/sign-in/history")
async def read_history(
    query: Annotated[PageQuery, Query()], work: Annotated[Work, may("registry.sessions.read_history")]
) -> Page[SignInRead]:
    """When and how the caller signed in during the last ninety days, newest first."""
    wanted = await history_of(work.session, work.caller.id)
    return await page_of(work.session, wanted, SignIn.id, query, SignInRead.model_validate)


def _current(work: Work, keys: SigningKeys) -> UUID | None:
    _, _, token = work.request.headers["authorization"].partition(" ")
    return keys.session_of(token)
