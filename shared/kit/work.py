"""What an endpoint works with: its caller, its center, and a session that the route commits."""

from collections.abc import Awaitable, Callable
from typing import Any, cast
from uuid import UUID

import structlog
from fastapi import Depends
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request

from shared.contracts.permissions import Role, roles_of
from shared.contracts.requests import Answer, AnswersFor
from shared.contracts.requests import Request as Ask
from shared.kit.access import Caller, Keys, TokenMissing
from shared.kit.database import Database
from shared.kit.outbox import KeptAnswer
from shared.kit.problems import DomainError, NotFound
from shared.kit.trouble import reason_of

_log = structlog.get_logger()

ACTOR = "actor"
"""The key under which a session knows who acts."""


class Work:
    """One request's transaction; nothing is opened before it is needed."""

    def __init__(self, request: Request, caller: Caller | None, center: UUID | None) -> None:
        self.request = request
        self.center_or_none = center
        self._caller = caller
        self._session: AsyncSession | None = None
        self._afterwards: list[Callable[[], Awaitable[object]]] = []

    @property
    def caller(self) -> Caller:
        """Who is calling; only where the route asks for a role."""
        if self._caller is None:
            raise TokenMissing
        return self._caller

    @property
    def caller_or_none(self) -> Caller | None:
        """Who is calling, None on a public route."""
        return self._caller

    @property
    def center(self) -> UUID:
        """The center in the path."""
        if self.center_or_none is None:
            raise NotFound
        return self.center_or_none

    @property
    def database(self) -> Database:
        """The service's database."""
        return cast(Database, self.request.app.state.database)

    @property
    def session(self) -> AsyncSession:
        """The session, in the tenant context of the center."""
        if self._session is None:
            self._session = self.database.session(self.center_or_none)
            self._session.info[ACTOR] = self._caller
        return self._session

    def then(self, what: Callable[[], Awaitable[object]]) -> None:
        """Does `what` after the commit and before the response."""
        self._afterwards.append(what)

    async def ask(self, request: Ask[Answer], timeout: float = 3.0) -> Answer:
        """Asks another service over the bus; never inside a transaction: see `then`."""
        bus: Any = self.request.app.state.bus  # Any: the bus imports this module's neighbours
        answer: Answer = await bus.ask(request, timeout)
        return answer

    async def speaks_for(self, resident: UUID) -> bool:
        """Whether the caller is this resident, or answers for this child, as their token says and the registry still
        does. Raises NoAnswer; to be asked before the session is used."""
        if self.caller.role != "resident" or resident not in self.caller.wards:
            return self.caller.is_resident(resident)
        asked = AnswersFor(center_id=self.center, guardian_id=self.caller.id, ward_id=resident)
        return (await self.ask(asked)).answers

    async def commit(self, kept: KeptAnswer | None) -> None:
        """Commits what was done, with its facts and the kept answer."""
        if self._session is not None or kept is not None:
            await self.database.commit(self.session, kept)

    async def follow(self) -> None:
        """Does what was put off until the commit. A refusal there is answered in its own words; whatever else breaks is
        only logged, for what was asked is done and must not be sent again."""
        for what in self._afterwards:
            try:
                await what()
            except DomainError:
                raise
            except Exception as error:
                _log.error("request.unfinished", why=reason_of(error))

    async def close(self) -> None:
        """Gives the connection back; whatever was not committed is undone."""
        if self._session is not None:
            await self._session.close()


def may(permission: str) -> Any:  # Any: FastAPI's own type of a dependency
    """The work of a caller whose role has this permission; a center in the path must be the caller's."""
    return Depends(Admission(Work, roles_of(permission), permission))


def anyone() -> Any:  # Any: FastAPI's own type of a dependency
    """The work of a public route."""
    return Depends(Admission(Work, None))


class Admission:
    """The dependency behind `may` and `anyone`; `roles` is read by the documents and the access matrix."""

    def __init__(
        self, work: type[Work], roles: tuple[Role, ...] | None, permission: str | None = None
    ) -> None:
        self._work = work
        self.roles = roles
        self.permission = permission

    async def __call__(self, request: Request) -> Work:
        caller = None if self.roles is None else await authenticate(request)
        if caller is not None and self.roles is not None:
            caller.must_be(*self.roles)
        work = self._work(request, caller, _center(request, caller))
        request.state.work = work
        return work


async def authenticate(request: Request) -> Caller:
    """The caller by the bearer token; raises TokenMissing or TokenRefused."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise TokenMissing
    keys: Keys = request.app.state.keys
    return await keys.caller(token)


def _center(request: Request, caller: Caller | None) -> UUID | None:
    named = request.path_params.get("center")
    if named is None:
        return None
    try:
        center = named if isinstance(named, UUID) else UUID(named)
    except ValueError:
        raise NotFound from None
    if caller is not None:
        caller.enters(center)
    return center
