"""A pool whose connections are given out in turn: one that comes back goes to whoever has waited for it longest.

SQLAlchemy's own lets a newcomer take it before the one who was woken for it, who then waits anew behind all others: of
fifty readers on a busy machine some waited until their time was over.
"""

import asyncio
from collections import deque

from sqlalchemy.pool import AsyncAdaptedQueuePool, ConnectionPoolEntry
from sqlalchemy.util import await_only
from sqlalchemy.util.queue import Empty, Full, QueueCommon


class _InTurn(QueueCommon[ConnectionPoolEntry]):
    """The idle connections, the one used last first; while somebody waits there are none."""

    def __init__(self, maxsize: int = 0, use_lifo: bool = True) -> None:
        self.maxsize = maxsize
        self.use_lifo = use_lifo
        self._idle: list[ConnectionPoolEntry] = []
        self._waiting: deque[asyncio.Future[ConnectionPoolEntry]] = deque()

    def empty(self) -> bool:
        return not self._idle

    def full(self) -> bool:
        return len(self._idle) >= self.maxsize

    def qsize(self) -> int:
        return len(self._idle)

    def put(self, item: ConnectionPoolEntry, block: bool = True, timeout: float | None = None) -> None:
        self.put_nowait(item)

    def put_nowait(self, item: ConnectionPoolEntry) -> None:
        if not self._waiting and self.full():
            raise Full
        self._give(item)

    def get_nowait(self) -> ConnectionPoolEntry:
        if not self._idle:
            raise Empty
        return self._idle.pop()

    def get(self, block: bool = True, timeout: float | None = None) -> ConnectionPoolEntry:
        if self._idle or not block:
            return self.get_nowait()
        try:
            return await_only(self._wait(timeout))
        except TimeoutError as error:
            raise Empty from error

    async def _wait(self, timeout: float | None) -> ConnectionPoolEntry:
        mine: asyncio.Future[ConnectionPoolEntry] = asyncio.get_running_loop().create_future()
        self._waiting.append(mine)
        try:
            async with asyncio.timeout(timeout):
                return await mine
        except BaseException:
            if mine.done() and not mine.cancelled():
                self._give(mine.result())
            elif mine in self._waiting:
                self._waiting.remove(mine)
            raise

    def _give(self, item: ConnectionPoolEntry) -> None:
        while self._waiting:
            first = self._waiting.popleft()
            if not first.done():
                first.set_result(item)
                return
        self._idle.append(item)


class PoolInTurn(AsyncAdaptedQueuePool):
    """To be given to an engine as its `poolclass`."""

    _queue_class = _InTurn
