"""Finds registrations, and signs people up in one statement."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

import asyncpg
from sqlalchemy import Select, delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.events.registrations.errors import RegistrationNotFound
from services.events.registrations.model import Registration, State
from shared.contracts.codes import Channel


class Driver(Protocol):
    """The part of an asyncpg connection that signing up needs."""

    async def fetchrow(self, query: str, *args: object) -> asyncpg.Record | None: ...


@dataclass(frozen=True)
class NewRegistration:
    """A registration to be made."""

    center_id: UUID
    id: UUID
    event_id: UUID
    resident_id: UUID
    channel: Channel
    made_at: datetime
    late: bool
    """Whether it may be made after the beginning, as from a paper list."""


_SIGN_UP = """
with taken as (
  update events set
    last_number = last_number + 1,
    registered = registered + case when registered >= capacity then 0 else 1 end,
    waiting = waiting + case when registered >= capacity then 1 else 0 end
  where center_id = $1 and id = $2 and cancelled_at is null and ($3 or starts_at > $4)
    and not exists (select from residents where center_id = $1 and id = $5 and erased)
  returning last_number, case when new.waiting > old.waiting then 'waiting' else 'registered' end as state
)
insert into registrations (center_id, id, event_id, resident_id, number, state, channel, made_at)
select $1, $6, $2, $5, last_number, state, $7, $4 from taken
on conflict do nothing
returning number, state
"""
"""Locks the event's row alone and counts nothing, so that its cost does not grow with what is stored."""


async def insert_registration(driver: Driver, new: NewRegistration) -> tuple[int, State] | None:
    """Number and state of the new registration; None where the event does not take it (roll back then)."""
    row = await driver.fetchrow(
        _SIGN_UP, new.center_id, new.event_id, new.late, new.made_at, new.resident_id, new.id, new.channel
    )
    return None if row is None else (row["number"], row["state"])


_WHY_NOT = """
select cancelled_at is not null as cancelled, starts_at <= $4 and not $5 as begun,
  exists (select from registrations r where r.center_id = $1 and r.event_id = $2 and r.resident_id = $3
    and r.state <> 'cancelled') as already
from events where center_id = $1 and id = $2
"""


async def why_not(driver: Driver, new: NewRegistration) -> asyncpg.Record | None:
    """`cancelled`, `begun` and `already` of a registration that was not taken; None without such an event."""
    return await driver.fetchrow(
        _WHY_NOT, new.center_id, new.event_id, new.resident_id, new.made_at, new.late
    )


async def registration_by_id(
    session: AsyncSession, registration_id: UUID, *, for_update: bool = False
) -> Registration:
    """The registration; raises RegistrationNotFound. Lock its event before locking it."""
    statement = select(Registration).where(Registration.id == registration_id)
    if for_update:
        statement = statement.with_for_update().execution_options(populate_existing=True)
    found = (await session.scalars(statement)).one_or_none()
    if found is None:
        raise RegistrationNotFound
    return found


async def standing_registration(
    session: AsyncSession, event_id: UUID, resident_id: UUID
) -> Registration | None:
    """The registration of a resident for an event that was not given up."""
    return await session.scalar(
        registrations_of_event(event_id, resident_id).where(Registration.state != "cancelled")
    )


def registrations_of_event(event_id: UUID, resident_id: UUID | None) -> Select[Registration]:
    """The registrations for an event, of one resident or of all."""
    statement = select(Registration).where(Registration.event_id == event_id)
    return statement if resident_id is None else statement.where(Registration.resident_id == resident_id)


def registrations_of_resident(resident_id: UUID) -> Select[Registration]:
    """Everything that one resident signed up for or came to."""
    return select(Registration).where(Registration.resident_id == resident_id)


async def first_waiting(session: AsyncSession, event_id: UUID, count: int) -> list[Registration]:
    """The first `count` of the waiting list, in the order in which they signed up. Lock the event before."""
    found = await session.scalars(
        select(Registration)
        .where(Registration.event_id == event_id, Registration.state == "waiting")
        .order_by(Registration.number)
        .limit(count)
    )
    return list(found.all())


async def delete_registrations(session: AsyncSession, resident_id: UUID) -> None:
    """Forgets everything that a resident signed up for and came to."""
    await session.execute(delete(Registration).where(Registration.resident_id == resident_id))
