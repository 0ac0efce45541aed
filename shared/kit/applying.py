"""Applying facts: inbox, reactions and what they change are one transaction, so each fact is applied once."""

import time
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import cast
from uuid import UUID

import structlog
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from shared.contracts.fact import Fact
from shared.kit import bus_metrics as metrics
from shared.kit import parking
from shared.kit.clock import now
from shared.kit.cloud_event import Heard
from shared.kit.database import CENTER, Database
from shared.kit.leadership import Connection, must_lead
from shared.kit.reaction_spans import OpenSpan, no_span
from shared.kit.reactions import Reaction, Told
from shared.kit.runs import Run, be_caused_by, cut
from shared.kit.trouble import reason_of, will_pass

_INBOX = """
insert into inbox (event_id) select unnest($1::uuid[]) on conflict do nothing returning event_id
"""
_log = structlog.get_logger()
_ENTER = text("select set_config('app.center', :center, true)")


@dataclass(frozen=True, slots=True)
class Ready:
    """A fact with its body read."""

    heard: Heard
    told: Told[Fact]


class Applying:
    """Applies facts with the reactions of one service, as the active worker of `epoch`."""

    def __init__(
        self,
        service: str,
        database: Database,
        reactions: Mapping[str, Sequence[Reaction]],
        backoff: parking.Backoff = parking.BACKOFF,
        span: OpenSpan = no_span,
    ) -> None:
        self._service = service
        self._database = database
        self._reactions = reactions
        self._backoff = backoff
        self._span = span
        self.epoch = 0

    def hears(self, of_type: str) -> bool:
        """Whether any reaction wants facts of this type."""
        return of_type in self._reactions

    def read(self, fact: Heard) -> Ready:
        """The fact with its body; raises pydantic.ValidationError where the body is not what the type says."""
        body = self._reactions[fact.type][0].of.model_validate_json(fact.data)
        correlation, trace = fact.headers.get("ce-correlationid"), fact.headers.get("traceparent")
        return Ready(fact, Told(body, fact.id, fact.center, fact.occurred_at, correlation, trace))

    async def apply(self, facts: Sequence[Ready]) -> None:
        """Applies `facts` in order; what fails by its own fault is parked, its neighbors are applied.

        Raises what `will_pass`; then nothing of the failing part is applied and it can be tried again.
        """
        if not facts:
            return
        try:
            await self._apply_at_once(facts)
        except Exception as error:
            if will_pass(error):
                raise
            if len(facts) == 1:
                await self._park_failed(facts[0].heard, error)
                return
            half = len(facts) // 2
            await self.apply(facts[:half])
            await self.apply(facts[half:])

    async def apply_parked(self, fact: Ready) -> None:
        """Applies one parked fact and ends its waiting; raises what the reaction raises."""
        async with self._transaction() as (session, driver):
            new = await self._new(driver, [fact])
            await self._react(session, new)
            await parking.release(driver, fact.heard)
        self._count(new, 1)

    async def put_off(self, fact: Heard, attempts: int, error: Exception) -> bool:
        """Notes a failed attempt of a parked fact; False where it was the last one."""
        if attempts >= len(self._backoff):
            return False
        async with self._transaction() as (_, driver):
            await parking.put_off(driver, fact, now() + self._backoff[attempts], reason_of(error))
        return True

    async def give_up(self, fact: Heard) -> None:
        """Ends the waiting of a fact that is in the dead letters now."""
        async with self._transaction() as (_, driver):
            await parking.release(driver, fact)

    async def take_back(self, fact: Heard) -> None:
        """Parks a fact of the dead letters again, to be applied as soon as its turn comes."""
        async with self._database.transaction(None) as session:
            await parking.park(await _driver(session), [fact])

    async def due(self) -> list[parking.ParkedFact]:
        """The parked facts whose turn has come."""
        async with self._database.transaction(None) as session:
            return await parking.due(await _driver(session))

    async def _apply_at_once(self, facts: Sequence[Ready]) -> None:
        async with self._transaction() as (session, driver):
            blocked = await parking.blocked(driver, [fact.heard for fact in facts])
            if blocked:
                await parking.park(driver, [f.heard for f in facts if f.heard.aggregate in blocked])
            new = await self._new(driver, [fact for fact in facts if fact.heard.aggregate not in blocked])
            await self._react(session, new)
        self._count(new, len(facts))

    async def _park_failed(self, fact: Heard, error: Exception) -> None:
        _log.warning("fact.failed", type=fact.type, fact=str(fact.id), attempt=1, why=reason_of(error))
        async with self._transaction() as (_, driver):
            await parking.park(driver, [fact], 1, now() + self._backoff[0], reason_of(error))

    @asynccontextmanager
    async def _transaction(self) -> AsyncIterator[tuple[AsyncSession, Connection]]:
        async with self._database.transaction(None) as session:
            driver = await _driver(session)
            await must_lead(driver, self.epoch)
            yield session, driver

    async def _new(self, driver: Connection, facts: Sequence[Ready]) -> list[Told[Fact]]:
        once = {fact.told.id: fact.told for fact in facts}
        rows = await driver.fetch(_INBOX, list(once))
        new = {row["event_id"] for row in rows}
        return [told for told in once.values() if told.id in new]

    async def _react(self, session: AsyncSession, told: Sequence[Told[Fact]]) -> None:
        try:
            for reaction, center, run in cut(told, self._reactions.__getitem__):
                await _enter(session, center)
                await self._run(reaction, session, run)
        finally:
            be_caused_by(None)

    def _count(self, new: Sequence[Told[Fact]], of: int) -> None:
        metrics.REPEATED.labels(self._service).inc(of - len(new))
        for of_type, count in Counter(told.fact.type for told in new).items():
            metrics.APPLIED.labels(self._service, of_type).inc(count)

    async def _run(self, reaction: Reaction, session: AsyncSession, run: Run[Fact]) -> None:
        be_caused_by(run[0] if len(run) == 1 else None)
        began = time.perf_counter()
        with self._span(reaction, run):
            await reaction.run(session, run)
        seconds = time.perf_counter() - began
        metrics.REACTION_SECONDS.labels(self._service, reaction.run.__name__).observe(seconds)


async def _driver(session: AsyncSession) -> Connection:
    raw = await (await session.connection()).get_raw_connection()
    return cast(Connection, raw.driver_connection)


async def _enter(session: AsyncSession, center: UUID | None) -> None:
    """What was added in one center is written before another one is entered."""
    if session.info.get(CENTER) == center:
        return
    await session.flush()
    session.info[CENTER] = center
    await session.execute(_ENTER, {"center": str(center) if center else ""})
