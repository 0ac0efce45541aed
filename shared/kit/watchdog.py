"""The watchdog: sees that the stream and the consumer are there, because FastStream would not tell."""

import asyncio
import json
from typing import Literal

import structlog
from nats.aio.client import Client
from nats.errors import Error as NatsError

from shared.kit import bus_metrics as metrics
from shared.kit.broker import OnFatal

EVERY = 1.0
"""Seconds between looks."""
_MISSES = 2
"""So many looks in a row must find it missing."""

Found = Literal["unknown", "present", "missing"]

_log = structlog.get_logger()


class Watchdog:
    """Watches over the stream, and over the consumer where the service has one."""

    def __init__(self, service: str, node: str, consumes: bool, on_fatal: OnFatal) -> None:
        stream = f"EV_{node}"
        self._asked = (
            f"$JS.API.CONSUMER.INFO.{stream}.{service}" if consumes else f"$JS.API.STREAM.INFO.{stream}"
        )
        self._service = service
        self._consumes = consumes
        self._on_fatal = on_fatal
        self._seen = False
        self._misses = 0
        self.found: Found = "unknown"
        self.lag: int | None = None
        """Facts in the stream that the consumer has not yet heard; None while that is not known."""

    async def run(self, client: Client) -> None:
        """Looks for ever. What was there and is gone is an alarm, and ends the process.

        What is not there yet is only waited for: provisioning may still be under way.
        """
        while True:
            await self.look(client)
            await asyncio.sleep(EVERY)

    async def look(self, client: Client) -> None:
        """One look."""
        try:
            answer = json.loads((await client.request(self._asked, b"", timeout=2)).data)
        except (NatsError, OSError):
            self.found = "unknown"
            return
        if answer.get("error", {}).get("code") == 404:
            self._miss()
        elif "error" not in answer:
            self._misses, self._seen, self.found = 0, True, "present"
            if self._consumes:
                self.lag = answer["num_pending"] + answer["num_ack_pending"]
                metrics.CONSUMER_LAG.labels(self._service).set(self.lag)

    def _miss(self) -> None:
        self._misses += 1
        if self._misses < _MISSES:
            return
        if self.found != "missing":
            _log.error("bus.missing", service=self._service, what=self._asked.split(".", 3)[-1])
        self.found = "missing"
        if self._seen:
            self._seen = False
            metrics.ALARMS.labels(self._service, "deleted").inc()
            self._on_fatal(
                "the stream or the consumer was deleted; provision again, then see docs/operate.md"
            )
