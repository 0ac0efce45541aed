"""Work that a service does by the clock and not by request."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

import structlog

from shared.contracts.requests import Answer, Request
from shared.kit.patience import Patience, Stopped
from shared.kit.trouble import reason_of

if TYPE_CHECKING:
    from shared.kit.database import Database

_log = structlog.get_logger()


class Ask(Protocol):
    """Asks another service over the bus; raises NoAnswer. Never inside a transaction."""

    async def __call__(self, request: Request[Answer], timeout: float = 3.0) -> Answer: ...


@dataclass(frozen=True, slots=True)
class Task:
    """Run `run(database)` about `every` so often, by the service's one active worker, never twice at once."""

    name: str
    every: timedelta
    run: Callable[[Database], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class AskingTask:
    """A task that needs to ask other services, as an endpoint does by `work.ask`."""

    name: str
    every: timedelta
    run: Callable[[Database, Ask], Awaitable[None]]

    def with_ask(self, ask: Ask) -> Task:
        """The task, with the means to ask at hand."""
        return Task(self.name, self.every, lambda database: self.run(database, ask))


async def keep_doing(task: Task, service: str, database: Database, stopping: asyncio.Event) -> None:
    """Does `task` again and again until `stopping` is set; a failure is logged, and the next time comes."""
    patience = Patience(stopping)
    try:
        while True:
            try:
                await task.run(database)
            except Exception as error:
                _log.error("task.failed", service=service, task=task.name, why=reason_of(error))
            await patience.pause(task.every.total_seconds())
    except Stopped:
        return
