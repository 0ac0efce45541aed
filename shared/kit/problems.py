"""Refusals that people and programs can act upon: domain errors as RFC 9457 problem+json with a stable code."""

import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import orjson
import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.kit.language import say, spoken
from shared.kit.problem_words import explain, status_title

_log = structlog.get_logger()

MEDIA_TYPE = "application/problem+json"


class FieldProblem(BaseModel):
    """One wrong value: where it stands in the body (JSON Pointer), a code, and words for the person."""

    pointer: str
    code: str
    message: str


class Problem(BaseModel):
    """The body of every refusal (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    code: str
    detail: str | None = None
    errors: list[FieldProblem] | None = None


class DomainError(Exception):
    """Something the domain refuses; subclasses name it, give its stable code and a sentence for people."""

    status: ClassVar[int] = 409
    code: ClassVar[str]
    title: ClassVar[str]
    headers: dict[str, str]

    def __init__(self, detail: str | None = None) -> None:
        super().__init__(self.code)
        self.detail = detail
        self.headers = {}

    def problem(self) -> Problem:
        """The refusal as it is answered."""
        return Problem(title=say(self.title), status=self.status, code=self.code, detail=self.detail)


class NotFound(DomainError):
    """There is no such thing, or it belongs to another center or person, which must look the same."""

    status = 404
    code = "not-found"
    title = "Такого здесь нет"


class Refused(DomainError):
    """The thing is in a state in which this cannot be done."""

    status = 409


class Forbidden(DomainError):
    """This role may not do this."""

    status = 403


@dataclass(frozen=True)
class Wrong:
    """One wrong value found by the domain."""

    pointer: str
    code: str
    message: str


class Invalid(DomainError):
    """Values that the domain finds wrong, all of them at once, each with its place."""

    status = 422
    code = "invalid"
    title = "Проверьте, что введено"

    def __init__(self, *wrong: Wrong) -> None:
        super().__init__()
        self.wrong: Sequence[Wrong] = wrong

    def problem(self) -> Problem:
        errors = [FieldProblem(pointer=w.pointer, code=w.code, message=say(w.message)) for w in self.wrong]
        return super().problem().model_copy(update={"errors": errors})


def invalid(pointer: str, code: str, message: str) -> Invalid:
    """A refusal with one wrong value."""
    return Invalid(Wrong(pointer, code, message))


@contextmanager
def beneath(pointer: str) -> Iterator[None]:
    """What is found wrong inside stands in a part of the body: its places are told from the whole."""
    try:
        yield
    except Invalid as error:
        raise Invalid(*(replace(one, pointer=f"{pointer}{one.pointer}") for one in error.wrong)) from error


def answer(problem: Problem, headers: dict[str, str] | None = None) -> Response:
    """A problem as a response."""
    body = orjson.dumps(problem.model_dump(exclude_none=True))
    said = {"content-language": spoken.get(), **(headers or {})}
    return Response(body, problem.status, headers=said, media_type=MEDIA_TYPE)


def problems(*errors: type[DomainError]) -> dict[int | str, dict[str, Any]]:  # Any: FastAPI's own type
    """The `responses=` of an endpoint that can refuse in these ways."""
    by_status: dict[int | str, list[str]] = {}
    for error in errors:
        by_status.setdefault(error.status, []).append(f"`{error.code}`: {error.title}")
    return {status: _documented("; ".join(said)) for status, said in by_status.items()}


def _documented(description: str) -> dict[str, Any]:  # Any: FastAPI's own type
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": description, "content": {MEDIA_TYPE: {"schema": schema}}}


def always(*statuses: int) -> dict[int | str, dict[str, Any]]:  # Any: FastAPI's own type
    """The `responses=` that the frame itself can give."""
    return {status: _documented(status_title(status)) for status in statuses}


def install(app: FastAPI) -> None:
    """Makes every refusal of `app` a problem+json."""
    app.add_exception_handler(DomainError, _domain_error)
    app.add_exception_handler(RequestValidationError, _validation_error)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(Exception, _unexpected)
    app.add_middleware(_Sound)


class _Sound:
    """Answers what broke inside of the application: a failure that reaches the server closes a connection that the
    answer has just promised to keep, and the caller's next request on it is lost."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def send_and_note(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, send_and_note)
        except Exception as error:
            if begun:
                raise
            said = await scope["app"].exception_handlers[Exception](Request(scope, receive), error)
            await said(scope, receive, send)


async def _domain_error(_: Request, error: Exception) -> Response:
    assert isinstance(error, DomainError)
    return answer(error.problem(), error.headers)


async def _validation_error(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    errors = [
        FieldProblem(pointer=_pointer(one), code=one["type"], message=explain(one)) for one in error.errors()
    ]
    return answer(Problem(title=say(Invalid.title), status=422, code=Invalid.code, errors=errors))


def _pointer(error: Any) -> str:  # Any: pydantic's ErrorDetails, a TypedDict with open context
    if error["type"] == "json_invalid":  # its place is a number of letters, not a value
        return ""
    place: Sequence[str | int] = error["loc"]
    inside = place[1:] if place and place[0] == "body" else place
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in inside)


async def _http_error(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code = {404: "not-found", 405: "method-not-allowed", 401: "access.token-missing"}.get(
        error.status_code, f"http.{error.status_code}"
    )
    title = status_title(error.status_code)
    headers = dict(error.headers) if error.headers else None
    return answer(Problem(title=title, status=error.status_code, code=code), headers)


async def _unexpected(_: Request, error: Exception) -> Response:
    """Logs what broke and where, without the error's own words: a database's may quote what a person typed."""
    frames = [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)[-4:]]
    _log.error("request.broke", error=type(error).__qualname__, at=frames)
    return answer(Problem(title=status_title(500), status=500, code="unexpected"))
