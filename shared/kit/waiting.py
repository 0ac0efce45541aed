"""The turn of parked facts: tried again with backoff, and given up to the dead letters after the last attempt."""

import asyncio
from functools import partial

import structlog
from nats.aio.client import Client

from shared.kit import dead_letters
from shared.kit.applying import Applying
from shared.kit.cloud_event import Heard
from shared.kit.parking import ParkedFact
from shared.kit.patience import Patience, Stopped
from shared.kit.trouble import reason_of, will_pass

EVERY = 0.25
"""Seconds between looks at what is parked."""

_log = structlog.get_logger()


class Waiting:
    """Gives the parked facts of one service their turn."""

    def __init__(self, service: str, node: str, applying: Applying, turn: asyncio.Lock) -> None:
        self._service = service
        self._node = node
        self._applying = applying
        self._turn = turn

    async def run(self, client: Client, stopping: asyncio.Event) -> None:
        """Tries parked facts again until `stopping` is set; raises LeadershipLost."""
        patience = Patience(stopping)
        try:
            while True:
                for parked in await patience.insist("parked", self._applying.due):
                    async with self._turn:
                        await patience.insist("parked", partial(self._try, client, parked))
                await patience.pause(EVERY)
        except Stopped:
            return

    async def _try(self, client: Client, parked: ParkedFact) -> None:
        fact = parked.fact
        try:
            await self._applying.apply_parked(self._applying.read(fact))
        except Exception as error:
            if will_pass(error):
                raise
            _log.warning(
                "fact.failed",
                type=fact.type,
                fact=str(fact.id),
                attempt=parked.attempts + 1,
                why=reason_of(error),
            )
            if not await self._applying.put_off(fact, parked.attempts, error):
                await self._give_up(client, fact, parked.attempts + 1, error)

    async def _give_up(self, client: Client, fact: Heard, attempts: int, error: Exception) -> None:
        letter = dead_letters.Burial(
            self._service, fact.subject, fact.headers, fact.data, fact.sequence, attempts, reason_of(error)
        )
        await dead_letters.bury(client, self._node, letter)
        await self._applying.give_up(fact)
