"""The consumer: one durable pull consumer a service, heard by its one active worker, in order.

The stream tells in order, but what was told and not confirmed comes again late, after newer facts. So the
deliveries are counted: wherever one may be missing (a crash, a lost connection, a former worker), the consumer
is set back to what was last confirmed, and everything from there on is told again, in order.
"""

import asyncio
import json
from collections.abc import Sequence
from functools import partial

import structlog
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import Error as NatsError
from pydantic import ValidationError

from shared.kit import dead_letters
from shared.kit.applying import Applying, Ready
from shared.kit.cloud_event import NotAFact, read
from shared.kit.deliveries import Deliveries, DeliveriesLost
from shared.kit.patience import Patience, Stopped
from shared.kit.trouble import reason_of

BATCH = 500
"""Facts that are applied in one transaction at most."""

_log = structlog.get_logger()


class ConsumerMissing(NatsError):
    """The stream or the service's consumer does not exist: not provisioned yet, or deleted."""


class Consumer:
    """Hears the facts of one service."""

    def __init__(self, service: str, node: str, applying: Applying) -> None:
        self._service = service
        self._node = node
        self._applying = applying
        self._expected = 1
        self._deliveries: Deliveries | None = None
        self.turn = asyncio.Lock()
        """Held while facts are applied, so that new ones and parked ones take turns."""

    async def run(self, client: Client, stopping: asyncio.Event) -> None:
        """Hears and applies until `stopping` is set, finishing what is in hand.

        Raises LeadershipLost where another worker has taken over.
        """
        patience = Patience(stopping)
        try:
            while True:
                deliveries = await patience.insist("consumer", lambda: self._begin(client))
                try:
                    await self._hear(client, deliveries, patience)
                except DeliveriesLost as lost:
                    _log.info("consumer.starts-over", service=self._service, why=str(lost))
                finally:
                    await deliveries.stop()
        except Stopped:
            return

    def doubt(self) -> None:
        """Says that deliveries may have been lost, as with a connection."""
        if self._deliveries is not None:
            self._deliveries.lose("the connection was lost")

    async def _begin(self, client: Client) -> Deliveries:
        """Starts over on a new subscription: whatever still comes for a former one is lost on purpose."""
        if not client.is_connected:
            raise ConnectionError("not connected")
        await set_back(client, self._node, self._service)
        self._expected = 1
        self._deliveries = Deliveries(client, f"EV_{self._node}", self._service)
        await self._deliveries.start()
        return self._deliveries

    async def _hear(self, client: Client, deliveries: Deliveries, patience: Patience) -> None:
        while True:
            messages = await patience.unless_stopped(deliveries.batch(BATCH))
            if not self._complete(messages):
                raise DeliveriesLost("a delivery is missing")
            async with self.turn:
                await self._work_through(client, messages, patience)

    async def _work_through(self, client: Client, messages: Sequence[Msg], patience: Patience) -> None:
        in_order = sorted(messages, key=lambda message: message.metadata.sequence.stream)
        ready = await self._read(client, in_order, patience)
        await patience.insist("database", lambda: self._applying.apply(ready))
        await in_order[-1].ack()

    def _complete(self, messages: Sequence[Msg]) -> bool:
        """Whether every delivery since the last batch is here."""
        for message in messages:
            if message.metadata.sequence.consumer != self._expected:
                return False
            self._expected += 1
        return True

    async def _read(self, client: Client, messages: Sequence[Msg], patience: Patience) -> list[Ready]:
        ready: list[Ready] = []
        for message in messages:
            try:
                heard = read(message)
                if self._applying.hears(heard.type):
                    ready.append(self._applying.read(heard))
            except (NotAFact, ValidationError) as error:
                letter = self._letter(message, error)
                await patience.insist("dead-letters", partial(dead_letters.bury, client, self._node, letter))
        return ready

    def _letter(self, message: Msg, error: Exception) -> dead_letters.Burial:
        why = str(error) if isinstance(error, NotAFact) else reason_of(error)
        _log.error("fact.undecodable", service=self._service, subject=message.subject, why=why)
        return dead_letters.Burial(
            self._service, message.subject, message.headers or {}, message.data,
            message.metadata.sequence.stream, attempts=1, reason=why,
        )  # fmt: skip


async def set_back(client: Client, node: str, service: str, to: int | None = None) -> None:
    """Has everything told again that was told and not confirmed, or everything from sequence `to` on.

    Raises ConsumerMissing, and nats errors where the stream does not answer.
    """
    body = b"" if to is None else json.dumps({"seq": to}).encode()
    answer = json.loads(
        (await client.request(f"$JS.API.CONSUMER.RESET.EV_{node}.{service}", body, timeout=2)).data
    )
    if error := answer.get("error"):
        raise ConsumerMissing(error.get("description"))
