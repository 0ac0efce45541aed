"""What a fresh list of owners says otherwise than it is entered, and what the shares will come to."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.exchange.cells.model import Problem, problem_of
from services.registry.exchange.kinds.model import Row, Value
from services.registry.exchange.of_owners.model import (
    Change,
    Door,
    Ownership,
    changes_of,
    door_of,
    ownership_of,
    said_of_share,
    shares_with,
    who,
)
from services.registry.exchange.of_owners.repository import owners_in, premises_in
from services.registry.exchange.staging.repository import every_accepted, mark_changes, mark_refused
from services.registry.exchange.staging.service import Known, mark_twins_by
from services.registry.places.houses.model import Premises
from services.registry.places.owners.model import Owner, shares_of


@dataclass(frozen=True, slots=True)
class OnRecord:
    """The premises of the houses that rows speak of, and everybody who is entered as an owner there."""

    doors: Mapping[Door, Premises]
    owners: Mapping[Ownership, Sequence[Owner]]

    def of(self, value: Value) -> Sequence[Owner]:
        """Those whom the row means: one, nobody, or namesakes."""
        return self.owners.get(ownership_of(value), ())

    def changes(self, value: Value) -> Sequence[Change]:
        """What the row changes of its owner; nothing where it means several."""
        found = self.of(value)
        return changes_of(value, self.doors[door_of(value)], found[0]) if len(found) == 1 else []

    def known(self, rows: Sequence[Row]) -> Known:
        """Rows that say of an owner what is entered already, with the premises."""
        return {
            number: (owners[0].premises_id, "name")
            for number, _, value in rows
            if (owners := self.of(value)) and not self.changes(value)
        }


async def on_record(session: AsyncSession, center: UUID, rows: Sequence[Row]) -> OnRecord:
    """What is entered of everything that the rows speak of."""
    houses = {UUID(value["house_id"]) for _, _, value in rows}
    doors = await premises_in(session, center, houses)
    door_by_id = {one.id: door for door, one in doors.items()}
    owners: dict[Ownership, list[Owner]] = defaultdict(list)
    for one in await owners_in(session, center, houses):
        owners[door_by_id[one.premises_id], who(one.resident_id, one.name)].append(one)
    return OnRecord(doors, owners)


async def mark_twins(session: AsyncSession, center: UUID, import_id: UUID) -> None:
    """An owner is known by who they are and by the door; of whom the list says something new, that is noted with the
    version that it was compared with. Shares that will not make one whole are noted too. Whom a list gives several
    shares of one door is refused, for a share would be lost: an extract of rights has a line for each."""
    rows = await every_accepted(session, center, import_id)
    record = await on_record(session, center, rows)
    several = _several_shares(record, rows)
    await mark_refused(session, center, import_id, several)
    others = [row for row in rows if row[0] not in several]
    left = await mark_twins_by(
        session, center, import_id, others, record.known(others), lambda value: [ownership_of(value)]
    )
    await mark_changes(session, center, import_id, _notes(record, left))


def _several_shares(record: OnRecord, rows: Sequence[Row]) -> Mapping[int, Problem]:
    """By row, that another one says another share of its owner; namesakes who are entered as such are left alone."""
    saying: dict[Ownership, dict[object, int]] = defaultdict(dict)
    for number, _, value in rows:
        saying[ownership_of(value)].setdefault(said_of_share(value), number)
    refused: dict[int, Problem] = {}
    for number, _, value in rows:
        others = (row for said, row in saying[ownership_of(value)].items() if said != said_of_share(value))
        other = next(others, None)
        if other is not None and len(record.of(value)) < 2:
            refused[number] = problem_of(
                "imports.several-shares",
                "Этот собственник стоит и в строке {row}, с другой долей или основанием. Если у него несколько долей,"
                " сложите их в одной строке; если это другой человек с тем же именем, внесите его на странице квартиры",
                values={"row": other},
            )
    return refused


def _notes(record: OnRecord, rows: Sequence[Row]) -> Mapping[int, tuple[UUID, dict[str, Any]]]:  # Any: JSON
    """By row, the thing that it is about, and what is to be seen before it is entered."""
    conflicts = _conflicts(record, rows)
    notes: dict[int, tuple[UUID, dict[str, Any]]] = {}  # Any: JSON
    for number, thing, value in rows:
        note: dict[str, Any] = {}  # Any: JSON
        if changes := record.changes(value):
            (owner,) = record.of(value)
            thing, note = owner.id, {"changes": changes, "version": owner.version}
        if total := conflicts.get(door_of(value)):
            note["conflict"] = total
        if note:
            notes[number] = thing, note
    return notes


def _conflicts(record: OnRecord, rows: Sequence[Row]) -> Mapping[Door, str]:
    """What the shares of premises come to once the rows are entered, where that is no whole."""
    shares: dict[Door, dict[UUID, Fraction]] = defaultdict(dict)
    for (door, _), owners in record.owners.items():
        shares[door] |= {one.id: one.share for one in owners}
    for _, thing, value in rows:
        owner = next(iter(record.of(value)), None)
        shares[door_of(value)][owner.id if owner else thing] = shares_with(value, owner)
    spoken_of = {door_of(value) for _, _, value in rows}
    totals = {door: shares_of(shares[door].values()) for door in spoken_of}
    return {door: found.total for door, found in totals.items() if found.conflict}
