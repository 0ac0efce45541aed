"""The consumer: one durable pull consumer a service, heard by its one active worker, in order.

The stream tells in order, but what was told and not confirmed comes again late, after newer facts. So the
deliveries are counted: wherever one may be missing (a crash, a lost connection, a former worker), the consumer
is set back to what was last confirmed, and everything from there on is told again, in order.
"""

import asyncio
import json
from collections.abc import Sequence

import structlog
from faststream import AckPolicy
from faststream.nats import JStream, NatsBroker, PullSub
from faststream.nats.message import NatsBatchMessage
from nats.aio.msg import Msg
from nats.errors import Error as NatsError
from nats.js.api import ConsumerConfig
from pydantic import ValidationError

from shared.kit import dead_letters
from shared.kit.applying import Applying, Ready
from shared.kit.cloud_event import NotAFact, read
from shared.kit.leadership import LeadershipLost
from shared.kit.patience import Patience, Stopped
from shared.kit.trouble import reason_of, will_pass

BATCH = 500
FILL_SECONDS = 0.08
"""FastStream waits so long for a batch to fill: longer saves work while little happens, shorter is fresher."""

_log = structlog.get_logger()


class ConsumerMissing(NatsError):
    """The stream or the service's consumer does not exist: not provisioned yet, or deleted."""


class Consumer:
    """Hears the facts of one service."""

    def __init__(
        self, service: str, node: str, broker: NatsBroker, applying: Applying, patterns: Sequence[str]
    ) -> None:
        self._service = service
        self._node = node
        self._broker = broker
        self._applying = applying
        self._patience = Patience(asyncio.Event())
        self._expected: int | None = None
        self._doubt = asyncio.Event()
        self._broken: BaseException | None = None
        self.turn = asyncio.Lock()
        """Held while facts are applied, so that new ones and parked ones take turns."""
        self._subscriber = broker.subscriber(
            stream=JStream(f"EV_{node}", declare=False),
            durable=service,
            config=ConsumerConfig(filter_subjects=list(patterns)),
            pull_sub=PullSub(batch_size=BATCH, timeout=FILL_SECONDS, batch=True),
            decoder=_undecoded,
            ack_policy=AckPolicy.MANUAL,
            no_reply=True,
            include_in_schema=False,
        )
        self._subscriber(self._hear)

    async def run(self, stopping: asyncio.Event) -> None:
        """Hears and applies until `stopping` is set, finishing what is in hand.

        Raises LeadershipLost where another worker has taken over.
        """
        self._patience = Patience(stopping)
        until_stopped = asyncio.create_task(stopping.wait())
        try:
            while not stopping.is_set():
                await self._hear_until_doubt(until_stopped)
        except Stopped:
            return
        finally:
            until_stopped.cancel()
            await self._hear_no_more()

    def owns(self, subscriber: object) -> bool:
        """Whether `subscriber` is this consumer's, which starts and stops it by itself."""
        return subscriber is self._subscriber

    def doubt(self) -> None:
        """Says that deliveries may have been lost, as with a connection."""
        self._expected = None
        self._doubt.set()

    async def set_back(self) -> None:
        """Has everything told again that was told and not confirmed; raises ConsumerMissing, nats errors."""
        client = await self._broker.connect()
        what = f"$JS.API.CONSUMER.RESET.EV_{self._node}.{self._service}"
        answer = json.loads((await client.request(what, b"", timeout=2)).data)
        if error := answer.get("error"):
            raise ConsumerMissing(error.get("description"))

    async def _hear_until_doubt(self, until_stopped: "asyncio.Task[bool]") -> None:
        self._doubt.clear()
        await self._patience.insist("consumer", self._begin)
        doubt = asyncio.create_task(self._doubt.wait())
        await asyncio.wait((doubt, until_stopped), return_when=asyncio.FIRST_COMPLETED)
        doubt.cancel()
        await self._hear_no_more()
        if self._broken is not None:
            raise self._broken

    async def _begin(self) -> None:
        """Starts over on a new subscription: whatever still comes for a former one is lost on purpose."""
        client = await self._broker.connect()
        if not client.is_connected:
            raise ConnectionError("not connected")
        await self.set_back()
        self._expected = 1
        await self._subscriber.start()

    async def _hear_no_more(self) -> None:
        if self._subscriber.running:
            await self._subscriber.stop()

    async def _hear(self, messages: list[Msg]) -> None:
        try:
            async with self.turn:
                await self._work_through(messages)
        except Stopped:
            self.doubt()
        except Exception as error:
            if not will_pass(error) or isinstance(error, LeadershipLost):
                self._broken = error
            self.doubt()

    async def _work_through(self, messages: Sequence[Msg]) -> None:
        if not self._complete(messages):
            _log.info("consumer.starts-over", service=self._service)
            self.doubt()
            return
        in_order = sorted(messages, key=lambda message: message.metadata.sequence.stream)
        ready = await self._read(in_order)
        await self._patience.insist("database", lambda: self._applying.apply(ready))
        await in_order[-1].ack()

    def _complete(self, messages: Sequence[Msg]) -> bool:
        """Whether every delivery since the last batch is here."""
        for message in messages:
            if message.metadata.sequence.consumer != self._expected:
                return False
            self._expected += 1
        return True

    async def _read(self, messages: Sequence[Msg]) -> list[Ready]:
        ready: list[Ready] = []
        for message in messages:
            try:
                heard = read(message)
                if self._applying.hears(heard.type):
                    ready.append(self._applying.read(heard))
            except (NotAFact, ValidationError) as error:
                await self._bury(message, str(error) if isinstance(error, NotAFact) else reason_of(error))
        return ready

    async def _bury(self, message: Msg, why: str) -> None:
        _log.error("fact.undecodable", service=self._service, subject=message.subject, why=why)
        client = await self._broker.connect()
        letter = dead_letters.Burial(
            self._service, message.subject, message.headers or {}, message.data,
            message.metadata.sequence.stream, attempts=1, reason=why,
        )  # fmt: skip
        await self._patience.insist("dead-letters", lambda: dead_letters.bury(client, self._node, letter))


async def _undecoded(message: NatsBatchMessage) -> list[Msg]:
    """Bodies are read one by one later, so that a bad one cannot fail its batch."""
    return message.raw_message
