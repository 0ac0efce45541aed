"""One's own sessions: where one is signed in, signing out here or elsewhere, and the history."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

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


@router.get("/sign-in/sessions")
async def list_sessions(work: Annotated[Work, may("registry.sessions.list_sessions")]) -> SessionsRead:
    """Where the caller is signed in."""
    current = work.caller.session
    items = [SessionRead.model_validate(one) for one in await sessions_of(work.session, work.caller.id)]
    for one in items:
        one.current = one.id == current
    return SessionsRead(items=items)


@router.delete("/sign-in/sessions/current", status_code=204)
async def sign_out(work: Annotated[Work, may("registry.sessions.sign_out")]) -> None:
    """Ends the session of the access token, which is good for nothing within seconds."""
    if work.caller.session is not None:
        await end_session(work.session, work.caller.session)


@router.delete("/sign-in/sessions", status_code=204)
async def end_others(work: Annotated[Work, may("registry.sessions.end_others")]) -> None:
    """Ends every session of the caller but the one of the access token; devices lose access within seconds."""
    await end_sessions_of(work.session, work.caller.id, but=work.caller.session)
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
