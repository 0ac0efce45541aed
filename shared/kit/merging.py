"""Two ids that turned out to be one person: who became whom, also for facts that come late.

What is moved and how it comes back stands in `shared.kit.merge_moves`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from shared.contracts.fact import Fact
from shared.contracts.registry import MergeUndoneV1, ResidentMergedV1
from shared.kit.database import CENTER
from shared.kit.reactions import Told
from shared.kit.schema import Operations, tenant_table

F = TypeVar("F", bound=Fact)

_MERGED = """
create table merged_residents (
  center_id uuid not null,
  merge_id uuid not null,
  gone_id uuid not null,
  kept_id uuid not null,
  undone boolean not null,
  primary key (center_id, merge_id)
)
"""
_MOVES = """
create table merge_moves (
  center_id uuid not null,
  merge_id uuid not null,
  number integer generated always as identity,
  what text not null check (what in ('moved', 'set_aside', 'changed')),
  of_table text not null,
  key jsonb not null,
  before jsonb not null,
  after jsonb not null,
  noted_at timestamptz not null,
  primary key (center_id, merge_id, number)
)
"""


def create_merging(op: Operations) -> None:
    """Creates, for a migration, the table of who became whom and the journal."""
    for table, script in (("merged_residents", _MERGED), ("merge_moves", _MOVES)):
        op.execute(script)
        tenant_table(op, table)
    op.execute("create index merged_residents_gone on merged_residents (center_id, gone_id) where not undone")
    op.execute("create index merged_residents_kept on merged_residents (center_id, kept_id)")


@dataclass(frozen=True, slots=True)
class Merge:
    """One merge: `gone` is `kept` from now on."""

    id: UUID
    gone: UUID
    kept: UUID


def merge_of(fact: ResidentMergedV1 | MergeUndoneV1) -> Merge:
    """The merge that a fact tells of."""
    return Merge(fact.merge_id, fact.resident_id, fact.kept_id)


async def begin(session: AsyncSession, merge: Merge) -> bool:
    """Notes who became whom; False where that is known already, or was undone before it was heard of."""
    made = await session.execute(
        text(
            """
            insert into merged_residents (center_id, merge_id, gone_id, kept_id, undone)
            values (:center, :merge, :gone, :kept, false) on conflict do nothing returning 1
            """
        ),
        {"center": session.info[CENTER], "merge": merge.id, "gone": merge.gone, "kept": merge.kept},
    )
    return made.first() is not None


async def end(session: AsyncSession, merge: Merge) -> bool:
    """Notes that the two are two again; False where nothing is to be undone: unknown, or undone already."""
    told = {"center": session.info[CENTER], "merge": merge.id, "gone": merge.gone, "kept": merge.kept}
    undone = await session.execute(
        text(
            """
            update merged_residents set undone = true
            where center_id = :center and merge_id = :merge and not undone returning 1
            """
        ),
        told,
    )
    if undone.first() is not None:
        return True
    await session.execute(
        text(
            """
            insert into merged_residents (center_id, merge_id, gone_id, kept_id, undone)
            values (:center, :merge, :gone, :kept, true) on conflict do nothing
            """
        ),
        told,
    )
    return False


async def kept_of(session: AsyncSession, people: Iterable[UUID]) -> dict[UUID, UUID]:
    """Who each of these people is by now; whoever was not merged is themselves."""
    who = {one: one for one in people}
    for _ in range(_LONGEST_CHAIN):
        rows = await session.execute(_KEPT, {"center": session.info[CENTER], "ids": list(set(who.values()))})
        next_ones = {row.gone_id: row.kept_id for row in rows}
        if not next_ones:
            break
        who = {one: next_ones.get(now_known, now_known) for one, now_known in who.items()}
    return who


_LONGEST_CHAIN = 20
_KEPT = text(
    """
    select gone_id, kept_id from merged_residents
    where center_id = :center and gone_id = any(cast(:ids as uuid[])) and not undone
    """
)


async def as_kept(session: AsyncSession, told: Sequence[Told[F]]) -> list[Told[F]]:
    """The facts with whoever was merged since they happened being who they are by now."""
    named = {
        name: {getattr(one.fact, name) for one in told} for name in _PEOPLE if hasattr(told[0].fact, name)
    }
    people = {one for ids in named.values() for one in ids if one is not None}
    who = {one: kept for one, kept in (await kept_of(session, people)).items() if one != kept}
    if not who:
        return list(told)
    return [replace(one, fact=_with(one.fact, named, who)) for one in told]


def _with(fact: F, names: Iterable[str], who: Mapping[UUID, UUID]) -> F:
    changed = {name: who[person] for name in names if (person := getattr(fact, name)) in who}
    return fact.model_copy(update=changed)


_PEOPLE = ("resident_id", "asking_id", "helping_id", "organiser_id")
"""The fields of facts that name a resident."""
