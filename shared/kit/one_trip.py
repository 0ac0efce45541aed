"""Work for a hot path that is one call of a function in the service's own database, so one trip and one commit.

The function enters the center itself (`set_config('app.center', …, true)`), does the work as the caller under
row-level security, and ends with `KEEP`, which writes the audit line, the kept answer and the facts that came in
`ARGUMENTS`. It refuses by `raise exception`, which undoes everything: the message is a name that the endpoint
knows a DomainError by. docs/adr/0004 lists which paths these are.

A reaction does the same by the same function, within its session: `call_within`.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import asyncpg
from fastapi import Depends
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request

from shared.contracts.fact import Fact
from shared.contracts.permissions import roles_of
from shared.kit import outbox
from shared.kit.access import Caller
from shared.kit.correlation import correlation_id
from shared.kit.database import CENTER, Driver, driver_of
from shared.kit.outbox import KeptAnswer, Outgoing
from shared.kit.problems import DomainError
from shared.kit.work import Admission, Work

ARGUMENTS = """
  kept_caller text, kept_key text, kept_hash bytea, kept_status smallint, kept_headers text, kept_body bytea,
  fact_ids uuid[], fact_types text[], fact_subjects text[], fact_data text[], fact_times timestamptz[],
  fact_cause text, fact_trace text, correlation text,
  note_actor uuid, note_role text, note_action text, note_about uuid, note_ground text, note_evidence text
"""
"""The last arguments of such a function."""

KEEP = """
  if note_action is not null then
    insert into audit (center_id, actor_id, actor_role, action, about_id, ground, evidence, correlation_id)
    values (of_center, note_actor, note_role, note_action, note_about, note_ground, note_evidence, correlation);
  end if;
  if kept_key is not null then
    insert into idempotency (caller, key, request_hash, status, headers, body)
    values (kept_caller, kept_key, kept_hash, kept_status, kept_headers, kept_body);
  end if;
  insert into outbox
    (event_id, center_id, type, subject, data, correlation_id, causation_id, traceparent, occurred_at)
  select fact.id, of_center, fact.type, fact.subject, fact.data, correlation, fact_cause, fact_trace, fact.at
  from unnest(fact_ids, fact_types, fact_subjects, fact_data, fact_times) with ordinality
    as fact (id, type, subject, data, at, place)
  order by fact.place;
"""
"""The last statements of such a function, whose first argument is named `of_center`."""

Refusals = Mapping[str, type[DomainError]]
"""What a function refuses, by the messages that it raises."""

_NO_ANSWER = (None,) * 6
_NO_NOTE = (None,) * 4


class OneTrip(Work):
    """Work that the route ends with one call: `call` says which, `add` and `note` what goes along."""

    def __init__(self, request: Request, caller: Caller | None, center: UUID | None) -> None:
        super().__init__(request, caller, center)
        self._facts: list[Outgoing] = []
        self._note: tuple[object, ...] = _NO_NOTE
        self._function = ""
        self._arguments: Sequence[object] = ()
        self._refusals: Refusals = {}

    def call(self, function: str, *arguments: object, refusals: Refusals) -> None:
        """Ends the request with `function(center, *arguments, …)`."""
        self._function, self._arguments, self._refusals = function, arguments, refusals

    def add(self, fact: Fact) -> None:
        """Publishes `fact` with the call."""
        self._facts.append(outbox.outgoing(fact, self.center))

    def note(
        self, action: str, about: UUID | None = None, ground: str | None = None, evidence: str | None = None
    ) -> None:
        """Writes one line of the audit log with the call, as `audit.note` does."""
        self._note = action, about, ground, evidence

    async def commit(self, kept: KeptAnswer | None) -> None:
        if not self._function:
            await super().commit(kept)
            return
        along = _along(kept, self._facts, (self.caller.id, self.caller.role, *self._note))
        pool = await self.database.pool()
        await _call(pool, self._function, (self.center, *self._arguments, *along), self._refusals)
        if self._facts:
            self.database.wake.set()


async def call_within(session: AsyncSession, function: str, *arguments: object, refusals: Refusals) -> None:
    """Calls `function(center, *arguments, …)` within the session's transaction, after all that the session has done;
    facts are added to the session."""
    center, driver = session.info[CENTER], await driver_of(session)
    await _call(driver, function, (center, *arguments, *_along(None, (), (None, None, *_NO_NOTE))), refusals)


async def _call(driver: Driver, function: str, arguments: Sequence[object], refusals: Refusals) -> None:
    places = ", ".join(f"${place}" for place in range(1, len(arguments) + 1))
    try:
        await driver.execute(f"select {function}({places})", *arguments)
    except asyncpg.RaiseError as error:
        refusal = refusals.get(str(error))
        if refusal is None:
            raise
        raise refusal from None


def _along(
    kept: KeptAnswer | None, facts: Sequence[Outgoing], note: tuple[object, ...]
) -> tuple[object, ...]:
    """The last arguments, in the order of `ARGUMENTS`."""
    answer: tuple[object, ...] = _NO_ANSWER
    if kept is not None:
        answer = kept.caller, kept.key, kept.request_hash, kept.status, kept.headers, kept.body
    first = facts[0] if facts else None
    return (
        *answer,
        [fact.id for fact in facts],
        [fact.type for fact in facts],
        [fact.subject for fact in facts],
        [fact.data for fact in facts],
        [fact.occurred_at for fact in facts],
        first.causation if first else None,
        first.traceparent if first else None,
        correlation_id.get(),
        *note,
    )


def one_trip(permission: str) -> Any:  # Any: FastAPI's own type of a dependency
    """As `may`, for one of the named hot paths."""
    return Depends(Admission(OneTrip, roles_of(permission), permission))
