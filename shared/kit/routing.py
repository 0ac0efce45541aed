"""Routes that commit: the one place where a request's transaction ends."""

from collections.abc import Callable, Collection, Coroutine
from typing import Any

from asyncpg import PostgresError
from fastapi import APIRouter
from fastapi.dependencies.models import Dependant
from fastapi.params import Form
from fastapi.routing import APIRoute
from sqlalchemy.exc import DBAPIError, InterfaceError
from sqlalchemy.exc import TimeoutError as AllTaken
from sqlalchemy.orm.exc import StaleDataError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from shared.kit import idempotency
from shared.kit.bounds import kind_of
from shared.kit.etags import Outdated
from shared.kit.problems import DomainError, always
from shared.kit.recently import Recently
from shared.kit.trouble import will_pass
from shared.kit.work import Admission, Work

_CENTER = {
    "name": "center", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}
}  # fmt: skip
_KEY = {
    "name": "Idempotency-Key", "in": "header", "required": False,
    "schema": {"type": "string", "minLength": 1, "maxLength": 200},
    "description": "The same key and body answers the first result; another body under the same key is refused.",
}  # fmt: skip


class Unavailable(DomainError):
    """The database cannot be reached, or took back what stood in another's way; nothing was done."""

    status = 503
    code = "unavailable"
    title = "Сейчас не получается; попробуйте через минуту"

    def __init__(self) -> None:
        super().__init__()
        self.headers = {"retry-after": "1"}


class Route(APIRoute):
    """Runs an endpoint, then commits its work together with its facts and its idempotency answer."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:  # Any: FastAPI's own
        super().__init__(path, endpoint, **options)
        admission = _admission(self.dependant)
        self.roles = admission.roles if admission else None
        self._takes_json = self.body_field is not None and not isinstance(self.body_field.field_info, Form)
        self.responses = {**_usual(path, self.roles, json=self._takes_json), **self.responses}
        self.openapi_extra = {
            **_described(path, self.methods or (), self.roles),
            **_guarded(admission, _recently(self.dependant)),
            **(self.openapi_extra or {}),
        }
        self._let_go()

    def _let_go(self) -> None:
        """The application that includes the router builds all this anew, with its prefix: it is not kept twice."""
        self.dependant = Dependant(path=self.path_format)
        self.body_field = self.response_field = None
        self.response_fields = {}
        self.app = _only_included

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """FastAPI's handler with the commit after it."""
        handle = super().get_route_handler()

        async def committed(request: Request) -> Response:
            if self._takes_json:
                _must_be_json(request)
            try:
                return await _carry_out(handle, request)
            except StaleDataError as error:
                raise Outdated from error
            except (AllTaken, DBAPIError, PostgresError, OSError) as error:
                if _is_lost(error):
                    raise Unavailable from error
                raise

        return committed


def Router(**options: Any) -> APIRouter:  # noqa: N802 reads as the class it makes; Any: FastAPI's own
    """A router whose routes commit."""
    return APIRouter(route_class=Route, **options)


async def _only_included(_scope: Scope, _receive: Receive, _send: Send) -> None:
    raise RuntimeError("a route of the kit answers as a part of an application that includes its router")


def _must_be_json(request: Request) -> None:
    """Refuses a body of another kind; where there is no body, its parts are missing, and that is said."""
    headers = request.headers
    if headers.get("content-length", "0") == "0" and "transfer-encoding" not in headers:
        return
    kind = kind_of(headers)
    if kind != "application/json" and not (kind.startswith("application/") and kind.endswith("+json")):
        raise HTTPException(415)


async def _carry_out(
    handle: Callable[[Request], Coroutine[Any, Any, Response]], request: Request
) -> Response:
    try:
        response = await handle(request)
        work: Work | None = getattr(request.state, "work", None)
        if work is None:
            return response
        command = await idempotency.command_of(request, work.caller_or_none)
        await work.commit(idempotency.answer_to_keep(command, response) if command else None)
    except Exception as error:
        first = await _first_answer(request, error)
        if first is None:
            raise
        return first
    else:
        await work.follow()
        return response
    finally:
        opened: Work | None = getattr(request.state, "work", None)
        if opened is not None:
            await opened.close()


async def _first_answer(request: Request, error: Exception) -> Response | None:
    """What this command was answered the first time, where the failure may come from its being a repetition."""
    work: Work | None = getattr(request.state, "work", None)
    if work is None or not (isinstance(error, DomainError) or idempotency.is_conflict(error)):
        return None
    await work.close()
    command = await idempotency.command_of(request, work.caller_or_none)
    return await idempotency.answered_before(work.database, command) if command else None


def _is_lost(error: Exception) -> bool:
    if isinstance(error, (DBAPIError, PostgresError)):
        return will_pass(error) or isinstance(error, InterfaceError)
    return isinstance(error, (AllTaken, ConnectionError))


def _admission(dependant: Dependant) -> Admission | None:
    for one in dependant.dependencies:
        if isinstance(one.call, Admission):
            return one.call
    return None


def _recently(dependant: Dependant) -> Recently | None:
    return next((one.call for one in dependant.dependencies if isinstance(one.call, Recently)), None)


def _guarded(admission: Admission | None, recently: Recently | None) -> dict[str, Any]:  # Any: JSON
    guard: dict[str, Any] = {}  # Any: JSON
    if admission is not None and admission.permission is not None:
        guard["x-permission"] = admission.permission
    if recently is not None:
        guard["x-signed-in-within-minutes"] = recently.minutes
        if recently.only is not None:
            guard["x-signed-in-asked-of"] = recently.only
    return guard


def _usual(path: str, roles: object, *, json: bool) -> dict[int | str, dict[str, Any]]:  # Any: FastAPI's own
    statuses = [400, 422, 503] if roles is None else [400, 401, 403, 404, 422, 503]
    if json:
        statuses += [413, 415]
    if roles is None and "{" in path:
        statuses.append(404)
    return always(*statuses)


def _described(
    path: str, methods: Collection[str], roles: tuple[str, ...] | None
) -> dict[str, Any]:  # Any: JSON
    extra: dict[str, Any] = {"x-roles": list(roles) if roles is not None else ["anyone"]}
    parameters = [_CENTER] if "{center}" in path else []
    if "POST" in methods:
        parameters.append(_KEY)
    if parameters:
        extra["parameters"] = parameters
    extra["security"] = [] if roles is None else [{"bearer": []}]
    return extra
