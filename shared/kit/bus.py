"""The bus of one service process: connects, answers, and while it is the active worker relays, hears, works."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from typing import Protocol

import structlog
from faststream.nats import NatsBroker
from nats.aio.client import Client
from nats.errors import Error as NatsError

from shared.contracts.requests import Answer, Request
from shared.kit import bus_metrics as metrics
from shared.kit.applying import Applying
from shared.kit.asking import answer_all, ask, take_back_dead_letters
from shared.kit.broker import GOODBYE_SECONDS, STOP_SECONDS, OnFatal, end_process, make_broker
from shared.kit.consumer import Consumer
from shared.kit.database import Database
from shared.kit.depth import Depth
from shared.kit.leadership import Lead, leading
from shared.kit.parking import BACKOFF, Backoff
from shared.kit.reaction_spans import no_span, reaction_span
from shared.kit.reactions import Reactions, by_type
from shared.kit.relay import Relay
from shared.kit.replies import Replies
from shared.kit.settings import Settings
from shared.kit.tasks import AskingTask, Task, keep_doing
from shared.kit.trouble import NoAnswer, reason_of
from shared.kit.waiting import Waiting
from shared.kit.watchdog import Watchdog

_log = structlog.get_logger()


class Declared(Protocol):
    """What the bus needs of a service's declaration."""

    @property
    def name(self) -> str: ...
    @property
    def reactions(self) -> Sequence[Reactions]: ...
    @property
    def replies(self) -> Sequence[Replies]: ...
    @property
    def tasks(self) -> Sequence[Task | AskingTask]: ...


