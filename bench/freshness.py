"""From the commit of a command until the city has it, while all seven services run and 200 commands come a second.

A command's commit is at the latest when its answer arrives; the city has it when a reader of its database first
sees it there, looking every few milliseconds. The bare path is watched in the same way.
"""

import asyncio
import json
import multiprocessing
import time
from collections.abc import Iterator
from itertools import cycle
from multiprocessing.connection import Connection
from uuid import UUID, uuid4

import asyncpg

from bench import bare_bus, facts
from bench.asking import request, send, taken
from bench.machine import machine
from bench.outcome import Outcome, lower_is_better
from bench.whole import city, folder

RATE = 200
LOOK_EVERY = 0.004


def run(quick: bool) -> list[Outcome]:
    """The 99th percentile, beside that of the bare path."""
    seconds = 4.0 if quick else 30.0
    with folder() as data, city(data, demo=False) as whole:
        center = uuid4()
        people = [whole.token("resident", uuid4(), center) for _ in range(100)]
        requests = taken(_offers(center, people), int(RATE * (seconds + 3)))
        watcher = _Watcher(
            whole.database("city"), "select id from offers where made_at > now() - interval '3 seconds'"
        )
        answers = send(
            whole.port("talents"),
            requests,
            connections=16,
            seconds=seconds,
            warm_up=2,
            rate=RATE,
            keep_bodies=True,
        )
        seen = watcher.stop()
        ours = _delays({UUID(json.loads(body)["id"]): answered for _, answered, body in answers.bodies}, seen)
    bare = _bare(seconds)
    return [
        lower_is_better(
            "freshness", "ms, p99", _at(ours, 0.99), _at(bare, 0.99), "p99 < 250 ms",
            p50_ms=_at(ours, 0.5), p95_ms=_at(ours, 0.95), baseline_p50_ms=_at(bare, 0.5),
            baseline_p95_ms=_at(bare, 0.95), commands=len(ours), answer_p99_ms=answers.p99,
        )
    ]  # fmt: skip


def _offers(center: UUID, people: list[str]) -> Iterator[bytes]:
    path = f"/api/talents/v1/centers/{center}/offers"
    for token in cycle(people):
        yield request("POST", path, token, {"skill": "pets", "details": "Погуляю с собакой"})


def _bare(seconds: float) -> list[float]:
    with machine() as where, facts.bare_path(where) as dsn:
        watcher = _Watcher(dsn, "select id from bare_facts where occurred_at > now() - interval '3 seconds'")
        committed = asyncio.run(_commit_by_the_clock(dsn, seconds))
        return _delays(committed, watcher.stop())


async def _commit_by_the_clock(dsn: str, seconds: float) -> dict[UUID, float]:
    connection = await asyncpg.connect(dsn)
    committed: dict[UUID, float] = {}
    began = time.perf_counter()
    for place in range(int(RATE * seconds)):
        await asyncio.sleep(max(0.0, began + place / RATE - time.perf_counter()))
        (fact,) = facts.told(1)
        await bare_bus.add(connection, [facts.bare_row(fact)])
        committed[fact.id] = time.time()
    await connection.close()
    return committed


class _Watcher:
    """A process that notes when each id is first seen."""

    def __init__(self, dsn: str, statement: str) -> None:
        context = multiprocessing.get_context("spawn")
        self._ours, theirs = context.Pipe()
        self._process = context.Process(target=_watch, args=(dsn, statement, theirs))
        self._process.start()
        self._ours.recv()

    def stop(self) -> dict[UUID, float]:
        """When each id was first seen."""
        self._ours.send("stop")
        seen: dict[UUID, float] = self._ours.recv()
        self._process.join()
        return seen


def _watch(dsn: str, statement: str, told: Connection) -> None:
    asyncio.run(_look(dsn, statement, told))


async def _look(dsn: str, statement: str, told: Connection) -> None:
    connection = await asyncpg.connect(dsn)
    look = await connection.prepare(statement)
    seen: dict[UUID, float] = {}
    told.send("ready")
    last: float | None = None
    while last is None or time.time() < last:
        if last is None and told.poll():
            last = time.time() + 3
        for row in await look.fetch():
            seen.setdefault(row[0], time.time())
        await asyncio.sleep(LOOK_EVERY)
    told.send(seen)
    await connection.close()


def _delays(committed: dict[UUID, float], seen: dict[UUID, float]) -> list[float]:
    missing = [one for one in committed if one not in seen]
    if missing:
        raise RuntimeError(f"{len(missing)} of {len(committed)} did not arrive within three seconds")
    return sorted(1000 * max(0.0, seen[one] - at) for one, at in committed.items())


def _at(delays: list[float], share: float) -> float:
    return round(delays[min(len(delays) - 1, int(share * len(delays)))], 1)
