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
    changes_of,
    door_of,
    said_of_share,
    shares_with,
    who,
    whose,
)
from services.registry.exchange.of_owners.repository import owners_in, premises_in
from services.registry.exchange.staging.repository import every_accepted, mark_changes, mark_refused
from services.registry.exchange.staging.service import Known, mark_twins_by
from services.registry.places.houses.model import Premises
from services.registry.places.owners.model import Owner, shares_of


@dataclass(frozen=True, slots=True)
class Entered:
    """The premises that rows speak of, and everybody who is entered as their owner."""

    doors: Mapping[Door, Premises]
    owners: Mapping[UUID, Sequence[Owner]]

    def of(self, value: Value) -> Sequence[Owner]:
        """Those whom the row means: one, nobody, or namesakes."""
        premises = self.doors.get(door_of(value))
        there = self.owners.get(premises.id, ()) if premises else ()
        return [one for one in there if who(one.resident_id, one.name) == whose(value)]

    def changes(self, value: Value) -> Sequence[Change]:
        """What the row changes of its owner; nothing where it means several."""
        found = self.of(value)
        return changes_of(value, self.doors[door_of(value)], found[0]) if len(found) == 1 else []


async def entered_of(session: AsyncSession, center: UUID, rows: Sequence[Row]) -> Entered:
    """What is entered of everything that the rows speak of."""
    doors = await premises_in(session, center, {UUID(value["house_id"]) for _, _, value in rows})
    return Entered(doors, await owners_in(session, center, {one.id for one in doors.values()}))


async def known(session: AsyncSession, center: UUID, rows: Sequence[Row]) -> Known:
    """Rows that say of an owner what is entered already, with the premises."""
    entered = await entered_of(session, center, rows)
    return {
        number: (owners[0].premises_id, "name")
        for number, _, value in rows
        if (owners := entered.of(value)) and not entered.changes(value)
    }


async def mark_twins(session: AsyncSession, center: UUID, import_id: UUID) -> None:
    """An owner is known by who they are and by the door; of whom the list says something new, that is noted with the
    version that it was compared with. Shares that will not make one whole are noted too. Whom a list gives several
    shares of one door is refused, for a share would be lost: an extract of rights has a line for each."""
    several = await _several_shares(session, center, await every_accepted(session, center, import_id))
    await mark_refused(session, center, import_id, several)
    rows = await mark_twins_by(
        session, center, import_id, known, lambda value: [(door_of(value), whose(value))]
    )
    entered = await entered_of(session, center, rows)
    conflicts = _conflicts(entered, rows)
    notes: dict[int, tuple[UUID, dict[str, Any]]] = {}  # Any: JSON
    for number, thing, value in rows:
        note: dict[str, Any] = {}  # Any: JSON
        if changes := entered.changes(value):
            (owner,) = entered.of(value)
            thing, note = owner.id, {"changes": changes, "version": owner.version}
        if total := conflicts.get(door_of(value)):
            note["conflict"] = total
        if note:
            notes[number] = thing, note
    await mark_changes(session, center, import_id, notes)


async def _several_shares(session: AsyncSession, center: UUID, rows: Sequence[Row]) -> Mapping[int, Problem]:
    """By row, that another one says another share of its owner; namesakes who are entered as such are left alone."""
    saying: dict[tuple[Door, str], dict[object, int]] = defaultdict(dict)
    for number, _, value in rows:
        saying[door_of(value), whose(value)].setdefault(said_of_share(value), number)
    unlike = [row for row in rows if len(saying[door_of(row[2]), whose(row[2])]) > 1]
    entered = await entered_of(session, center, unlike)
    refused: dict[int, Problem] = {}
    for number, _, value in unlike:
        if len(entered.of(value)) < 2:
            others = saying[door_of(value), whose(value)].items()
            other = next(row for said, row in others if said != said_of_share(value))
            refused[number] = problem_of(
                "imports.several-shares",
                "Этот собственник стоит и в строке {row}, с другой долей или основанием. Если у него несколько долей,"
                " сложите их в одной строке; если это другой человек с тем же именем, внесите его на странице квартиры",
                values={"row": other},
            )
    return refused


def _conflicts(entered: Entered, rows: Sequence[Row]) -> Mapping[Door, str]:
    """What the shares of premises come to once the rows are entered, where that is no whole."""
    shares: dict[Door, dict[UUID, Fraction]] = defaultdict(dict)
    for door, premises in entered.doors.items():
        shares[door] = {one.id: one.share for one in entered.owners.get(premises.id, ())}
    for _, thing, value in rows:
        owner = next(iter(entered.of(value)), None)
        shares[door_of(value)][owner.id if owner else thing] = shares_with(value, owner)
    spoken_of = {door_of(value) for _, _, value in rows}
    totals = {door: shares_of(shares[door].values()) for door in spoken_of}
    return {door: found.total for door, found in totals.items() if found.conflict}
