"""Finds a handful of candidates through indexes, at a cost that does not grow with what is stored.

Each statement walks one index per pattern of free times and stops after a few rows; it reads ten rows
of one skill or ten thousand alike. Among those who were never asked, each need starts at a lot of its own,
so that the first three of a long list are not everybody's candidates. Only equality and order of uuid,
text and numbers are used: other operators would be run on every row that row-level security lets through.

Offers and needs are hot paths: what is found and what is written go to the driver in one or two statements.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, cast
from uuid import UUID

import asyncpg
from sqlalchemy.ext.asyncio import AsyncSession

from services.talents.matching.model import Fit
from services.talents.needs.model import Need
from services.talents.offers.model import Offer, lot_of
from services.talents.times.model import from_mask, suiting, to_mask
from shared.contracts.codes import TimeOfDay
from shared.kit.clock import now
from shared.kit.ids import new_id

_HELPERS = """
with near as (
  select id from offers
  where house_id = (select house_id from residents where id = $1) and skill = $2
    and state = 'standing' and free = any($3::smallint[]) and resident_id <> all($4::uuid[])
  order by asked_at nulls first, id limit 4
), rested as (
  select found.id from unnest($3::smallint[]) as mask cross join lateral (
    (select id, asked_at from offers
      where skill = $2 and free = mask and state = 'standing' and asked_at is null and lot >= $5
        and resident_id <> all($4::uuid[])
      order by asked_at nulls first, lot limit 3)
    union all
    (select id, asked_at from offers
      where skill = $2 and free = mask and state = 'standing' and asked_at is null and lot < $5
        and resident_id <> all($4::uuid[])
      order by asked_at nulls first, lot limit 3)
    union all
    (select id, asked_at from offers
      where skill = $2 and free = mask and state = 'standing' and asked_at is not null
        and resident_id <> all($4::uuid[])
      order by asked_at nulls first, lot limit 3)
    limit 3
  ) as found
  order by found.asked_at nulls first, found.id limit 6
), found as (
  select o.id, o.resident_id, o.house_id, o.free, o.asked_at, coalesce(r.helped, 0) as helped
  from (select id from near union select id from rested) as chosen
  join offers as o on o.id = chosen.id
  left join residents as r on r.id = o.resident_id
)
select me.house_id as my_house, me.erased, me.refused, found.*
from (select 1) as once left join residents as me on me.id = $1 left join found on true
"""

_ADD = """
insert into matches (center_id, id, need_id, offer_id, asking_id, helping_id, skill, state, common_times,
  times_known, same_house, helper_asked_at, helper_helped, found_at, version)
select current_setting('app.center')::uuid, id, $1, offer_id, $2, helping_id, $3, 'found', common_times,
  times_known, same_house, asked_at, helped, $4, 1
from unnest($5::uuid[], $6::uuid[], $7::uuid[], $8::smallint[], $9::boolean[], $10::boolean[],
  $11::timestamptz[], $12::integer[])
  as chosen (id, offer_id, helping_id, common_times, times_known, same_house, asked_at, helped)
"""
_STATE = f"""
with stated as (
  insert into needs (center_id, id, resident_id, skill, stated_at, house_id, details, free, channel, candidates,
    state, version)
  values (current_setting('app.center')::uuid, $1, $2, $3, $4, $13, $14, $15, $16, $17, 'open', 1)
)
{_ADD}"""

_LOOK = """
with me as (
  select house_id, erased or refused as gone, asked_at, helped from residents where id = $2
), found as (
  select chosen.*, row_number() over (order by chosen.id) as place from (
    select waiting.* from unnest($6::smallint[]) as mask cross join lateral (
      select id, resident_id, house_id, free from needs
      where skill = $3 and free = mask and state = 'open' and candidates < 3 and resident_id <> $2
        and not exists (select from matches where need_id = needs.id and helping_id = $2)
      order by id limit 3
    ) as waiting
    order by waiting.id limit 3
  ) as chosen
), taken as (
  update needs set candidates = candidates + 1
  where id in (
      select needs.id from found join needs on needs.id = found.id and needs.state = 'open'
      order by needs.id for no key update of needs
    )
    and not coalesce((select gone from me), false)
  returning id
), matched as (
  insert into matches (center_id, id, need_id, offer_id, asking_id, helping_id, skill, state, common_times,
    times_known, same_house, helper_asked_at, helper_helped, found_at, version)
  select current_setting('app.center')::uuid, ($7::uuid[])[found.place], found.id, $1, found.resident_id, $2,
    $3, 'found', found.free & $4::smallint, found.free > 0 and $4::smallint > 0,
    coalesce(found.house_id = me.house_id, false), me.asked_at, coalesce(me.helped, 0), $5, 1
  from found join taken on taken.id = found.id left join me on true
)"""
_ANSWER = f"{_LOOK} select"
_MAKE = f"""{_LOOK}, made as (
  insert into offers (center_id, id, resident_id, house_id, skill, details, free, channel, state, made_at,
    asked_at, lot, version)
  select current_setting('app.center')::uuid, $1, $2, me.house_id, $3, $8, $4, $9, 'standing', $5,
    me.asked_at, $10, 1
  from (select 1) as once left join me on true
  where not coalesce(me.gone, false)
  returning 1
)
select exists (select from made)"""


class Driver(Protocol):
    """The part of an asyncpg connection that is used here; a transaction in the center's context is open."""

    async def fetch(self, query: str, *args: object) -> list[asyncpg.Record]: ...
    async def fetchval(self, query: str, *args: object) -> Any: ...  # Any: asyncpg's own
    async def execute(self, query: str, *args: object) -> str: ...


