"""What a service answers when another one asks: the declarations behind NATS request and reply."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel

from shared.contracts.requests import Request

if TYPE_CHECKING:
    from shared.kit.database import Database

A = TypeVar("A", bound=BaseModel)
R = TypeVar("R", bound=Request[Any])  # Any: each request names its own answer


@dataclass(frozen=True, slots=True)
class Reply:
    """A handler of one request."""

    of: type[Request[Any]]  # Any: as above
    run: Callable[[Database, Any], Awaitable[BaseModel]]  # Any: a handler takes exactly its own request


class Replies:
    """The answers of one module; every running copy of the service shares the asking."""

    def __init__(self) -> None:
        self._declared: list[Reply] = []

    def to(
        self, request: type[R]
    ) -> Callable[[Callable[[Database, R], Awaitable[A]]], Callable[[Database, R], Awaitable[A]]]:
        """Declare how `request` is answered: `async (database, ask) -> answer`."""

        def declare(handler: Callable[[Database, R], Awaitable[A]]) -> Callable[[Database, R], Awaitable[A]]:
            self._declared.append(Reply(request, handler))
            return handler

        return declare

    def __iter__(self) -> Iterator[Reply]:
        return iter(self._declared)
