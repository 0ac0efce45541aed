"""Finds who may be the same person through keys that a few have in common."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.finding.twins.model import Likeness, TwinReason, Twins, pair, weigh
from services.registry.places.houses.model import Premises
from services.registry.storage.repository import driver_of, one_at_a_time
from shared.kit.clock import now
from shared.kit.database import CENTER

KEEPING = """
    put as (
      insert into twin_keys (center_id, key, resident_id)
      select :center, key, :id from unnest(cast(:keys as text[])) as key on conflict do nothing
    ), waiting as (
      insert into twins_to_look_for (center_id, resident_id) values (:center, :id) on conflict do nothing
    )
"""
"""Parts of a statement that let duplicates of a new person be looked for, by the keys of a `Likeness`."""

_KEEP = text(
    f"""
    with {KEEPING}
    delete from twin_keys where center_id = :center and resident_id = :id and key <> all(cast(:keys as text[]))
    """
)
_WITH_KEYS = text(
    """
    select distinct resident_id from unnest(cast(:keys as text[])) as wanted
      cross join lateral (
        select resident_id from twin_keys where center_id = :center and key = wanted limit 300
      ) as known
    """
)
_SHARING = text(
    """
    select own.resident_id, known.resident_id as other_id
    from unnest(cast(:ids as uuid[])) as one (id)
      join twin_keys as own on own.center_id = :center and own.resident_id = one.id
      cross join lateral (
        select resident_id from twin_keys where center_id = :center and key = own.key limit 300
      ) as known
    where known.resident_id <> own.resident_id
    group by 1, 2 order by count(*) desc, 2
    """
)
_WITH_EACH_KEY = """
select wanted.person, known.resident_id
from unnest($2::text[], $3::uuid[]) as wanted (key, person)
  cross join lateral (select resident_id from twin_keys where center_id = $1 and key = wanted.key limit 50) as known
where known.resident_id <> wanted.person
group by 1, 2 order by count(*) desc, 2
"""
"""Who has most in common comes first: of a crowd in which all are alike only so many are compared and listed."""
_ENTER_KEYS = """
insert into twin_keys (center_id, key, resident_id)
select $1, k.key, k.resident from unnest($2::text[], $3::uuid[]) as k (key, resident)
"""
_LIKENESSES = """
select p.id, p.family_name, p.given_name, p.patronymic, p.house_id, p.premises_id, p.birth_year,
  (select array_agg(c.value) from resident_contacts c
    where c.center_id = p.center_id and c.resident_id = p.id and c.open_to <> 'sign_in' and not c.shared)
