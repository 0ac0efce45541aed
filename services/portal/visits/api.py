"""Calls to the other services with the visitor's token: answers as models, refusals as exceptions."""

from collections.abc import Mapping
from typing import Generic, TypeVar
from uuid import UUID

import httpx
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from shared.kit.correlation import correlation_id, traceparent

T = TypeVar("T")
Query = Mapping[str, str | int | UUID | list[str] | None]


class Read(BaseModel):
    """What a page reads of a service's answer; fields that it does not show are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Listed(Read, Generic[T]):
    """One page of a list."""

    items: list[T] = []
    next: UUID | None = None
    total: int | None = None


class FieldProblem(Read):
    """One wrong value of a refused body."""

    pointer: str = ""
    code: str = ""
    message: str = ""


class Refusal(Read):
    """A problem+json as far as the pages use it."""

    title: str = ""
    status: int
    code: str = "unknown"
    detail: str | None = None
    errors: list[FieldProblem] = []
    kept_id: UUID | None = None
    """The card that is there instead of one that was merged."""


class Refused(Exception):
    """A service said no; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(f"{refusal.status} {refusal.code}")
        self.refusal = refusal

    @property
    def status(self) -> int:
        """The HTTP status of the refusal."""
        return self.refusal.status

    @property
    def code(self) -> str:
        """The stable code of the refusal."""
        return self.refusal.code


class Objection(Refused):
    """A refusal that the page itself can tell about: a wrong value or file, or a thing in another state."""


_OBJECTIONS = (409, 412, 413, 415, 422)
_FOR_FILES = 60.0
"""Seconds until a file of ten megabytes is read, on a slow machine."""


class Silent(Exception):
    """A service does not answer, or not in a way that can be understood."""

    def __init__(self, service: str) -> None:
        super().__init__(service)
        self.service = service


