"""The outbox: facts are written in the transaction that makes them true; the relay publishes them afterwards."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from shared.contracts.fact import Fact
from shared.kit.clock import now
from shared.kit.correlation import causation_id, correlation_id, traceparent
from shared.kit.ids import new_id

_COLLECTED = "outgoing"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One fact on its way into the outbox."""

    id: UUID
    center: UUID
    type: str
    subject: str
    data: str
    correlation: str | None
    causation: str | None
    traceparent: str | None
    occurred_at: datetime


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """The answer to a command with an idempotency key, kept by the transaction that carried it out."""

    caller: str
    key: str
    request_hash: bytes
    status: int
    headers: str
    body: bytes


class _Driver(Protocol):
    async def execute(self, query: str, *args: object) -> str: ...


def outgoing(fact: Fact, center: UUID, because: UUID | None = None) -> Outgoing:
    """`fact` of `center` as an outbox row; `because` is the id of the fact that led to it."""
    cause = str(because) if because else causation_id.get()
    return Outgoing(
        new_id(), center, fact.type, fact.subject(center), fact.model_dump_json(),
        correlation_id.get(), cause, traceparent.get(), now(),
    )  # fmt: skip


def add(
    session: AsyncSession, fact: Fact, *, center: UUID | None = None, because: UUID | None = None
) -> None:
    """Publishes `fact` with the session's commit; the only way to publish.

    Lock or write the aggregate's row first: facts of one aggregate then keep the order in which they happened.
    `center` is needed only where the session has none.
    """
    of_center = center or session.info.get("center")
    if of_center is None:
        raise ValueError(f"{fact.type} belongs to no center")
    collected(session).append(outgoing(fact, of_center, because))


def collected(session: AsyncSession) -> list[Outgoing]:
    """What was added to this session and is not yet written."""
    found: list[Outgoing] = session.info.setdefault(_COLLECTED, [])
    return found


_WRITE = """
with kept as (
  insert into idempotency (caller, key, request_hash, status, headers, body)
  select $1, $2, $3, $4, $5, $6 where $2::text is not null
)
insert into outbox (event_id, center_id, type, subject, data, correlation_id, causation_id, traceparent, occurred_at)
select event_id, center_id, type, subject, data, correlation_id, causation_id, traceparent, occurred_at
from unnest($7::uuid[], $8::uuid[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[],
  $15::timestamptz[]) with ordinality as fact
  (event_id, center_id, type, subject, data, correlation_id, causation_id, traceparent, occurred_at, place)
order by place
"""


async def write(driver: _Driver, facts: list[Outgoing], kept: KeptAnswer | None) -> None:
    """Writes facts and the kept answer in one statement of the running transaction.

    Raises asyncpg.UniqueViolationError where another request with the same key has committed first.
    """
    answer = (None,) * 6 if kept is None else (
        kept.caller, kept.key, kept.request_hash, kept.status, kept.headers, kept.body
    )  # fmt: skip
    await driver.execute(
        _WRITE, *answer,
        [f.id for f in facts], [f.center for f in facts], [f.type for f in facts], [f.subject for f in facts],
        [f.data for f in facts], [f.correlation for f in facts], [f.causation for f in facts],
        [f.traceparent for f in facts], [f.occurred_at for f in facts],
    )  # fmt: skip
