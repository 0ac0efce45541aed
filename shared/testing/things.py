"""A service that exists for tests alone: things that are moved step by step, and a table of what was applied."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

import asyncpg
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from shared.contracts.fact import Fact
from shared.kit.reactions import Reactions, Told
from shared.kit.replies import Replies
from shared.kit.schema import create_kit
from shared.kit.tasks import AskingTask, Task


class ThingMovedV1(Fact, type="kit.thing.moved.v1"):
    """A thing was moved by one step."""

    thing_id: UUID
    step: int


class ThingLostV1(Fact, type="kit.thing.lost.v1"):
    """A thing was lost."""

    thing_id: UUID


TABLES = """
create table effect (
  place bigint generated always as identity primary key,
  center_id uuid not null,
  thing_id uuid not null,
  step int not null,
  fact_id uuid not null,
  tenant text not null
);
create index on effect (thing_id, place);
create table thing (id uuid primary key, step int not null default 0);
"""

_APPLY = text("""
insert into effect (center_id, thing_id, step, fact_id, tenant)
select center_id, thing_id, step, fact_id, coalesce(current_setting('app.center', true), '')
from unnest(cast(:centers as uuid[]), cast(:things as uuid[]), cast(:steps as int[]), cast(:facts as uuid[]))
  with ordinality as told (center_id, thing_id, step, fact_id, place)
order by place
""")

Hurts = Callable[[Told[ThingMovedV1]], bool]


class Poisoned(ValueError):
    """A reaction could not stand a fact."""


@dataclass(frozen=True)
class Declared:
    """The declaration of a service, as far as the bus needs it."""

    name: str
    reactions: Sequence[Reactions] = ()
    replies: Sequence[Replies] = ()
    tasks: Sequence[Task | AskingTask] = ()


def note_steps(hurts: Hurts = lambda _: False, *, tenant: bool = True) -> Reactions:
    """Reactions that write every step down; they fail on each fact that `hurts`."""
    reactions = Reactions(tenant=tenant)

    @reactions.on(ThingMovedV1)
    async def note(session: AsyncSession, told: Sequence[Told[ThingMovedV1]]) -> None:
        steps = {
            "centers": [one.center for one in told],
            "things": [one.fact.thing_id for one in told],
            "steps": [one.fact.step for one in told],
            "facts": [one.id for one in told],
        }
        await session.execute(_APPLY, steps)
        if any(hurts(one) for one in told):
            raise Poisoned

    return reactions


async def create_tables(dsn: str) -> None:
    """The kit's tables and the test's own."""
    collected = _Collected()
    create_kit(collected)
    connection = await asyncpg.connect(dsn)
    try:
        for statement in (*collected.statements, TABLES):
            await connection.execute(statement)
    finally:
        await connection.close()


class _Collected:
    def __init__(self) -> None:
        self.statements: list[str] = []

    def execute(self, sqltext: str) -> None:
        self.statements.append(sqltext)