class Bus:
    """Everything between a service and the other services, and its work by the clock.

    Starting never waits for NATS: without it the service takes commands, and its facts wait in the outbox.
    """

    def __init__(
        self,
        service: Declared,
        settings: Settings,
        database: Database,
        backoff: Backoff = BACKOFF,
        on_fatal: OnFatal = end_process,
    ) -> None:
        self._service = service
        self._database = database
        self._node = settings.node
        self._stopping = asyncio.Event()
        self._client: Client | None = None
        self._working: list[asyncio.Task[None]] = []
        self._active = False
        self._on_fatal = on_fatal
        self._reactions = by_type(service.reactions)
        span = reaction_span if settings.otlp else no_span
        self._applying = Applying(service.name, database, self._reactions, backoff, span)
        self._watchdog = Watchdog(service.name, settings.node, bool(self._reactions), self._fatal)
        self._depth = Depth(service.name, database)
        self._consumer: Consumer | None = None
        self._broker = self._make_broker(settings.nats) if settings.nats else None

    async def start(self) -> None:
        """Begins to connect and to work, and returns at once."""
        self._working = [asyncio.create_task(self._lead())]
        if self._broker is not None:
            self._working.append(asyncio.create_task(self._connect(self._broker)))

    async def stop(self) -> None:
        """Finishes what is in hand, publishes what it can, and disconnects."""
        self._stopping.set()
        self._database.wake.set()
        if not self._working:
            return
        lead, *others = self._working
        with suppress(TimeoutError, asyncio.CancelledError):
            async with asyncio.timeout(STOP_SECONDS):
                await lead
        for task in (lead, *others):
            task.cancel()
        await asyncio.gather(lead, *others, return_exceptions=True)
        if self._broker is not None and self._client is not None:
            await _disconnect(self._broker, self._client)

    async def ask(self, request: Request[Answer], timeout: float = 3.0) -> Answer:
        """The answer of another service; raises NoAnswer."""
        if self._client is None:
            raise NoAnswer(request.subject)
        return await ask(self._client, request, timeout)

    def state(self) -> dict[str, object]:
        """What readiness says of the bus: `ready`, and why (not)."""
        connected = self._client is not None and self._client.is_connected
        return {
            "ready": connected and self._watchdog.found != "missing",
            "connected": connected,
            "consumer": self._watchdog.found if self._reactions else "none",
            "lag": self._watchdog.lag,
            "worker": "active" if self._active else "standby",
            "outbox_waiting": self._depth.waiting,
            "outbox_oldest_seconds": self._depth.oldest_seconds,
        }

    def _make_broker(self, url: str) -> NatsBroker:
        service = self._service
        broker = make_broker(url, service.name, self._in_doubt, self._fatal)
        answer_all(broker, service.name, service.replies, self._database)
        if self._reactions:
            take_back_dead_letters(broker, service.name, self._applying)
            self._consumer = Consumer(service.name, self._node, self._applying)
        return broker

    def _fatal(self, why: str) -> None:
        if not self._stopping.is_set():
            self._on_fatal(why)

    def _in_doubt(self) -> bool:
        if self._consumer is not None:
            self._consumer.doubt()
        return not self._stopping.is_set()

    async def _connect(self, broker: NatsBroker) -> None:
        while self._client is None:
            try:
                client = await broker.connect()
                await broker.start()
            except (NatsError, OSError, TimeoutError) as error:
                _log.error("bus.refused", service=self._service.name, why=reason_of(error))
                await asyncio.sleep(1)
            else:
                self._client = client
        _log.info("bus.connected", service=self._service.name)
        await self._watchdog.run(client)

    async def _lead(self) -> None:
        while not self._stopping.is_set():
            try:
                async with leading(self._database.dsn, self._stopping) as lead:
                    if lead is not None:
                        await self._work(lead)
            except Exception as error:  # whatever it was, the outbox must not stay as it is
                _log.warning("worker.starts-over", service=self._service.name, why=_reasons(error))
                await asyncio.sleep(0.5)

    async def _work(self, lead: Lead) -> None:
        _log.info("worker.active", service=self._service.name, epoch=lead.epoch)
        self._applying.epoch = lead.epoch
        self._mark(active=True)
        try:
            async with asyncio.TaskGroup() as group:
                watching = group.create_task(lead.until_lost())
                parts = [group.create_task(part) for part in self._parts()]
                await self._stopping.wait()
                await asyncio.wait(parts)
                watching.cancel()
        finally:
            self._mark(active=False)

    def _parts(self) -> list[Coroutine[None, None, None]]:
        """What the active worker does at the same time; each ends by itself once the bus is stopping."""
        stopping = self._stopping
        parts = [self._depth.run(stopping)]
        for declared in self._service.tasks:
            task = declared.with_ask(self.ask) if isinstance(declared, AskingTask) else declared
            parts.append(keep_doing(task, self._service.name, self._database, stopping))
        if self._broker is None:
            return parts
        relay = Relay(self._service.name, self._node, self._database.dsn, self._database.wake)
        parts.append(self._when_connected(lambda client: relay.run(client, stopping)))
        if (consumer := self._consumer) is not None:
            waiting = Waiting(self._service.name, self._node, self._applying, consumer.turn)
            parts.append(self._when_connected(lambda client: consumer.run(client, stopping)))
            parts.append(self._when_connected(lambda client: waiting.run(client, stopping)))
        return parts

    async def _when_connected(self, part: Callable[[Client], Coroutine[None, None, None]]) -> None:
        while self._client is None:
            if self._stopping.is_set():
                return
            await asyncio.sleep(0.05)
        await part(self._client)

    def _mark(self, *, active: bool) -> None:
        self._active = active
        metrics.ACTIVE.labels(self._service.name).set(int(active))


async def _disconnect(broker: NatsBroker, client: Client) -> None:
    """Sends what is still to be sent; a server that does not answer is asked for nothing more.

    Its client would wait for it again and again, and then for the socket to take the rest.
    """
    try:
        await client.flush(timeout=GOODBYE_SECONDS)
        await broker.stop()
    except (NatsError, OSError, TimeoutError):
        with suppress(TimeoutError):
            await asyncio.wait_for(client.close(), GOODBYE_SECONDS)


def _reasons(error: BaseException) -> str:
    if isinstance(error, BaseExceptionGroup):
        return "; ".join(_reasons(each) for each in error.exceptions)
    return reason_of(error)
