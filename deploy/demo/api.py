"""Talks to the services of a running city as scripts do: bearer tokens, idempotency keys, bounded haste."""

import asyncio
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

import httpx

from services.registry.access.keys.model import SigningKeys
from shared.contracts.permissions import Role

Json = dict[str, Any]  # Any: JSON

AT_ONCE = 12
"""So many requests on their way at once keep two cores busy and nobody waiting long."""

_PATIENCE = 20.0
_AGAIN = {422, 429, 503}


class Refused(Exception):
    """A service answered what the demo cannot go on with."""


@dataclass(frozen=True, slots=True)
class As:
    """Whoever speaks."""

    role: Role
    id: UUID
    centers: tuple[UUID, ...] = ()


def id_of(key: str) -> UUID:
    """An id that is the same in every loading."""
    return uuid5(NAMESPACE_URL, f"urn:sosedi:demo:{key}")


OPERATOR = As("operator", id_of("operator"))


class Api:
    """The services' own addresses from `run.json`, and the registry's signing key beside it."""

    def __init__(
        self,
        run: Mapping[str, Any],  # Any: JSON
        keys: SigningKeys,
        client: httpx.AsyncClient | None = None,
    ) -> None:
        self._urls = {name: f"{part['url']}/api/{name}/v1" for name, part in run["services"].items()}
        self._keys = keys
        self._tokens: dict[As, str] = {}
        self._places = asyncio.Semaphore(AT_ONCE)
        self._client = client or httpx.AsyncClient(
            timeout=30, limits=httpx.Limits(max_connections=AT_ONCE), trust_env=False
        )
        self.sent = 0

    @classmethod
    def of(cls, run_json: Path) -> "Api":
        """The city that `run.json` describes."""
        told = os.environ.get("SOSEDI_SIGNING_KEY_FILE")
        key = Path(told) if told else run_json.parent / "secrets" / "signing.pem"
        return cls(json.loads(run_json.read_text(encoding="utf-8")), SigningKeys.read(key))

    async def post(
        self, service: str, path: str, who: As, key: str, body: Json | None = None, etag: str | None = None
    ) -> Json:
        """Does it once, however often it is asked: `key` is the command's name in the demo."""
        headers = {"Idempotency-Key": str(id_of(key))} | ({"If-Match": etag} if etag else {})
        return (await self._send("POST", service, path, who, headers, body)).json()  # type: ignore[no-any-return]  # JSON

    async def get(self, service: str, path: str, who: As | None = None) -> httpx.Response:
        return await self._send("GET", service, path, who, {}, None)

    async def put(self, service: str, path: str, who: As, etag: str, body: Json) -> None:
        await self._send("PUT", service, path, who, {"If-Match": etag}, body)

    async def patch(self, service: str, path: str, who: As, etag: str, body: Json) -> None:
        await self._send("PATCH", service, path, who, {"If-Match": etag}, body)

    async def close(self) -> None:
        await self._client.aclose()

    async def _send(
        self, method: str, service: str, path: str, who: As | None, headers: dict[str, str], body: Json | None
    ) -> httpx.Response:
        if who is not None:
            headers["Authorization"] = f"Bearer {self._token(who)}"
        deadline = asyncio.get_running_loop().time() + _PATIENCE
        while True:
            async with self._places:
                answer = await self._client.request(
                    method, self._urls[service] + path, headers=headers, json=body
                )
            self.sent += 1
            if answer.is_success:
                return answer
            if not _may_pass(answer) or asyncio.get_running_loop().time() > deadline:
                raise Refused(f"{method} {service} {path}: {answer.status_code} {answer.text}")
            await asyncio.sleep(0.1)

    def _token(self, who: As) -> str:
        if who not in self._tokens:
            self._tokens[who] = self._keys.token(who.id, who.role, who.centers)
        return self._tokens[who]


def _may_pass(answer: httpx.Response) -> bool:
    """Whether the service may only not have heard yet of a resident who has just been entered."""
    if answer.status_code not in _AGAIN:
        return False
    return answer.status_code != 422 or "unknown" in " ".join(_codes(answer.json()))


def _codes(problem: Json) -> Iterable[str]:
    yield str(problem.get("code"))
    for error in problem.get("errors") or ():
        yield str(error["code"])