class Api:
    """The services as one visitor may use them."""

    def __init__(
        self,
        client: httpx.AsyncClient,
        services: Mapping[str, str],
        token: str | None,
        address: str | None = None,
        language: str = "ru",
        agent: str | None = None,
    ) -> None:
        self._client = client
        self._services = services
        self._token = token
        self._address = address
        self._agent = agent
        self._language = language

    async def get(self, kind: type[T], service: str, path: str, query: Query | None = None) -> T:
        """Reads a thing."""
        return _read(kind, service, await self._send("GET", service, path, query=query))

    async def text(self, service: str, path: str) -> str:
        """Reads what is no JSON."""
        return (await self._send("GET", service, path)).text

    async def get_versioned(self, kind: type[T], service: str, path: str) -> tuple[T, str | None]:
        """Reads a thing and its ETag."""
        answer = await self._send("GET", service, path)
        return _read(kind, service, answer), answer.headers.get("etag")

    async def post(
        self,
        kind: type[T],
        service: str,
        path: str,
        body: object = None,
        once: str | None = None,
        version: str | None = None,
    ) -> T:
        """Carries out a command; under the same `once` it is carried out once, on the `version` that was seen."""
        headers = {"idempotency-key": once} if once else {}
        if version:
            headers["if-match"] = version
        return _read(kind, service, await self._send("POST", service, path, body=body, headers=headers))

    async def change(
        self,
        method: str,
        service: str,
        path: str,
        body: object = None,
        version: str | None = None,
        query: Query | None = None,
    ) -> None:
        """PUT, PATCH or DELETE; `version` is the ETag of what is being changed."""
        headers = {"if-match": version} if version else {}
        await self._send(method, service, path, query=query, body=body, headers=headers)

    async def keep(
        self, service: str, path: str, content: bytes, kind: str, query: Query | None = None
    ) -> None:
        """PUTs a file of this media type."""
        headers = {"content-type": kind}
        await self._send("PUT", service, path, query=query, content=content, headers=headers)

    async def upload(
        self,
        kind: type[T],
        service: str,
        path: str,
        file: tuple[str, bytes],
        fields: Mapping[str, str],
        once: str,
    ) -> T:
        """Sends a file with a few texts beside it; under the same `once` it is taken once."""
        form = httpx.Request("POST", "http://form", files={"file": file}, data=dict(fields))
        headers = {"content-type": form.headers["content-type"], "idempotency-key": once}
        sent = await self._send(
            "POST", service, path, content=form.read(), headers=headers, patience=_FOR_FILES
        )
        return _read(kind, service, sent)

    async def file(
        self, service: str, path: str, accept: str = "application/json", query: Query | None = None
    ) -> tuple[bytes, Mapping[str, str]]:
        """Reads a file, and what its answer says of how to save it; `accept` where a thing has several forms."""
        answer = await self._send(
            "GET", service, path, query=query, headers={"accept": accept}, patience=_FOR_FILES
        )
        said = {name: answer.headers[name] for name in ("content-disposition",) if name in answer.headers}
        return answer.content, said

    async def made(self, service: str, path: str) -> tuple[bytes, Mapping[str, str]]:
        """A paper that a command makes, as one file."""
        answer = await self._send("POST", service, path)
        kept = ("content-type", "content-disposition", "cache-control")
        return answer.content, {name: answer.headers[name] for name in kept if name in answer.headers}

    async def _send(
        self,
        method: str,
        service: str,
        path: str,
        *,
        query: Query | None = None,
        body: object = None,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        patience: float | None = None,
    ) -> httpx.Response:
        if service not in self._services:
            raise Silent(service)
        url = f"{self._services[service].rstrip('/')}/api/{service}/v1{path}"
        if body is not None:
            content = TypeAdapter(object).dump_json(body)
        try:
            answer = await self._client.request(
                method,
                url,
                params=_said(query),
                content=content,
                headers={**self._headers(), **(headers or {})},
                timeout=httpx.USE_CLIENT_DEFAULT if patience is None else patience,
            )
        except httpx.HTTPError as error:
            raise Silent(service) from error
        if answer.status_code >= 500:
            raise Silent(service)
        if answer.status_code >= 400:
            kind = Objection if answer.status_code in _OBJECTIONS else Refused
            raise kind(_refusal(answer))
        return answer

    def _headers(self) -> dict[str, str]:
        headers = {
            "content-type": "application/json", "accept": "application/json", "accept-language": self._language,
        }  # fmt: skip
        if self._token:
            headers["authorization"] = f"Bearer {self._token}"
        if self._address:
            headers["x-forwarded-for"] = self._address
        if self._agent:
            headers["user-agent"] = self._agent
        for name, variable in (("x-correlation-id", correlation_id), ("traceparent", traceparent)):
            if (value := variable.get()) is not None:
                headers[name] = value
        return headers


async def every(
    kind: type[T], api: Api, service: str, path: str, query: Query | None = None, most: int = 500
) -> list[T]:
    """The things of a list, page by page, up to `most`."""
    found: list[T] = []
    cursor: UUID | None = None
    while len(found) < most:
        asked = {**(query or {}), "limit": min(100, most - len(found)), "cursor": cursor}
        page = await api.get(Listed[kind], service, path, asked)  # type: ignore[valid-type]  # a class at run time
        found += page.items
        cursor = page.next
        if cursor is None:
            break
    return found


def _said(query: Query | None) -> dict[str, str | list[str]]:
    given = (query or {}).items()
    return {
        name: value if isinstance(value, list) else str(value) for name, value in given if value is not None
    }


def _read(kind: type[T], service: str, answer: httpx.Response) -> T:
    try:
        return TypeAdapter(kind).validate_json(answer.content or b"null")
    except ValidationError as error:
        raise Silent(service) from error


def _refusal(answer: httpx.Response) -> Refusal:
    try:
        return Refusal.model_validate({"status": answer.status_code, **answer.json()})
    except (ValueError, TypeError):
        return Refusal(status=answer.status_code)
