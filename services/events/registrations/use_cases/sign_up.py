"""Signs a resident up for an event: a place where there is one, else the waiting list.

The usual sign-up is one statement. It shares the event's row with the other sign-ups and takes a free place of its
own (those that others are just taking are skipped), so that a crowd does not queue up behind one row, and it counts
nothing, so that its cost does not grow. Whoever finds no free place asks again with the event's row for themselves:
nobody is then half-way through taking or giving up a place, and only then does anybody go on the waiting list.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

import asyncpg

from services.events.calendar.errors import EventBegun, EventCancelled, EventNotFound
from services.events.registrations.errors import AlreadyRegistered
from services.events.registrations.schemas import RegistrationRead
from shared.contracts.codes import Channel
from shared.contracts.events import RegistrationMadeV1


class Driver(Protocol):
    """The part of an asyncpg connection that signing up needs."""

    async def fetchrow(self, query: str, *args: object) -> asyncpg.Record | None: ...


@dataclass(frozen=True)
class SignUp:
    """A registration to be made; `late` ones may be made after the beginning, as from a paper list."""

    center_id: UUID
    id: UUID
    event_id: UUID
    resident_id: UUID
    channel: Channel
    made_at: datetime
    late: bool


_TAKE_PLACE = """
with event as (
  select capacity from events
  where center_id = $1 and id = $2 and cancelled_at is null and ($3 or starts_at > $4)
    and not exists (select from residents where center_id = $1 and id = $5 and erased)
  for key share
),
place as (
  delete from free_places where ctid = (
    select ctid from free_places
    where center_id = $1 and event_id = $2 and exists (select from event)
    limit 1 for update skip locked
  )
  returning 1
),
answer as (
  select case when capacity is null or exists (select from place) then 'registered' else 'waiting' end as state
  from event
),
made as (
  insert into registrations (center_id, id, event_id, resident_id, state, channel, made_at, queued_at)
  select $1, $6, $2, $5, state, $7, $4, case when state = 'waiting' then clock_timestamp() end from answer
  where state = 'registered' or $8
  on conflict do nothing
  returning state
)
select state, exists (select from made) as made from answer
"""
"""No row: the event takes nobody. The event's row comes before its places, here as everywhere."""

_LOOK = """
select cancelled_at is not null as cancelled, starts_at <= $3 and not $4 as begun
from events where center_id = $1 and id = $2
"""
_LOCK = _LOOK + " for update"


async def sign_up(
    driver: Driver, wish: SignUp, begin_again: Callable[[], Awaitable[None]]
) -> RegistrationRead:
    """The registration as made; the caller commits it together with `said_of`.

    `begin_again` begins the transaction anew, because a shared lock cannot become one's own without a deadlock.
    Raises EventNotFound, EventCancelled, EventBegun, AlreadyRegistered; then nothing may be committed.
    """
    found = await _take_place(driver, wish, may_wait=False)
    if found is not None and found["state"] == "waiting":
        await begin_again()
        await _must_be_open(driver, _LOCK, wish)
        found = await _take_place(driver, wish, may_wait=True)
    if found is None:
        await _must_be_open(driver, _LOOK, wish)
        raise EventNotFound  # an erased resident, whose token lives for some minutes more
    if not found["made"]:
        raise AlreadyRegistered
    return RegistrationRead(
        id=wish.id,
        event_id=wish.event_id,
        resident_id=wish.resident_id,
        state=found["state"],
        channel=wish.channel,
        made_at=wish.made_at,
        attended_at=None,
    )


def said_of(made: RegistrationRead) -> RegistrationMadeV1:
    """The fact that a registration is."""
    return RegistrationMadeV1(
        registration_id=made.id,
        event_id=made.event_id,
        resident_id=made.resident_id,
        waiting=made.state == "waiting",
        channel=made.channel,
    )


async def _take_place(driver: Driver, wish: SignUp, *, may_wait: bool) -> asyncpg.Record | None:
    return await driver.fetchrow(
        _TAKE_PLACE, wish.center_id, wish.event_id, wish.late, wish.made_at, wish.resident_id, wish.id,
        wish.channel, may_wait,
    )  # fmt: skip


async def _must_be_open(driver: Driver, look: str, wish: SignUp) -> None:
    event = await driver.fetchrow(look, wish.center_id, wish.event_id, wish.made_at, wish.late)
    if event is None:
        raise EventNotFound
    if event["cancelled"]:
        raise EventCancelled
    if event["begun"]:
        raise EventBegun
