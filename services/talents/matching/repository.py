"""Finds a handful of candidates through indexes, at a cost that does not grow with what is stored.

Each statement walks one index per pattern of free times and stops after a few rows; it reads ten rows
of one skill or ten thousand alike. Among those who were never asked, each need starts at a lot of its own,
so that the first three of a long list are not everybody's candidates. Only equality and order of uuid,
text and numbers are used: other operators would be run on every row that row-level security lets through.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncSession

from services.talents.needs.model import Need
from services.talents.offers.model import Offer, lot_of
from services.talents.times.model import from_mask
from shared.contracts.codes import TimeOfDay

_HELPERS = text(
    """
    with near as (
      select id from offers
      where house_id = (select house_id from residents where id = :me) and skill = :skill
        and state = 'standing' and free = any(cast(:masks as smallint[]))
        and resident_id <> all(cast(:but as uuid[]))
      order by asked_at nulls first, id limit 4
    ), rested as (
      select found.id from unnest(cast(:masks as smallint[])) as mask cross join lateral (
        (select id, asked_at from offers
          where skill = :skill and free = mask and state = 'standing' and asked_at is null and lot >= :lot
            and resident_id <> all(cast(:but as uuid[]))
          order by asked_at nulls first, lot limit 3)
        union all
        (select id, asked_at from offers
          where skill = :skill and free = mask and state = 'standing' and asked_at is null and lot < :lot
            and resident_id <> all(cast(:but as uuid[]))
          order by asked_at nulls first, lot limit 3)
        union all
        (select id, asked_at from offers
          where skill = :skill and free = mask and state = 'standing' and asked_at is not null
            and resident_id <> all(cast(:but as uuid[]))
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
    select me.house_id as my_house, me.erased, me.asked_at as my_asked_at, me.helped as my_helped, found.*
    from (select 1) as once left join residents as me on me.id = :me left join found on true
    """
)

_NEEDS = text(
    """
    with found as (
      select chosen.* from unnest(cast(:masks as smallint[])) as mask cross join lateral (
        select id, resident_id, house_id, free from needs
        where skill = :skill and free = mask and state = 'open' and candidates < 3
          and resident_id <> :me
          and not exists (select from matches where need_id = needs.id and helping_id = :me)
        order by id limit 3
      ) as chosen
      order by chosen.id limit 3
    )
    select me.house_id as my_house, me.erased, me.asked_at as my_asked_at, me.helped as my_helped, found.*
    from (select 1) as once left join residents as me on me.id = :me left join found on true
    """
)


@dataclass(frozen=True, slots=True)
class Me:
    """Whoever looks: a resident that the registry has not yet told of has no house here."""

    house_id: UUID | None
    erased: bool
    asked_at: datetime | None
    helped: int


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
    """A need that an offer may answer."""

    need_id: UUID
    resident_id: UUID
    house_id: UUID | None
    free: list[TimeOfDay]


async def helpers(
    session: AsyncSession, need: Need, masks: Sequence[int], but: Collection[UUID] = ()
) -> tuple[Me, list[Helper]]:
    """Standing offers that answer `need`, free at `masks`, of others than `but`: near ones, and rested ones."""
    me = need.resident_id
    looked_for = {"me": me, "skill": need.skill, "masks": masks, "but": [me, *but], "lot": lot_of(need.id)}
    rows = await session.execute(_HELPERS, looked_for)
    found = rows.all()
    return _me(found[0]), [
        Helper(row.id, row.resident_id, row.house_id, from_mask(row.free), row.asked_at, row.helped)
        for row in found
        if row.id is not None
    ]


async def askers(session: AsyncSession, offer: Offer, masks: Sequence[int]) -> tuple[Me, list[Asker]]:
    """Open needs that `offer` answers, free at `masks`, with no handful of candidates yet: the oldest first."""
    rows = await session.execute(_NEEDS, {"me": offer.resident_id, "skill": offer.skill, "masks": masks})
    found = rows.all()
    return _me(found[0]), [
        Asker(row.id, row.resident_id, row.house_id, from_mask(row.free))
        for row in found
        if row.id is not None
    ]


def _me(row: Row[Any]) -> Me:  # Any: a hand-written statement has no mapped columns
    return Me(row.my_house, bool(row.erased), row.my_asked_at, row.my_helped or 0)
