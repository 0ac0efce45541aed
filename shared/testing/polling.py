"""Waiting for what happens a little later, with a deadline instead of a sleep."""

import asyncio
import inspect
import time
from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar, overload

T = TypeVar("T")
PATIENCE = 60.0
"""It costs nothing where all is well; a busy machine may be ten times slower."""


class Eventually(Protocol):
    """The type of the fixture `eventually`."""

    @overload
    async def __call__(
        self, check: Callable[[], Awaitable[T]], seconds: float = PATIENCE, every: float = 0.02
    ) -> T: ...
    @overload
    async def __call__(self, check: Callable[[], T], seconds: float = PATIENCE, every: float = 0.02) -> T: ...


@overload
async def eventually(
    check: Callable[[], Awaitable[T]], seconds: float = PATIENCE, every: float = 0.02
) -> T: ...
@overload
async def eventually(check: Callable[[], T], seconds: float = PATIENCE, every: float = 0.02) -> T: ...
async def eventually(
    check: Callable[[], Awaitable[T] | T], seconds: float = PATIENCE, every: float = 0.02
) -> T:
    """Calls `check` until it returns something true without an AssertionError, and returns that.

    After `seconds` the last AssertionError is raised, or one that says what was last seen.
    """
    deadline = time.monotonic() + seconds
    while True:
        failed: AssertionError | None = None
        seen: T | None = None
        try:
            found = check()
            seen = await found if inspect.isawaitable(found) else found
            if seen:
                return seen
        except AssertionError as error:
            failed = error
        if time.monotonic() > deadline:
            raise failed or AssertionError(f"not within {seconds} s; last seen: {seen!r}")
        await asyncio.sleep(every)
