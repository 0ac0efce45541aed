"""The clock behind copies, with the bus of the running service at hand."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from services.registry.copies.use_cases.collect_copy import Asks, collect_due
from shared.kit.database import Database
from shared.kit.tasks import Task


class Collector:
    """Collects what is due while the service runs."""

    def __init__(self) -> None:
        self.bus: Asks | None = None
        self.task = Task("collect_copies", every=timedelta(seconds=1), run=self.run)

    async def run(self, database: Database) -> None:
        """One round."""
        await collect_due(database, self.bus)

    @asynccontextmanager
    async def with_bus(self, app: Any) -> AsyncIterator[None]:  # Any: rules know no web framework
        """The bus is there as long as the application lives."""
        self.bus = app.state.bus
        yield
        self.bus = None
