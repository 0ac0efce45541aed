"""Signing out."""

from typing import Annotated

from services.registry.keys.endpoints import Signing
from services.registry.keys.errors import SigningKeyMissing
from services.registry.sessions.repository import end_session
from shared.kit.problems import problems
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["sign-in"])


@router.delete("/sign-in/sessions/current", status_code=204, responses=problems(SigningKeyMissing))
async def sign_out(work: Annotated[Work, may("registry.sessions.sign_out")], keys: Signing) -> None:
    """Ends the session of the access token: its refresh token is good for nothing from now on."""
    _, _, token = work.request.headers["authorization"].partition(" ")
    signed_in = keys.session_of(token)
    if signed_in is not None:
        await end_session(work.session, signed_in)
