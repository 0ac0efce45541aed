"""Residents of a list are entered: with contacts, flats, words to be found by, likely duplicates, log and facts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.exchange.cells.model import Problem, problem_of
from services.registry.exchange.imports.model import Import
from services.registry.exchange.imports.repository import note_entered
from services.registry.exchange.kinds.model import Entered, Row, Value
from services.registry.exchange.of_houses.repository import standing
from services.registry.exchange.of_people.repository import (
    Columns,
    enter_contacts,
    enter_people,
    flats,
    holders,
    sheets_taken,
)
from services.registry.exchange.staging.model import TwinBy
from services.registry.finding.search.model import Entry, contact_words, name_words
from services.registry.finding.search.service import keep_all
from services.registry.finding.twins.model import Likeness, Name, may_be_one
from services.registry.finding.twins.service import note_newcomers
from services.registry.people.names.model import full_name
from services.registry.rights.bases import service as bases
from shared.contracts.registry import ResidentJoinedV1
from shared.kit import outbox

_NAMED = ("family_name", "given_name", "patronymic", "birth_year", "adult", "way", "language")


@dataclass(slots=True)
class _Reached:
    """Who of a chunk is reached by what: own contacts, and those that somebody else has already."""

    own: dict[int, list[str]] = field(default_factory=dict)
    shared: dict[int, list[str]] = field(default_factory=dict)
    known: dict[int, tuple[UUID, TwinBy]] = field(default_factory=dict)


async def enter(session: AsyncSession, made: Import, rows: Sequence[Row]) -> Entered:
    """Leaves out who was entered by others since the check, and whose house was removed."""
    reached = await _reached(session, made.center_id, rows)
    refused = {
        **await _homeless(session, made.center_id, rows),
        **await _with_taken_sheets(session, made.center_id, rows),
    }
    left_out = Entered(reached.known, refused)
    left = left_out.without(rows)
    if not left:
        return left_out
    people = await _people(session, made, left, reached)
    await enter_people(session, made.center_id, people)
    await _enter_contacts(session, made.center_id, left, reached)
    alike = await _make_findable(session, people, left, reached)
    await note_entered(session, made, "resident.registered", [one["id"] for one in people])
    _tell(session, people)
    await _note_consents(session, made, left)
    return Entered(left_out.known, left_out.refused, alike)


async def _reached(session: AsyncSession, center: UUID, rows: Sequence[Row]) -> _Reached:
    holding: dict[str, list[tuple[UUID, Name]]] = {}
    for contact, resident, name in await holders(
        session, center, {one for _, _, value in rows for one in value["contacts"]}
    ):
        holding.setdefault(contact, []).append((resident, name))
    found = _Reached()
    for number, person, value in rows:
        name = Name(value["family_name"], value["given_name"], value["patronymic"])
        for contact in value["contacts"]:
            others = holding.setdefault(contact, [])
            same = next((one for one, other in others if may_be_one(name, other)), None)
            if same is not None and same != person:
                found.known.setdefault(number, (same, "mail" if "@" in contact else "phone"))
            (found.shared if others else found.own).setdefault(number, []).append(contact)
        if number not in found.known:
            for contact in value["contacts"]:
                holding[contact].append((person, name))
    return found


async def _homeless(session: AsyncSession, center: UUID, rows: Sequence[Row]) -> Mapping[int, Problem]:
    there = await standing(
        session, center, {UUID(value["house_id"]) for _, _, value in rows if value["house_id"]}
    )
    gone = problem_of(
        "imports.house-unknown",
        "Этот дом убрали из центра, пока список ждал. Внесите дом и загрузите строку снова",
    )
    return {
        number: gone
        for number, _, value in rows
        if value["house_id"] and UUID(value["house_id"]) not in there
    }


async def _with_taken_sheets(
    session: AsyncSession, center: UUID, rows: Sequence[Row]
) -> Mapping[int, Problem]:
    sheets = {number: value["consent"] for number, _, value in rows if value.get("consent")}
    taken = (
        await sheets_taken(session, center, {one["number"] for one in sheets.values()}) if sheets else set()
    )
    return {number: one["taken"] for number, one in sheets.items() if one["number"] in taken}


async def _note_consents(session: AsyncSession, made: Import, rows: Sequence[Row]) -> None:
    """As when somebody is entered by hand: the sheet's purpose is that the card is kept."""
    for _, person, value in rows:
        if sheet := value.get("consent"):
            signed_on = date.fromisoformat(sheet["signed_on"])
            entry = bases.Entry("paper", number=sheet["number"], signed_on=signed_on)
            await bases.note_entry(session, made.center_id, person, entry, made.made_by)


async def _people(
    session: AsyncSession, made: Import, rows: Sequence[Row], reached: _Reached
) -> Sequence[Columns]:
    wanted = {
        (UUID(value["house_id"]), value["flat"])
        for _, _, value in rows
        if value["house_id"] and value["flat"]
    }
    numbers = await flats(session, made.center_id, sorted(wanted, key=str))
    return [
        _person(made, person, value, numbers, reachable=number in reached.own)
        for number, person, value in rows
    ]


def _person(
    made: Import, person: UUID, value: Value, numbers: Mapping[tuple[UUID, str], UUID], *, reachable: bool
) -> Columns:
    house = UUID(value["house_id"]) if value["house_id"] else None
    return {name: value[name] for name in _NAMED} | {
        "id": person,
        "house_id": house,
        "premises_id": numbers[house, value["flat"]] if house and value["flat"] else None,
        "channel": "paper",
        "source": "paper",
        "ground": None if reachable else f"список «{made.file_name}»",
    }


async def _enter_contacts(
    session: AsyncSession, center: UUID, rows: Sequence[Row], reached: _Reached
) -> None:
    contacts = [
        (person, "mail" if "@" in contact else "phone", contact, shared)
        for number, person, _ in rows
        for shared, theirs in ((False, reached.own), (True, reached.shared))
        for contact in theirs.get(number, ())
    ]
    await enter_contacts(session, center, contacts)


async def _make_findable(
    session: AsyncSession, people: Sequence[Columns], rows: Sequence[Row], reached: _Reached
) -> int:
    """As `keep_words` of the residents, for many at once; says how many pairs may be one person."""
    entries = [
        Entry(
            "person", one["id"], full_name(*(names := _names(one))), "",
            name_words(*names) | contact_words(value["contacts"]),
        )
        for one, (_, _, value) in zip(people, rows, strict=True)
    ]  # fmt: skip
    await keep_all(session, entries)
    return await note_newcomers(
        session,
        [
            _likeness(one, reached.own.get(number, ()))
            for one, (number, _, _) in zip(people, rows, strict=True)
        ],
    )


def _names(one: Columns) -> tuple[str, str, str | None]:
    return one["family_name"], one["given_name"], one["patronymic"]


def _likeness(one: Columns, contacts: Sequence[str]) -> Likeness:
    return Likeness(
        one["id"], one["family_name"], one["given_name"], one["patronymic"], one["house_id"], one["premises_id"],
        one["birth_year"], frozenset(contacts),
    )  # fmt: skip


def _tell(session: AsyncSession, people: Sequence[Columns]) -> None:
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
