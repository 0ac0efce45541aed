"""Many residents at once: who of a list is known, and entering those who are not, in a handful of statements."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.finding.twins.model import Name
from services.registry.storage.repository import driver_of
from shared.kit.ids import new_id

Columns = dict[str, Any]  # Any: values of columns
Flat = tuple[UUID, str]
Held = tuple[str, UUID, Name]
"""A contact, whose it is, and their name."""

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
insert into resident_contacts (center_id, resident_id, kind, value, shared)
select $1, c.* from unnest($2::uuid[], $3::text[], $4::text[], $5::boolean[]) as c
"""
_FLATS = """
insert into premises (center_id, id, house_id, number)
select $1, f.id, f.house, f.number from unnest($2::uuid[], $3::uuid[], $4::text[]) as f (id, house, number)
on conflict (center_id, house_id, number) do nothing
"""
_NUMBERS = """
select wanted.house, wanted.number, flat.id from unnest($2::uuid[], $3::text[]) as wanted (house, number)
  cross join lateral (
    select id from premises where center_id = $1 and house_id = wanted.house and number = wanted.number limit 1
  ) as flat
"""
_HOLDERS = """
select wanted.value, p.id, p.family_name, p.given_name, p.patronymic
from unnest($2::text[]) as wanted (value)
  cross join lateral (
    select resident_id from resident_contacts
    where center_id = $1 and value = wanted.value and kind <> 'messenger' limit 20
  ) as held
  join residents p on p.center_id = $1 and p.id = held.resident_id
"""
_NAMES = "value->>'family_name' as family, value->>'given_name' as given, value->>'patronymic' as patronymic"
_KNOWN_CONTACT = """
select r.row, c.kind, c.resident_id,
  r.value->>'family_name' as family, r.value->>'given_name' as given, r.value->>'patronymic' as patronymic,
  p.family_name, p.given_name, p.patronymic as their_patronymic
from import_rows r
  cross join lateral unnest(r.contacts) with ordinality as one (value, place)
  join resident_contacts c on c.center_id = r.center_id and c.value = one.value and c.kind <> 'messenger'
  join residents p on p.center_id = c.center_id and p.id = c.resident_id
where r.center_id = $1 and r.import_id = $2 and r.state = 'accepted'
order by r.row, one.place
"""
_REPEATED_CONTACT = f"""
select row, contact, {_NAMES}
from (
  select r.row, r.value, one.contact, count(*) over (partition by one.contact) as many
  from import_rows r cross join lateral unnest(r.contacts) as one (contact)
  where r.center_id = $1 and r.import_id = $2 and r.state = 'accepted'
) as found
where many > 1 order by row
"""
_KNOWN_NAME = """
update import_rows r set state = 'duplicate', twin_id = found.id, twin_by = 'name'
from (
  select distinct on (r.row) r.row, p.id
  from import_rows r
  join residents p on p.center_id = r.center_id
    and lower(translate(concat_ws(' ', p.family_name, p.given_name, p.patronymic), 'Ёё', 'Ее')) = r.name
  left join premises f on f.center_id = p.center_id and f.id = p.premises_id
  cross join lateral (
    select (r.value->>'house_id')::uuid as house, r.value->>'flat' as flat, (r.value->>'birth_year')::int as year,
      exists (select from resident_contacts c
        where c.center_id = p.center_id and c.resident_id = p.id and c.open_to <> 'sign_in') as reached
  ) as k
  where r.center_id = $1 and r.import_id = $2 and r.state = 'accepted'
    and p.house_id is not distinct from k.house
    and (f.number is null or k.flat is null or f.number = k.flat)
    and (p.birth_year is null or k.year is null or p.birth_year = k.year)
    and case
      when k.house is null then not k.reached and r.contacts = '{}'
      when f.number = k.flat then true
      else not k.reached or r.contacts = '{}'
    end
  order by r.row, p.id
) as found
where r.center_id = $1 and r.import_id = $2 and r.row = found.row
"""
_REPEATED_NAME = """
update import_rows r set state = 'duplicate', twin_row = again.first, twin_by = 'name'
from (
  select row, first_value(row) over (
    partition by name, value->>'house_id', value->>'flat', value->>'birth_year' order by row) as first
  from import_rows where center_id = $1 and import_id = $2 and state = 'accepted' and {known}
) as again
where r.center_id = $1 and r.import_id = $2 and r.row = again.row and again.row <> again.first
"""
_REFUSE_CHILDREN = """
update import_rows set state = 'rejected', problems = jsonb_build_array(value->'child')
where center_id = $1 and import_id = $2 and state = 'accepted' and value->'child' is not null
"""
_REFUSE_SHEETS = """
update import_rows r set state = 'rejected', problems = jsonb_build_array(r.value->'consent'->'taken')
from (
  select row, value->'consent'->>'number' as number,
    row_number() over (partition by value->'consent'->>'number' order by row) as place
  from import_rows
  where center_id = $1 and import_id = $2 and state = 'accepted' and value->'consent' is not null
) as sheet
where r.center_id = $1 and r.import_id = $2 and r.row = sheet.row and (
  sheet.place > 1
  or exists (select from consents c where c.center_id = $1 and c.number = sheet.number))
"""
_SHEETS = "select number from consents where center_id = $1 and number = any($2::text[])"


