"""Many people and houses are entered at once, in a handful of statements."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.finding.twins.model import Likeness
from services.registry.people.residents.model import ResidentContact
from services.registry.places.houses.model import House, Premises
from services.registry.storage.repository import driver_of
from shared.kit.access import Caller
from shared.kit.ids import new_id

Columns = dict[str, Any]  # Any: values of columns
Flat = tuple[UUID, str]

_PERSON = (
    "id", "family_name", "given_name", "patronymic", "house_id", "premises_id", "birth_year", "adult", "way",
    "language", "channel", "source", "ground",
)  # fmt: skip
_PEOPLE = f"""
insert into residents (center_id, {", ".join(_PERSON)}, joined_at, changed_at, version)
select $1, p.*, now(), now(), 1
from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::uuid[], $8::smallint[], $9::boolean[],
  $10::text[], $11::text[], $12::text[], $13::text[], $14::text[]) as p
"""
_CONTACTS = """
insert into resident_contacts (center_id, resident_id, kind, value)
select $1, c.* from unnest($2::uuid[], $3::text[], $4::text[]) as c
"""
_KEYS = """
insert into twin_keys (center_id, key, resident_id)
select $1, k.key, k.resident from unnest($2::text[], $3::uuid[]) as k (key, resident) on conflict do nothing
"""
_TO_LOOK_FOR = """
insert into twins_to_look_for (center_id, resident_id)
select r.center_id, r.id from import_rows i join residents r on r.center_id = i.center_id and r.id = i.thing_id
where i.center_id = $1 and i.import_id = $2 and i.state = 'applied' on conflict do nothing
"""
_AUDIT = """
insert into audit (center_id, actor_id, actor_role, action, about_id, ground, evidence)
select $1, $2, $3, $4, about, 'import', $5 from unnest($6::uuid[]) as about
"""
_FLATS = """
insert into premises (center_id, id, house_id, number)
select $1, f.id, f.house, f.number from unnest($2::uuid[], $3::uuid[], $4::text[]) as f (id, house, number)
on conflict (center_id, house_id, number) do nothing
"""


async def whose(session: AsyncSession, center: UUID, contacts: Iterable[str]) -> Mapping[str, UUID]:
    """Who has these telephone numbers and mail addresses."""
    found = await session.execute(
        select(ResidentContact.value, ResidentContact.resident_id).where(
            ResidentContact.center_id == center,
            ResidentContact.kind != "messenger",
            ResidentContact.value.in_(list(contacts)),
        )
    )
    return {row.value: row.resident_id for row in found}


async def addresses(session: AsyncSession, center: UUID, wanted: Iterable[str]) -> Mapping[str, UUID]:
    """The houses that stand at exactly these addresses."""
    found = await session.execute(
        select(House.address, House.id).where(House.center_id == center, House.address.in_(list(wanted)))
    )
    return {row.address: row.id for row in found}


async def standing(session: AsyncSession, center: UUID, houses: Iterable[UUID]) -> set[UUID]:
    """Those of the houses that are still there, kept so until the transaction ends."""
    found = await session.scalars(
        select(House.id)
        .where(House.center_id == center, House.id.in_(list(houses)))
        .with_for_update(key_share=True)
    )
    return set(found)


async def flats(session: AsyncSession, center: UUID, wanted: Sequence[Flat]) -> Mapping[Flat, UUID]:
    """The ids of flats by house and number, given to those that have none yet."""
    if not wanted:
        return {}
    driver = await driver_of(session)
    houses, numbers = [house for house, _ in wanted], [number for _, number in wanted]
    await driver.execute(_FLATS, center, [new_id() for _ in wanted], houses, numbers)
    found = await session.execute(
        select(Premises.house_id, Premises.number, Premises.id).where(
            Premises.center_id == center,
            Premises.house_id.in_(set(houses)),
            Premises.number.in_(set(numbers)),
        )
    )
    return {(row.house_id, row.number): row.id for row in found}


async def enter_people(session: AsyncSession, center: UUID, people: Sequence[Columns]) -> None:
    """Enters residents, by columns of the model."""
    driver = await driver_of(session)
    await driver.execute(_PEOPLE, center, *([one[column] for one in people] for column in _PERSON))


async def enter_contacts(
    session: AsyncSession, center: UUID, contacts: Sequence[tuple[UUID, str, str]]
) -> None:
    """Enters contacts: whose, of which kind, and what."""
    driver = await driver_of(session)
    await driver.execute(_CONTACTS, center, *([one[place] for one in contacts] for place in range(3)))


async def enter_houses(session: AsyncSession, houses: Sequence[Columns]) -> None:
    """Enters houses, by columns of the model."""
    await session.execute(insert(House), houses)


async def enter_likenesses(session: AsyncSession, center: UUID, people: Sequence[Likeness]) -> None:
    """As `keep_keys` of the twins, for many at once; see `look_for_twins_of`."""
    driver = await driver_of(session)
    keys = [(key, person.id) for person in people for key in sorted(person.keys)]
    await driver.execute(_KEYS, center, [key for key, _ in keys], [person for _, person in keys])


async def look_for_twins_of(session: AsyncSession, center: UUID, import_id: UUID) -> None:
    """Has likely duplicates of everybody on the list looked for, now that the list is in."""
    driver = await driver_of(session)
    await driver.execute(_TO_LOOK_FOR, center, import_id)


async def note_entered(
    session: AsyncSession, center: UUID, by: Caller, action: str, import_id: UUID, things: Sequence[UUID]
) -> None:
    """Writes one line of the audit log a person or house, as `audit.note` does."""
    driver = await driver_of(session)
    await driver.execute(_AUDIT, center, by.id, by.role, action, str(import_id), list(things))
