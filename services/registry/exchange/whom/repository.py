"""Residents as the rows of a list speak of them."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.exchange.whom.model import Candidate
from services.registry.finding.twins.model import Name
from services.registry.people.residents.model import Resident
from services.registry.storage.repository import driver_of

_WHO = "p.id, p.family_name, p.given_name, p.patronymic, p.house_id, f.number"
_HELD = f"""
select c.value, {_WHO}
from resident_contacts c
  join residents p on p.center_id = c.center_id and p.id = c.resident_id
  left join premises f on f.center_id = p.center_id and f.id = p.premises_id
where c.center_id = $1 and c.value = any($2::text[]) and c.kind = 'phone'
order by c.shared, p.id
"""
_CALLED = f"""
select called.name, {_WHO}
from residents p
  left join premises f on f.center_id = p.center_id and f.id = p.premises_id
  cross join lateral (
    select distinct lower(translate(said, 'Ёё', 'Ее')) as name
    from (values (concat_ws(' ', p.family_name, p.given_name, p.patronymic)),
      (concat_ws(' ', p.family_name, p.given_name))) as ways (said)
  ) as called
where p.center_id = $1 and called.name = any($2::text[])
order by p.id
"""


async def holding(
    session: AsyncSession, center: UUID, phones: Collection[str]
) -> Sequence[tuple[str, Candidate]]:
    """Who is reached by these telephones; whose own it is comes first."""
    return await _candidates(session, _HELD, center, phones)


async def called(
    session: AsyncSession, center: UUID, names: Collection[str]
) -> Sequence[tuple[str, Candidate]]:
    """Who has these names, with or without the patronymic."""
    return await _candidates(session, _CALLED, center, names)


async def there(session: AsyncSession, center: UUID, residents: Collection[UUID]) -> set[UUID]:
    """Those of the residents who are still on record, kept so until the transaction ends."""
    found = await session.scalars(
        select(Resident.id)
        .where(Resident.center_id == center, Resident.id.in_(list(residents)))
        .with_for_update(key_share=True)
    )
    return set(found)


async def _candidates(
    session: AsyncSession, query: str, center: UUID, wanted: Collection[str]
) -> Sequence[tuple[str, Candidate]]:
    if not wanted:
        return []
    driver = await driver_of(session)
    found = await driver.fetch(query, center, list(wanted))
    return [(row[0], Candidate(row[1], Name(row[2], row[3], row[4]), row[5], row[6])) for row in found]
