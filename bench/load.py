"""`python -m bench.load JOB`: sends prepared requests over a few kept-open connections and says in JOB how that went.

A process of its own, on a raw asyncio protocol and with every byte prepared beforehand, so that the client is not
what is measured. It is bounded by the number of prepared requests and by the job's seconds.
"""

import asyncio
import json
import pickle
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import uvloop


@dataclass
class Job:
    """What to send and for how long; with a `rate` requests leave by the clock, else as fast as answers come."""

    port: int
    connections: int
    warm_up: float
    seconds: float
    requests: list[bytes]
    rate: float | None = None
    keep_bodies: bool = False


@dataclass
class Outcome:
    """What was answered within the measured time."""

    statuses: Counter[int] = field(default_factory=Counter)
    latencies: list[float] = field(default_factory=list)
    bodies: list[tuple[float, float, bytes]] = field(default_factory=list)
    first: float = 0.0
    last: float = 0.0


class Connection(asyncio.Protocol):
    """One kept-open connection with one request at a time."""

    def __init__(self) -> None:
        self._buffer = b""
        self._answered: asyncio.Future[tuple[int, bytes]] | None = None
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def connection_lost(self, error: Exception | None) -> None:
        if self._answered is not None and not self._answered.done():
            self._answered.set_exception(ConnectionError("the server closed the connection"))

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        head_ends = self._buffer.find(b"\r\n\r\n")
        if head_ends < 0 or self._answered is None:
            return
        at = self._buffer.lower().find(b"content-length:", 0, head_ends)
        length = int(self._buffer[at + 15 : self._buffer.find(b"\r\n", at)]) if at >= 0 else 0
        ends = head_ends + 4 + length
        if len(self._buffer) >= ends:
            answer = int(self._buffer[9:12]), self._buffer[head_ends + 4 : ends]
            self._buffer = self._buffer[ends:]
            if not self._answered.done():
                self._answered.set_result(answer)

    async def ask(self, request: bytes) -> tuple[int, bytes]:
        """Sends one request; the status and the body of its answer."""
        assert self._transport is not None
        self._answered = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._answered


async def carry_out(job: Job) -> Outcome:
    """Sends the job's requests."""
    loop = asyncio.get_running_loop()
    made = [await loop.create_connection(Connection, "127.0.0.1", job.port) for _ in range(job.connections)]
    connections = [protocol for _, protocol in made]
    try:
        return await (_by_the_clock if job.rate else _as_fast_as_answered)(job, connections)
    finally:
        for transport, _ in made:
            transport.close()


async def _as_fast_as_answered(job: Job, connections: list[Connection]) -> Outcome:
    outcome, waiting = Outcome(), iter(job.requests)
    begins = time.perf_counter() + job.warm_up
    ends = begins + job.seconds

    async def keep_asking(connection: Connection) -> None:
        for request in waiting:
            sent = time.perf_counter()
            if sent >= ends:
                return
            status, _ = await connection.ask(request)
            _note(outcome, begins, sent, status)

    await asyncio.gather(*map(keep_asking, connections))
    return outcome


async def _by_the_clock(job: Job, connections: list[Connection]) -> Outcome:
    assert job.rate is not None
    outcome = Outcome()
    idle: asyncio.Queue[Connection] = asyncio.Queue()
    for connection in connections:
        idle.put_nowait(connection)
    begins = time.perf_counter() + job.warm_up

    async def send(request: bytes, connection: Connection) -> None:
        sent, wall = time.perf_counter(), time.time()
        status, body = await connection.ask(request)
        _note(outcome, begins, sent, status)
        if sent >= begins and job.keep_bodies:
            outcome.bodies.append((wall, time.time(), body))
        idle.put_nowait(connection)

    async with asyncio.TaskGroup() as sending:
        started = time.perf_counter()
        for place, request in enumerate(job.requests):
            due = started + place / job.rate
            if due > begins + job.seconds:
                break
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            sending.create_task(send(request, await idle.get()))
    return outcome


def _note(outcome: Outcome, begins: float, sent: float, status: int) -> None:
    at = time.perf_counter()
    if sent < begins:
        return
    outcome.first = outcome.first or sent
    outcome.last = at
    outcome.statuses[status] += 1
    outcome.latencies.append(at - sent)


def report(outcome: Outcome) -> dict[str, object]:
    """The outcome as JSON."""
    latencies = sorted(outcome.latencies)
    count = len(latencies)

    def at(share: float) -> float:
        return round(1000 * latencies[min(count - 1, int(share * count))], 2) if count else 0.0

    return {
        "count": count,
        "seconds": outcome.last - outcome.first,
        "statuses": {str(status): number for status, number in outcome.statuses.items()},
        "p50": at(0.5), "p95": at(0.95), "p99": at(0.99),
        "bodies": [(sent, answered, body.decode()) for sent, answered, body in outcome.bodies],
    }  # fmt: skip


def main() -> None:
    """Carries out the job in the file and leaves its outcome there; a pipe would lose what does not fit at once."""
    file = Path(sys.argv[1])
    job: Job = pickle.loads(file.read_bytes())
    file.write_text(json.dumps(report(uvloop.run(carry_out(job)))))


if __name__ == "__main__":
    main()
