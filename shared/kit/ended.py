"""Sessions that ended while access tokens of theirs lived on: the registry names them, every service refuses them.

A service looks at the list when a token comes, at the most every two seconds, and beside the request: a request waits
for the look only where the last one is more than three seconds old, as after a pause. Where the registry does not
answer, what was known stays, so nobody is refused who was not refused before (ADR 0008).
"""

import asyncio
import hashlib
import time
from collections.abc import Awaitable, Callable, Collection
from contextlib import suppress
from uuid import UUID

import httpx

PATH = "/.well-known/ended-sessions.json"
_LOOK_EVERY = 2.0
_WAIT_AFTER = 3.0
_PATIENCE = 1.0

Read = Callable[[], Awaitable[Collection[str]]]
"""Reads the names of the sessions that ended; raises OSError where they cannot be read now."""


def name_of(session: UUID) -> str:
    """How an ended session is named in public: its id cannot be found by it."""
    return hashlib.sha256(session.bytes).hexdigest()[:32]


class Ended:
    """What one process knows of ended sessions."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._names: frozenset[str] = frozenset()
        self._looked_at = float("-inf")
        self._look: asyncio.Task[None] | None = None

    async def has(self, session: UUID) -> bool:
        """Whether the session has ended, as far as is known."""
        age = time.monotonic() - self._looked_at
        if age > _LOOK_EVERY and (self._look is None or self._look.done()):
            self._look = asyncio.create_task(self._look_anew())
        if self._look is not None and age > _WAIT_AFTER:
            await asyncio.wait({self._look}, timeout=_PATIENCE)
        return name_of(session) in self._names

    async def _look_anew(self) -> None:
        with suppress(OSError, TimeoutError):
            async with asyncio.timeout(5 * _PATIENCE):
                self._names = frozenset(await self._read())
        self._looked_at = time.monotonic()


def published_at(url: str) -> Read:
    """Reads what the registry publishes there."""

    async def read() -> Collection[str]:
        try:
            async with httpx.AsyncClient(timeout=_PATIENCE, trust_env=False) as client:
                answer = await client.get(url)
                answer.raise_for_status()
            return [str(one) for one in answer.json()["names"]]
        except (httpx.HTTPError, ValueError, KeyError, TypeError) as error:
            raise OSError(url) from error

    return read
