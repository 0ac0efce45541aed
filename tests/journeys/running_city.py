"""A running city as a journey meets it: its one public address, and keys to sign in with."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
from joserfc import jwt
from joserfc.jwk import OKPKey

from shared.contracts.permissions import Role
from shared.kit.access import ALGORITHM, AUDIENCE, ISSUER
from shared.kit.ids import new_id

Json = dict[str, Any]  # Any: bodies are JSON


@dataclass(frozen=True)
class RunningCity:
    """What `run.json` says, and the folder beside it."""

    run: Mapping[str, Any]  # Any: JSON
    folder: Path
    clients: list[httpx.AsyncClient] = field(default_factory=list)

    @classmethod
    def of(cls, run_file: Path) -> "RunningCity":
        """The city whose `run.json` this is."""
        return cls(json.loads(run_file.read_text()), run_file.parent)

    @property
    def url(self) -> str:
        """The one public address."""
        return str(self.run["url"])

    def token(self, role: Role, subject: UUID | None = None, *centers: UUID) -> str:
        """A bearer token as the command line makes them."""
        key = OKPKey.import_key((self.folder / "secrets" / "signing.pem").read_text())
        issued = int(time.time())
        claims: Json = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": str(subject or new_id()),
            "role": role,
            "centers": [str(center) for center in centers],
            "iat": issued,
            "exp": issued + 900,
            "jti": str(new_id()),
        }
        return jwt.encode({"alg": ALGORITHM, "kid": key.thumbprint()}, claims, key, algorithms=[ALGORITHM])

    def as_(self, token: str | None = None) -> "Person":
        """Somebody who speaks to the public address."""
        headers = {"authorization": f"Bearer {token}"} if token else {}
        client = httpx.AsyncClient(base_url=f"{self.url}/api", headers=headers, timeout=30, trust_env=False)
        self.clients.append(client)
        return Person(client)

    async def close(self) -> None:
        """Everybody hangs up."""
        for client in self.clients:
            await client.aclose()


class Person:
    """One caller; every answer must be a success unless a refusal is expected."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    async def get(self, path: str, expect: int = 200) -> Json:
        """The body of `path`, as `/registry/v1/centers`."""
        return self._body(await self._client.get(path), expect)

    async def post(
        self, path: str, body: Json | None = None, expect: int | tuple[int, ...] = (200, 201, 202)
    ) -> Json:
        """Does something, with an idempotency key as a careful client would."""
        key = {"idempotency-key": str(new_id())}
        return self._body(await self._client.post(path, json=body or {}, headers=key), expect)

    async def delete(self, path: str) -> Json:
        """Ends something of one's own."""
        return self._body(await self._client.delete(path), 204)

    @staticmethod
    def _body(answer: httpx.Response, expect: int | tuple[int, ...]) -> Json:
        expected = (expect,) if isinstance(expect, int) else expect
        where = f"{answer.request.method} {answer.request.url.path}"
        assert answer.status_code in expected, f"{where}: {answer.status_code} {answer.text}"
        body: Json = answer.json() if answer.content else {}
        return body
