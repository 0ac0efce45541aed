"""Accepted rows become residents or houses, chunk by chunk: each chunk with its facts in one transaction."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.exchange.imports.model import Import
from services.registry.exchange.staging.repository import (
    mark_applied,
    mark_homeless,
    mark_known,
    next_accepted,
)
from services.registry.finding.search.service import entry, keep_all
from services.registry.finding.settling.repository import (
    addresses,
    enter_contacts,
    enter_houses,
    enter_likenesses,
    enter_people,
    flats,
    note_entered,
    standing,
    whose,
)
from services.registry.finding.twins.model import Likeness
from services.registry.people.names.model import full_name
from shared.contracts.registry import HouseEnteredV1, ResidentJoinedV1
from shared.kit import outbox
from shared.kit.access import Caller
from shared.kit.clock import now

CHUNK = 500
"""As many facts as the relay publishes at once."""

Columns = dict[str, Any]  # Any: values of columns
Row = tuple[int, UUID, dict[str, Any]]  # Any: JSON


async def apply_chunk(session: AsyncSession, made: Import) -> bool:
    """Applies the next rows; says whether there were any.

    What was entered by others since the check, by their telephone, mail or address, is left out and counted.
    """
    rows = await next_accepted(session, made.center_id, made.id, CHUNK)
    if not rows:
        return False
    left = await (_without_known_people if made.kind == "residents" else _without_known_houses)(
        session, made, rows
    )
    if left:
        await (_enter_people if made.kind == "residents" else _enter_houses)(session, made, left)
        await mark_applied(session, made.center_id, made.id, [number for number, _, _ in left])
    made.applied += len(left)
    made.changed_at = now()
    return True


async def _without_known_people(session: AsyncSession, made: Import, rows: Sequence[Row]) -> Sequence[Row]:
    contacts = {value[kind] for _, _, value in rows for kind in ("phone", "mail") if value[kind]}
    taken = await whose(session, made.center_id, contacts)
    known = {
        number: (taken[value[kind]], kind)
        for number, _, value in rows
        for kind in ("mail", "phone")
        if value[kind] in taken
    }
    houses = {UUID(value["house_id"]) for _, _, value in rows if value["house_id"]}
    there = await standing(session, made.center_id, houses)
    homeless = [
        number
        for number, _, value in rows
        if number not in known and value["house_id"] and UUID(value["house_id"]) not in there
    ]
    return await _leave_out(session, made, rows, known, homeless)


async def _without_known_houses(session: AsyncSession, made: Import, rows: Sequence[Row]) -> Sequence[Row]:
    taken = await addresses(session, made.center_id, [value["address"] for _, _, value in rows])
    known = {
        number: (taken[value["address"]], "address") for number, _, value in rows if value["address"] in taken
    }
    return await _leave_out(session, made, rows, known, [])


async def _leave_out(
    session: AsyncSession,
    made: Import,
    rows: Sequence[Row],
    known: Mapping[int, tuple[UUID, str]],
    homeless: Sequence[int],
) -> Sequence[Row]:
    if known:
        await mark_known(session, made.center_id, made.id, known)
    if homeless:
        await mark_homeless(session, made.center_id, made.id, homeless)
    made.accepted -= len(known) + len(homeless)
    made.duplicates += len(known)
    made.rejected += len(homeless)
    return [row for row in rows if row[0] not in known and row[0] not in homeless]


async def _enter_people(session: AsyncSession, made: Import, rows: Sequence[Row]) -> None:
    center = made.center_id
    wanted = {
        (UUID(value["house_id"]), value["flat"])
        for _, _, value in rows
        if value["house_id"] and value["flat"]
    }
    numbers = await flats(session, center, sorted(wanted, key=str))
    people = [_person(made, person, value, numbers) for _, person, value in rows]
    await enter_people(session, center, people)
    contacts = [
        (person, kind, value[kind]) for _, person, value in rows for kind in ("phone", "mail") if value[kind]
    ]
    await enter_contacts(session, center, contacts)
    await _make_findable(session, center, people, rows)
    await _note(session, made, "resident.registered", rows)
    for one in people:
        outbox.add(
            session,
            ResidentJoinedV1(
                resident_id=one["id"],
                house_id=one["house_id"],
                premises_id=one["premises_id"],
                adult=one["adult"],
                channel=one["channel"],
            ),
        )


async def _make_findable(
    session: AsyncSession, center: UUID, people: Sequence[Columns], rows: Sequence[Row]
) -> None:
    """As `keep_words` of the residents, for many at once."""
    reached = {
        person: frozenset(value[kind] for kind in ("phone", "mail") if value[kind])
        for _, person, value in rows
    }
    entries = [
        entry(
            "person",
            one["id"],
            full_name(one["family_name"], one["given_name"], one["patronymic"]),
            contacts=reached[one["id"]],
        )
        for one in people
    ]
    await keep_all(session, entries)
    alike = [_likeness(one, reached[one["id"]]) for one in people]
    await enter_likenesses(session, center, alike)


def _likeness(one: Columns, reached: frozenset[str]) -> Likeness:
    return Likeness(
        id=one["id"],
        family=one["family_name"],
        given=one["given_name"],
        patronymic=one["patronymic"],
        house_id=one["house_id"],
        premises_id=one["premises_id"],
        birth_year=one["birth_year"],
        contacts=reached,
    )


def _person(
    made: Import, person: UUID, value: Mapping[str, Any], numbers: Mapping[tuple[UUID, str], UUID]
) -> Columns:
    house = UUID(value["house_id"]) if value["house_id"] else None
    flat = numbers[house, value["flat"]] if house and value["flat"] else None
    named = {name: value[name] for name in ("family_name", "given_name", "patronymic", "birth_year", "adult")}
    return named | {
        "center_id": made.center_id,
        "id": person,
        "house_id": house,
        "premises_id": flat,
        "way": value["way"],
        "language": value["language"],
        "channel": "paper",
        "source": "paper",
        "ground": None if value["phone"] or value["mail"] else f"список «{made.file_name}»",
    }


async def _enter_houses(session: AsyncSession, made: Import, rows: Sequence[Row]) -> None:
    houses = [{"center_id": made.center_id, "id": house, **value} for _, house, value in rows]
    await enter_houses(session, houses)
    await keep_all(session, [entry("house", one["id"], one["address"]) for one in houses])
    await _note(session, made, "house.entered", rows)
    for one in houses:
        outbox.add(session, HouseEnteredV1(house_id=one["id"], kind=one["kind"], flats=one["flats"]))


async def _note(session: AsyncSession, made: Import, action: str, rows: Sequence[Row]) -> None:
    by = Caller(made.made_by, "manager", frozenset({made.center_id}))
    await note_entered(session, made.center_id, by, action, made.id, [thing for _, thing, _ in rows])