async def known_contacts(
    session: AsyncSession, center: UUID, import_id: UUID
) -> Sequence[tuple[int, str, UUID, Name, Name]]:
    """Accepted rows with a contact that somebody has: the kind, who it is, the name in the row and theirs."""
    driver = await driver_of(session)
    found = await driver.fetch(_KNOWN_CONTACT, center, import_id)
    return [
        (
            row["row"], row["kind"], row["resident_id"], Name(row["family"], row["given"], row["patronymic"]),
            Name(row["family_name"], row["given_name"], row["their_patronymic"]),
        )
        for row in found
    ]  # fmt: skip


async def repeated_contacts(
    session: AsyncSession, center: UUID, import_id: UUID
) -> Sequence[tuple[int, str, Name]]:
    """Accepted rows with a contact that stands in several, in the order of the file."""
    driver = await driver_of(session)
    found = await driver.fetch(_REPEATED_CONTACT, center, import_id)
    return [
        (row["row"], row["contact"], Name(row["family"], row["given"], row["patronymic"])) for row in found
    ]


async def mark_known_people(session: AsyncSession, center: UUID, import_id: UUID) -> None:
    """Marks rows whose name is known in the same home."""
    driver = await driver_of(session)
    await driver.execute(_KNOWN_NAME, center, import_id)


async def mark_repeated_people(session: AsyncSession, center: UUID, import_id: UUID) -> None:
    """Marks rows whose name stands above, in one flat or with nothing to tell the two apart."""
    driver = await driver_of(session)
    for known in ("value->>'flat' is not null", "contacts = '{}'"):
        await driver.execute(_REPEATED_NAME.format(known=known), center, import_id)


async def refuse_children(session: AsyncSession, center: UUID, import_id: UUID) -> None:
    """Rejects the rows of children who are not on record: somebody must answer for each."""
    driver = await driver_of(session)
    await driver.execute(_REFUSE_CHILDREN, center, import_id)


async def refuse_sheets(session: AsyncSession, center: UUID, import_id: UUID) -> None:
    """Rejects the rows whose sheet of consent has a number that another sheet has."""
    driver = await driver_of(session)
    await driver.execute(_REFUSE_SHEETS, center, import_id)


async def sheets_taken(session: AsyncSession, center: UUID, numbers: Iterable[str]) -> set[str]:
    """Those of the numbers that a sheet has already."""
    driver = await driver_of(session)
    return {row[0] for row in await driver.fetch(_SHEETS, center, list(numbers))}


async def holders(session: AsyncSession, center: UUID, contacts: Iterable[str]) -> Sequence[Held]:
    """Who has these telephone numbers and mail addresses."""
    driver = await driver_of(session)
    found = await driver.fetch(_HOLDERS, center, list(contacts))
    return [(row[0], row[1], Name(*row[2:])) for row in found]


async def flats(session: AsyncSession, center: UUID, wanted: Sequence[Flat]) -> Mapping[Flat, UUID]:
    """The ids of flats by house and number, given to those that have none yet."""
    if not wanted:
        return {}
    driver = await driver_of(session)
    houses, numbers = [house for house, _ in wanted], [number for _, number in wanted]
    await driver.execute(_FLATS, center, [new_id() for _ in wanted], houses, numbers)
    found = await driver.fetch(_NUMBERS, center, houses, numbers)
    return {(row["house"], row["number"]): row["id"] for row in found}


async def enter_people(session: AsyncSession, center: UUID, people: Sequence[Columns]) -> None:
    """Enters residents, by columns of the model."""
    driver = await driver_of(session)
    await driver.execute(_PEOPLE, center, *([one[column] for one in people] for column in _PERSON))


async def enter_contacts(
    session: AsyncSession, center: UUID, contacts: Sequence[tuple[UUID, str, str, bool]]
) -> None:
    """Enters contacts: whose, of which kind, what, and whether it is somebody else's too."""
    driver = await driver_of(session)
    await driver.execute(_CONTACTS, center, *([one[place] for one in contacts] for place in range(4)))