from residents p where p.center_id = $1 and p.id = any($2::uuid[])
"""
_TAKE = text(
    """
    delete from twins_to_look_for where (center_id, resident_id) in (
      select center_id, resident_id from twins_to_look_for where center_id = :center
      order by resident_id limit :limit for update skip locked)
    returning resident_id
    """
)
_WAITING = text(
    "select count(*) from (select 1 from twins_to_look_for where center_id = :center limit 10001) as w"
)


async def look_alone(session: AsyncSession) -> None:
    """Lets nobody else look for pairs in this center until the transaction ends: of two who look at the same time, the
    one would take away what the other has just found."""
    await one_at_a_time(session, "twins", session.info[CENTER])


async def keep_keys(session: AsyncSession, likeness: Likeness) -> None:
    """Notes by what a person may be found to be another, and that somebody should look."""
    told = {"center": session.info[CENTER], "id": likeness.id, "keys": sorted(likeness.keys)}
    await session.execute(_KEEP, told)


async def with_keys(session: AsyncSession, keys: Collection[str]) -> Sequence[UUID]:
    """Residents who have one of the keys."""
    return (await session.scalars(_WITH_KEYS, {"center": session.info[CENTER], "keys": sorted(keys)})).all()


async def sharing_keys(session: AsyncSession, people: Sequence[UUID]) -> dict[UUID, list[UUID]]:
    """For each of these residents the others who have a key of theirs, who has most of them first."""
    found: dict[UUID, list[UUID]] = {}
    for row in await session.execute(_SHARING, {"center": session.info[CENTER], "ids": list(people)}):
        found.setdefault(row.resident_id, []).append(row.other_id)
    return found


async def enter_keys(session: AsyncSession, people: Sequence[Likeness]) -> dict[UUID, list[UUID]]:
    """As `keep_keys`, for people who were just entered; whom each of them shares a key with, as `sharing_keys`."""
    driver, center = await driver_of(session), session.info[CENTER]
    pairs = [(key, person.id) for person in people for key in person.keys]
    keys, ids = [key for key, _ in pairs], [person for _, person in pairs]
    await driver.execute(_ENTER_KEYS, center, keys, ids)
    found: dict[UUID, list[UUID]] = {}
    for person, other in await driver.fetch(_WITH_EACH_KEY, center, keys, ids):
        found.setdefault(person, []).append(other)
    return found


async def likenesses(session: AsyncSession, people: Iterable[UUID]) -> list[Likeness]:
    """What of these people is compared."""
    driver, center, ids = await driver_of(session), session.info[CENTER], list(people)
    return [
        Likeness(row[0], row[1], row[2], row[3], row[4], row[5], row[6], frozenset(row[7] or ()))
        for row in await driver.fetch(_LIKENESSES, center, ids)
    ]


async def put_twins(
    session: AsyncSession, people: Sequence[UUID], found: Mapping[tuple[UUID, UUID], Sequence[TwinReason]]
) -> None:
    """Of all pairs with these people exactly those found are likely; what a manager has told apart stays."""
    of_people = Twins.one_id.in_(people) | Twins.other_id.in_(people)
    await session.execute(
        delete(Twins).where(of_people, Twins.state == "likely").execution_options(synchronize_session=False)
    )
    await add_twins(session, found)


async def add_twins(session: AsyncSession, found: Mapping[tuple[UUID, UUID], Sequence[TwinReason]]) -> None:
    """These pairs are likely, unless something is known of them already."""
    rows = [_row(session.info[CENTER], ids, reasons) for ids, reasons in found.items()]
    if rows:
        await session.execute(insert(Twins).on_conflict_do_nothing(), rows)


async def take_unseen(session: AsyncSession, limit: int) -> Sequence[UUID]:
    """Some residents whose duplicates nobody has looked for since they were entered or changed."""
    return (await session.scalars(_TAKE, {"center": session.info[CENTER], "limit": limit})).all()


async def count_unseen(session: AsyncSession) -> int:
    """How many wait to be looked at; more than ten thousand are not counted."""
    return await session.scalar(_WAITING, {"center": session.info[CENTER]}) or 0


async def likely_pairs(
    session: AsyncSession, center: UUID, person: UUID | None, limit: int
) -> tuple[Sequence[Twins], int]:
    """Pairs to be looked at by a manager, of one person or of all, and how many there are."""
    wanted = select(Twins).where(Twins.center_id == center, Twins.state == "likely")
    if person is not None:
        wanted = wanted.where((Twins.one_id == person) | (Twins.other_id == person))
    first = wanted.order_by(Twins.weight.desc(), Twins.one_id, Twins.other_id).limit(limit)
    total = await session.scalar(select(func.count()).select_from(wanted.subquery()))
    return (await session.scalars(first)).all(), total or 0


async def premises_at(session: AsyncSession, house: UUID, flat: str) -> UUID | None:
    """The id of a flat, where somebody from it is known."""
    return await session.scalar(
        select(Premises.id).where(Premises.house_id == house, Premises.number == flat)
    )


async def tell_apart(session: AsyncSession, one: UUID, other: UUID, by: UUID, at: datetime) -> None:
    """Remembers that the two are different people."""
    first, second = pair(one, other)
    decided = {"state": "different", "decided_by": by, "decided_at": at}
    row = insert(Twins).values(
        center_id=session.info[CENTER],
        one_id=first,
        other_id=second,
        weight=0,
        reasons=[],
        noticed_at=at,
        **decided,
    )
    await session.execute(
        row.on_conflict_do_update(index_elements=["center_id", "one_id", "other_id"], set_=decided)
    )


async def told_apart(session: AsyncSession, people: Sequence[UUID]) -> set[tuple[UUID, UUID]]:
    """The pairs with one of these people that a manager has told apart, each in its order."""
    found = await session.execute(
        select(Twins.one_id, Twins.other_id).where(
            Twins.one_id.in_(people) | Twins.other_id.in_(people), Twins.state == "different"
        )
    )
    return {(row.one_id, row.other_id) for row in found}


def _row(center: UUID, ids: tuple[UUID, UUID], reasons: Sequence[TwinReason]) -> dict[str, object]:
    return {
        "center_id": center,
        "one_id": ids[0],
        "other_id": ids[1],
        "state": "likely",
        "weight": weigh(reasons),
        "reasons": list(reasons),
        "noticed_at": now(),
    }
