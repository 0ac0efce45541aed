"""How much waits: in the outbox, and among the parked facts."""

import asyncio

from sqlalchemy import text

from shared.kit import bus_metrics as metrics
from shared.kit.database import Database
from shared.kit.patience import Patience, Stopped

EVERY = 2.0
"""Seconds between counts."""

_COUNT = text("""
select (select count(*) from (select from outbox where published_at is null limit 100000) w) as waiting,
  coalesce((select extract(epoch from now() - occurred_at)
    from outbox where published_at is null order by id limit 1), 0) as oldest,
  (select count(*) from parked) as parked
""")


class Depth:
    """The last count of one service."""

    def __init__(self, service: str, database: Database) -> None:
        self._service = service
        self._database = database
        self.waiting = 0
        self.oldest_seconds = 0.0

    async def run(self, stopping: asyncio.Event) -> None:
        """Counts again and again until `stopping` is set."""
        patience = Patience(stopping)
        try:
            while True:
                await patience.insist("depth", self.count)
                await patience.pause(EVERY)
        except Stopped:
            return

    async def count(self) -> None:
        """Counts once."""
        async with self._database.engine.connect() as connection:
            waiting, oldest, parked = (await connection.execute(_COUNT)).one()
        self.waiting, self.oldest_seconds = waiting, round(max(float(oldest), 0.0), 3)
        metrics.OUTBOX_WAITING.labels(self._service).set(waiting)
        metrics.OUTBOX_OLDEST_SECONDS.labels(self._service).set(self.oldest_seconds)
        metrics.PARKED.labels(self._service).set(parked)
