"""What every service that uses somebody's data knows of their consents: when each was last given and taken back.

The newest of the two wins by the time at which it happened, not by the order in which facts arrive. So a withdrawal
that overtakes earlier facts stops them too: whoever applies a fact asks with the moment at which that fact happened.
Whoever takes back the consent to keep their card takes back every use of it: nothing is left to rest on.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import TextClause, text
from sqlalchemy.ext.asyncio import AsyncSession

from shared.contracts.codes import ConsentPurpose
from shared.contracts.registry import ConsentGivenV1, ConsentWithdrawnV1
from shared.kit.database import CENTER
from shared.kit.reactions import Told
from shared.kit.schema import Operations, tenant_table

_TABLE = """
create table heard_consents (
  center_id uuid not null,
  resident_id uuid not null,
  purpose text not null,
  given_at timestamptz,
  withdrawn_at timestamptz,
  primary key (center_id, resident_id, purpose)
)
"""
_NOTE = """
insert into heard_consents as kept (center_id, resident_id, purpose, {column})
select cast(:center as uuid), resident_id, purpose, max(at)
from unnest(cast(:residents as uuid[]), cast(:purposes as text[]), cast(:times as timestamptz[]))
  as told (resident_id, purpose, at)
group by resident_id, purpose
on conflict (center_id, resident_id, purpose) do update
  set {column} = greatest(kept.{column}, excluded.{column})
"""
_GIVEN, _WITHDRAWN = (text(_NOTE.format(column=column)) for column in ("given_at", "withdrawn_at"))
_REFUSING = text("""
select resident_id from heard_consents
where resident_id = any(cast(:residents as uuid[])) and purpose in (:purpose, 'keep_card')
  and withdrawn_at > coalesce(given_at, '-infinity')
""")
_WITHDRAWN_SINCE = text("""
select true from heard_consents
where resident_id = :resident and purpose in (:purpose, 'keep_card') and withdrawn_at >= :at limit 1
""")
_FORGET = text("delete from heard_consents where resident_id = :resident")

Heard = tuple[UUID, ConsentPurpose, datetime]


def concerns(withdrawn: ConsentPurpose, purpose: ConsentPurpose) -> bool:
    """Whether a use that serves `purpose` ends with the consent `withdrawn`."""
    return withdrawn in (purpose, "keep_card")


def create_consents(op: Operations) -> None:
    """Creates `heard_consents`."""
    op.execute(_TABLE)
    tenant_table(op, "heard_consents")


async def note_given(session: AsyncSession, told: Sequence[Told[ConsentGivenV1]]) -> None:
    """These uses are agreed to, unless they were taken back later."""
    await note_given_at(session, [(one.fact.resident_id, one.fact.purpose, one.occurred_at) for one in told])


async def note_given_at(session: AsyncSession, heard: Iterable[Heard]) -> None:
    """The same, for consents that another fact carries."""
    await _note(session, _GIVEN, list(heard))


async def note_withdrawn(session: AsyncSession, told: Sequence[Told[ConsentWithdrawnV1]]) -> None:
    """These uses are agreed to no more, unless they were agreed to again later."""
    heard = [(one.fact.resident_id, one.fact.purpose, one.occurred_at) for one in told]
    await _note(session, _WITHDRAWN, heard)


async def refusing(session: AsyncSession, residents: Collection[UUID], purpose: ConsentPurpose) -> set[UUID]:
    """Those of the residents who took their consent back and have not given it again."""
    asked = {"residents": list(residents), "purpose": purpose}
    return set((await session.scalars(_REFUSING, asked)).all())


async def withdrawn_since(
    session: AsyncSession, resident: UUID, purpose: ConsentPurpose, at: datetime
) -> bool:
    """Whether the consent under which something happened at `at` was taken back at that moment or later."""
    asked = {"resident": resident, "purpose": purpose, "at": at}
    return bool(await session.scalar(_WITHDRAWN_SINCE, asked))


async def forget_consents(session: AsyncSession, resident: UUID) -> None:
    """Forgets what an erased resident agreed to."""
    await session.execute(_FORGET, {"resident": resident})


async def _note(session: AsyncSession, statement: TextClause, heard: Sequence[Heard]) -> None:
    if not heard:
        return
    told = {
        "center": session.info[CENTER],
        "residents": [resident for resident, _, _ in heard],
        "purposes": [purpose for _, purpose, _ in heard],
        "times": [at for _, _, at in heard],
    }
    await session.execute(statement, told)