@dataclass(frozen=True, slots=True)
class Helper:
    """An offer that may answer a need."""

    offer_id: UUID
    resident_id: UUID
    house_id: UUID | None
    free: list[TimeOfDay]
    asked_at: datetime | None
    helped: int


@dataclass(frozen=True, slots=True)
class Asker:
    """Whoever needs help; one that the registry has not yet told of has no house here."""

    house_id: UUID | None
    erased: bool
    refused: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """A helper and how they suit."""

    helper: Helper
    fit: Fit


async def driver_of(session: AsyncSession) -> Driver:
    """The driver's connection in the session's own transaction, with all that the session has done so far."""
    await session.flush()
    raw = await (await session.connection()).get_raw_connection()
    return cast(Driver, raw.driver_connection)


async def helpers(
    driver: Driver, need: Need, masks: Sequence[int], but: Collection[UUID]
) -> tuple[Asker, list[Helper]]:
    """Standing offers that answer `need`, free at `masks`, of others than `but`: near ones, and rested ones."""
    me = need.resident_id
    rows = await driver.fetch(_HELPERS, me, need.skill, masks, [me, *but], lot_of(need.id))
    found = [
        Helper(
            row["id"],
            row["resident_id"],
            row["house_id"],
            from_mask(row["free"]),
            row["asked_at"],
            row["helped"],
        )
        for row in rows
        if row["id"] is not None
    ]
    return Asker(rows[0]["my_house"], bool(rows[0]["erased"]), bool(rows[0]["refused"])), found


async def write_need(driver: Driver, need: Need, chosen: Sequence[Candidate]) -> None:
    """Writes a new need with its candidates."""
    more = need.house_id, need.details, to_mask(need.free), need.channel, need.candidates
    await driver.execute(_STATE, *_chosen(need, need.stated_at, chosen), *more)


async def add_candidates(driver: Driver, need: Need, chosen: Sequence[Candidate]) -> None:
    """Adds candidates to a need that is there."""
    await driver.execute(_ADD, *_chosen(need, now(), chosen))


async def write_offer(driver: Driver, offer: Offer) -> bool:
    """Writes a new offer and makes it a candidate of the oldest needs that it answers and that still look for
    candidates; False, and nothing is written, where its author was erased or has
    taken back the consent to be matched.
    """
    more = offer.details, offer.channel, lot_of(offer.id)
    return bool(await driver.fetchval(_MAKE, *_looking(offer, offer.made_at), *more))


async def is_erased(driver: Driver, resident_id: UUID) -> bool:
    """Whether somebody who may not offer anything is no more, or has only taken their consent back."""
    return bool(await driver.fetchval("select erased from residents where id = $1", resident_id))


async def answer_needs(driver: Driver, offer: Offer) -> None:
    """Makes an offer that is there a candidate, as `write_offer` does."""
    await driver.execute(_ANSWER, *_looking(offer, now()))


def _looking(offer: Offer, at: datetime) -> tuple[object, ...]:
    ids = [new_id() for _ in range(3)]
    masks = suiting(offer.free)
    return offer.id, offer.resident_id, offer.skill, to_mask(offer.free), at, masks, ids


def _chosen(need: Need, at: datetime, chosen: Sequence[Candidate]) -> tuple[object, ...]:
    return (
        need.id,
        need.resident_id,
        need.skill,
        at,
        [new_id() for _ in chosen],
        [one.helper.offer_id for one in chosen],
        [one.helper.resident_id for one in chosen],
        [to_mask(one.fit.common_times) for one in chosen],
        [one.fit.times_known for one in chosen],
        [one.fit.same_house for one in chosen],
        [one.fit.asked_at for one in chosen],
        [one.fit.helped for one in chosen],
    )
