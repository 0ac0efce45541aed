"""Work that a service does by the clock and not by request."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shared.kit.database import Database


@dataclass(frozen=True, slots=True)
class Task:
    """Run `run(database)` about `every` so often, by the service's one active worker, never twice at once."""

    name: str
    every: timedelta
    run: Callable[[Database], Awaitable[None]]
