"""Trying again what fails for reasons that pass by themselves, with growing pauses and without hurry."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import TypeVar

import structlog

from shared.kit.leadership import LeadershipLost
from shared.kit.trouble import reason_of, will_pass

PAUSES = (0.05, 0.1, 0.25, 0.5, 1.0, 2.0)
"""Seconds between attempts; the last one repeats."""

T = TypeVar("T")
_log = structlog.get_logger()


class Stopped(Exception):
    """The worker is asked to stop and gives up waiting; nothing is lost, the work is simply not done."""


class Patience:
    """Tries until it succeeds or until `stopping` is set."""

    def __init__(self, stopping: asyncio.Event) -> None:
        self.stopping = stopping

    async def insist(self, what: str, attempt: Callable[[], Awaitable[T]]) -> T:
        """The result of the first attempt that succeeds.

        Raises Stopped, or what an attempt raises where that would not pass by itself.
        """
        tried = 0
        while True:
            try:
                return await attempt()
            except Exception as error:
                if isinstance(error, LeadershipLost) or not (will_pass(error) or isinstance(error, OSError)):
                    raise
                if tried == 0:
                    _log.warning("bus.waits", what=what, why=reason_of(error))
            await self.pause(PAUSES[min(tried, len(PAUSES) - 1)])
            tried += 1

    async def unless_stopped(self, work: Coroutine[None, None, T]) -> T:
        """The result of `work`; raises Stopped, having cancelled it, as soon as the worker is asked to stop."""
        doing, stopped = asyncio.create_task(work), asyncio.create_task(self.stopping.wait())
        try:
            await asyncio.wait((doing, stopped), return_when=asyncio.FIRST_COMPLETED)
            if not doing.done():
                raise Stopped
            return doing.result()
        finally:
            doing.cancel()
            stopped.cancel()

    async def pause(self, seconds: float) -> None:
        """Waits; raises Stopped as soon as the worker is asked to stop."""
        try:
            async with asyncio.timeout(seconds):
                await self.stopping.wait()
        except TimeoutError:
            return
        raise Stopped
