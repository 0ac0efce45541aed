"""How many facts a second go from a commit in one service into the projections of another, sustained."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from uuid import UUID, uuid4

import asyncpg

from bench import bare_bus
from bench.machine import Machine, machine
from bench.outcome import Outcome, higher_is_better
from shared.contracts.fact import Fact
from shared.contracts.talents import (
    MatchAgreedV1,
    MatchCompletedV1,
    MatchProposedV1,
    NeedMetV1,
    NeedStatedV1,
    OfferMadeV1,
)
from shared.kit import outbox
from shared.kit.outbox import Outgoing

CENTERS = 3
A_COMMIT = 50
"""Facts in one transaction of the producer."""


def help_given() -> Iterator[Fact]:
    """What is said when somebody is helped: six kinds of facts, mixed as they are in a stream."""
    asking, helping, need, offer, match = (uuid4() for _ in range(5))
    both = {"need_id": need, "offer_id": offer, "asking_id": asking, "helping_id": helping}
    yield NeedStatedV1(need_id=need, resident_id=asking, skill="pets", channel="web")
    yield OfferMadeV1(offer_id=offer, resident_id=helping, skill="pets", channel="web")
    yield MatchProposedV1(match_id=match, **both)
    yield MatchAgreedV1(match_id=match, **both)
    yield MatchCompletedV1(match_id=match, **both)
    yield NeedMetV1(need_id=need, resident_id=asking, match_id=match)


def told(number: int) -> list[Outgoing]:
    """So many facts of a few centers, ready for an outbox."""
    centers = [uuid4() for _ in range(CENTERS)]
    found: list[Outgoing] = []
    while len(found) < number:
        center = centers[len(found) // 6 % CENTERS]
        found += [outbox.outgoing(fact, center) for fact in help_given()]
    return found[:number]


def run(quick: bool) -> list[Outcome]:
    """Ours and the bare path, one after the other on the same servers."""
    number = 6_000 if quick else 60_000
    with machine() as where:
        where.prepare("talents", "city")
        with ExitStack() as stack:
            for service in ("talents", "city"):
                stack.enter_context(where.serving(service, bus=True))
            asyncio.run(_ours(where, number // 6))
            ours = asyncio.run(_ours(where, number))
        with bare_path(where) as dsn:
            asyncio.run(_bare(dsn, number // 6))
            bare = asyncio.run(_bare(dsn, number))
    target = "≥ 5,000/s, ratio ≥ 0.4"
    return [higher_is_better("facts_end_to_end", "facts/s", ours, bare, target, facts=number)]


@contextmanager
def bare_path(where: Machine) -> Iterator[str]:
    """The bare relay and consumer at work; the DSN of their database."""
    dsn, url = where.admin("postgres"), where.nats.url("bench")
    asyncio.run(_bare_tables(dsn, url))
    with ExitStack() as stack:
        for role in ("relay", "consume"):
            stack.enter_context(where.background("bench.bare_bus", [role, dsn, url]))
        yield dsn


async def _bare_tables(dsn: str, url: str) -> None:
    connection = await asyncpg.connect(dsn)
    await connection.execute(bare_bus.TABLES)
    await connection.close()
    await bare_bus.provision(url)


async def _ours(where: Machine, number: int) -> float:
    producer = await asyncpg.connect(where.dsn("talents"))
    consumer = await asyncpg.connect(where.dsn("city"))

    async def commit(facts: Sequence[Outgoing]) -> None:
        await outbox.write(producer, list(facts), None)

    return await _rate(told(number), commit, consumer, "inbox")


async def _bare(dsn: str, number: int) -> float:
    producer, consumer = await asyncpg.connect(dsn), await asyncpg.connect(dsn)

    async def commit(facts: Sequence[Outgoing]) -> None:
        await bare_bus.add(producer, [bare_row(one) for one in facts])

    return await _rate(told(number), commit, consumer, "bare_inbox")


def bare_row(fact: Outgoing) -> tuple[UUID, str, str, object]:
    """A fact as the bare outbox takes it."""
    return fact.id, f"bare.{fact.subject[3:]}", fact.data, fact.occurred_at


async def _rate(
    facts: Sequence[Outgoing],
    commit: Callable[[Sequence[Outgoing]], Awaitable[None]],
    consumer: "asyncpg.Connection[asyncpg.Record]",
    inbox: str,
) -> float:
    """Facts a second from the first commit until the last is applied."""
    counted = f"select count(*) from {inbox}"
    before: int = await consumer.fetchval(counted)
    began = time.perf_counter()
    for at in range(0, len(facts), A_COMMIT):
        await commit(facts[at : at + A_COMMIT])
    deadline = began + 300
    while await consumer.fetchval(counted) < before + len(facts):
        if time.perf_counter() > deadline:
            raise RuntimeError("not applied in five minutes")
        await asyncio.sleep(0.02)
    return len(facts) / (time.perf_counter() - began)
