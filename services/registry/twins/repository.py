"""Finds who may be the same person through keys that a few have in common."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.houses.model import Premises
from services.registry.residents.model import Resident, ResidentContact
from services.registry.twins.model import Likeness, TwinReason, Twins, pair, weigh
from shared.kit.clock import now
from shared.kit.database import CENTER

_KEEP = text(
    """
    with old as (
      delete from twin_keys where center_id = :center and resident_id = :id and key <> all(cast(:keys as text[]))
    ), put as (
      insert into twin_keys (center_id, key, resident_id)
      select :center, key, :id from unnest(cast(:keys as text[])) as key on conflict do nothing
    )
    insert into twins_to_look_for (center_id, resident_id) values (:center, :id) on conflict do nothing
    """
)
_WITH_KEYS = text(
    """
    select distinct resident_id from unnest(cast(:keys as text[])) as wanted
      cross join lateral (
        select resident_id from twin_keys where center_id = :center and key = wanted limit 300
      ) as known
    where resident_id is distinct from :but
    """
)
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


async def keep_keys(session: AsyncSession, likeness: Likeness) -> None:
    """Notes by what a person may be found to be another, and that somebody should look."""
    told = {"center": session.info[CENTER], "id": likeness.id, "keys": sorted(likeness.keys)}
    await session.execute(_KEEP, told)


async def with_keys(session: AsyncSession, keys: Collection[str], but: UUID | None) -> Sequence[UUID]:
    """Residents who have one of the keys."""
    told = {"center": session.info[CENTER], "keys": sorted(keys), "but": but}
    return (await session.scalars(_WITH_KEYS, told)).all()


async def likenesses(session: AsyncSession, people: Iterable[UUID]) -> list[Likeness]:
    """What of these people is compared."""
    ids = list(people)
    contacts: dict[UUID, set[str]] = {}
    known = select(ResidentContact.resident_id, ResidentContact.value).where(
        ResidentContact.resident_id.in_(ids), ResidentContact.open_to != "sign_in"
    )
    for row in await session.execute(known):
        contacts.setdefault(row.resident_id, set()).add(row.value)
    wanted = select(
        Resident.id, Resident.family_name, Resident.given_name, Resident.patronymic, Resident.house_id,
        Resident.premises_id, Resident.birth_year,
    ).where(Resident.id.in_(ids))  # fmt: skip
    return [Likeness(*row, frozenset(contacts.get(row[0], ()))) for row in await session.execute(wanted)]


async def put_twins(
    session: AsyncSession, person: UUID, found: Sequence[tuple[UUID, Sequence[TwinReason]]]
) -> None:
    """These, and nobody else, may be the same person; what a manager has told apart stays."""
    of_person = (Twins.one_id == person) | (Twins.other_id == person)
    await session.execute(
        delete(Twins).where(of_person, Twins.state == "likely").execution_options(synchronize_session=False)
    )
    rows = [_row(session.info[CENTER], pair(person, other), reasons) for other, reasons in found]
    if rows:
        await session.execute(insert(Twins).values(rows).on_conflict_do_nothing())


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


async def told_apart_from(session: AsyncSession, person: UUID) -> set[UUID]:
    """Whom a manager has told apart from this person."""
    found = await session.execute(
        select(Twins.one_id, Twins.other_id).where(
            (Twins.one_id == person) | (Twins.other_id == person), Twins.state == "different"
        )
    )
    return {row.other_id if row.one_id == person else row.one_id for row in found}


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
