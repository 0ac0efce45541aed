"""Every operation that the services' OpenAPI documents name, and a call to each that only admission can refuse."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import httpx
from fastapi import FastAPI

_PARAMETER = re.compile(r"{(\w+)}")
_NO_ID = "no-id"


@dataclass(frozen=True)
class Operation:
    """One method of one path."""

    service: str
    method: str
    path: str
    roles: tuple[str, ...]

    @property
    def name(self) -> str:
        """As the matrix calls it."""
        return f"{self.service} {self.method} {self.path}"

    def call(self, center: UUID, headers: Mapping[str, str]) -> httpx.Request:
        """A request for `center` with an empty body and ids that are none.

        Whoever is admitted is told so, or is told what is missing; nothing is found or made on the way.
        """
        path = _PARAMETER.sub(lambda found: str(center) if found[1] == "center" else _NO_ID, self.path)
        body = b"{}" if self.method in ("POST", "PUT", "PATCH") else None
        sent = {**headers, "content-type": "application/json"}
        return httpx.Request(self.method, f"http://{self.service}{path}", headers=sent, content=body)


def operations_of(app: FastAPI) -> Iterator[Operation]:
    """The operations of one service's document."""
    service: str = app.state.service.name
    for path, methods in app.openapi()["paths"].items():
        for method, said in methods.items():
            yield Operation(service, method.upper(), path, _roles(said))


def _roles(said: Mapping[str, Any]) -> tuple[str, ...]:  # Any: an OpenAPI document is JSON
    return tuple(said.get("x-roles", ()))
