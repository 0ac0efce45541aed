"""What the stream delivers to a pull consumer, as it comes: a little is always asked for in advance.

FastStream's batch subscriber is not used here; docs/adr says what it loses when its waiting time is short.
"""

import asyncio
import json
from collections import deque
from uuid import uuid4

from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.aio.subscription import Subscription
from nats.errors import Error as NatsError

AHEAD = 1_000
"""So many messages at most are asked for and not yet worked through."""
LINGER = 0.01
"""Seconds to wait for companions of a first message: a batch costs hardly more than a message."""
_EXPIRES = 30.0
_HEARTBEAT = 5.0
_NANOSECONDS = 1_000_000_000
_ENDED = {"404", "408", "409"}


class DeliveriesLost(NatsError):
    """The stream has fallen silent, or has ended the delivery: the consumer is gone, or its server is."""


class Deliveries:
    """The deliveries of one durable consumer over one subscription of its own."""

    def __init__(self, client: Client, stream: str, consumer: str) -> None:
        self._client = client
        self._ask = f"$JS.API.CONSUMER.MSG.NEXT.{stream}.{consumer}"
        self._inbox = f"{client.new_inbox()}.{uuid4().hex}"
        self._subscription: Subscription | None = None
        self._arrived: deque[Msg] = deque()
        self._something = asyncio.Event()
        self._outstanding = 0
        self._lost: str | None = None

    async def start(self) -> None:
        """Subscribes and asks for the first messages; raises nats errors."""
        self._subscription = await self._client.subscribe(self._inbox, cb=self._take)
        await self._ask_for_more()

    async def stop(self) -> None:
        """Whatever comes from now on is not heard; it was not confirmed and comes again."""
        if self._subscription is not None and not self._client.is_closed:
            await self._subscription.unsubscribe()

    def lose(self, why: str) -> None:
        """Ends this: deliveries may be missing."""
        self._lost = why
        self._something.set()

    async def batch(self, size: int) -> list[Msg]:
        """The next messages, at least one and at most `size`; raises DeliveriesLost."""
        while not self._arrived or self._lost is not None:
            await self._wait()
        if len(self._arrived) < size:
            await asyncio.sleep(LINGER)
        taken = [self._arrived.popleft() for _ in range(min(size, len(self._arrived)))]
        await self._ask_for_more()
        return taken

    async def _wait(self) -> None:
        if self._lost is not None:
            raise DeliveriesLost(self._lost)
        self._something.clear()
        await self._ask_for_more()
        try:
            async with asyncio.timeout(2 * _HEARTBEAT):
                await self._something.wait()
        except TimeoutError:
            raise DeliveriesLost("no heartbeat") from None

    async def _ask_for_more(self) -> None:
        wanted = AHEAD - self._outstanding - len(self._arrived)
        if wanted < AHEAD // 2:
            return
        self._outstanding += wanted
        request = {
            "batch": wanted,
            "expires": int(_EXPIRES * _NANOSECONDS),
            "idle_heartbeat": int(_HEARTBEAT * _NANOSECONDS),
        }
        await self._client.publish(self._ask, json.dumps(request).encode(), reply=self._inbox)

    async def _take(self, message: Msg) -> None:
        status = message.headers.get("Status") if message.headers and message.subject == self._inbox else None
        if status is None:
            self._arrived.append(message)
            self._outstanding -= 1
        elif status in _ENDED:
            self._end(message)
        elif status != "100":
            self.lose(f"status {status}")
        self._something.set()

    def _end(self, status: Msg) -> None:
        """A request has run out, which is usual, or was ended because its consumer was."""
        headers = status.headers or {}
        description = headers.get("Description", "")
        if "Deleted" in description or "Shutdown" in description or "Leadership" in description:
            self.lose(description)
        left = headers.get("Nats-Pending-Messages")
        self._outstanding = max(0, self._outstanding - int(left)) if left else 0
