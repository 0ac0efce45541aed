"""The clock behind copies, with the bus of the running service at hand."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any
from weakref import WeakKeyDictionary

from services.registry.rights.copies.use_cases.collect_copy import Asks, collect_due
from shared.kit.database import Database
from shared.kit.tasks import Task


class Collector:
    """Collects what is due while the service runs."""

    def __init__(self) -> None:
        self._buses: WeakKeyDictionary[Database, Asks | None] = WeakKeyDictionary()
        self.task = Task("collect_copies", every=timedelta(seconds=1), run=self.run)

    async def run(self, database: Database) -> None:
        """One round."""
        await collect_due(database, self._buses.get(database))

    @asynccontextmanager
    async def with_bus(self, app: Any) -> AsyncIterator[None]:  # Any: rules know no web framework
        """The bus of this application is there as long as it lives; a process may hold several."""
        database: Database = app.state.database
        self._buses[database] = app.state.bus
        yield
        del self._buses[database]
