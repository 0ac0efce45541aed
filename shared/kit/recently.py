"""What is too grave for a session that stands open on a desk: it needs a sign-in of the last minutes."""

import time
from typing import Any

from fastapi import Depends
from starlette.requests import Request

from shared.contracts.permissions import Role
from shared.kit.access import Caller
from shared.kit.problems import Forbidden
from shared.kit.work import authenticate

MINUTES = 10


class SignInAgainNeeded(Forbidden):
    """The caller may do this, once they have shown anew who they are."""

    code = "access.sign-in-again-needed"
    title = "Подтвердите, что это вы: войдите ещё раз"


def must_be_recent(caller: Caller, minutes: float = MINUTES) -> None:
    """For an operation that is grave for some bodies only. Raises SignInAgainNeeded."""
    if caller.authenticated_at < time.time() - minutes * 60:
        raise SignInAgainNeeded


def recently_authenticated(
    minutes: float = MINUTES, *, only: Role | None = None
) -> Any:  # Any: FastAPI's own type of a dependency
    """For what cannot be taken back: exports, erasures, roles. Stands beside `may`, whose answer comes first:

        async def erase(work: Annotated[Work, may("registry.residents.erase")],
                        _recent: Annotated[None, recently_authenticated()]) -> None

    Name `SignInAgainNeeded` in the `responses=` of the route. Whoever signed in longer ago is answered 403
    `access.sign-in-again-needed`; a page need not do anything: the portal keeps what was typed, asks for a code or a
    passkey, and sends the form again. `only` names the one role of which it is asked.
    """
    return Depends(Recently(minutes, only))


class Recently:
    """The dependency behind `recently_authenticated`; `docs/roles.md` shows where it stands."""

    def __init__(self, minutes: float, only: Role | None = None) -> None:
        self.minutes = minutes
        self.only = only

    async def __call__(self, request: Request) -> None:
        caller = await authenticate(request)
        if self.only not in (None, caller.role):
            return
        must_be_recent(caller, self.minutes)
