"""Owners of a list are entered, and those whom it says anew are corrected."""

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.exchange.cells.model import Problem, problem_of
from services.registry.exchange.imports.model import Import
from services.registry.exchange.kinds.model import Entered, Row, Value
from services.registry.exchange.of_houses.repository import standing
from services.registry.exchange.of_owners.model import door_of, share_of
from services.registry.exchange.of_owners.use_cases.compare_owners import OnRecord, on_record
from services.registry.exchange.whom.repository import there
from services.registry.places.owners.model import read_share
from services.registry.places.owners.service import EnterOwner, correct_owner, enter_owner
from services.registry.places.premises.service import EnterPremises, enter_premises
from services.registry.storage.writing import Correction

_GONE = problem_of(
    "imports.no-longer-there", "Дом или жителя убрали, пока список ждал. Загрузите строку снова"
)
_CHANGED = problem_of(
    "imports.changed-meanwhile",
    "Эту запись изменили, пока список ждал. Загрузите строку снова, и увидите, что изменится теперь",
)


async def enter(session: AsyncSession, made: Import, rows: Sequence[Row]) -> Entered:
    """Enters owners, and premises that nobody has entered before; shares over one are a conflict that is shown.

    An owner is corrected only where they are still as they were when the list was checked.
    """
    center = made.center_id
    record = await on_record(session, center, rows)
    same = record.known(rows)
    others = [row for row in rows if row[0] not in same]
    entered = Entered(same, _changed(record, others) | await _gone(session, center, others))
    doors = dict(record.doors)
    for _, owner, value in entered.without(rows):
        premises = doors.get(door_of(value))
        if premises is None:
            premises = doors[door_of(value)] = await enter_premises(session, _premises(value))
        elif premises.area is None and value["area"]:
            premises.area = Decimal(value["area"])
        if "changes" in value:
            await correct_owner(session, _correction(center, owner, value))
        else:
            await enter_owner(session, _owner(center, premises.id, owner, value))
    return entered


def _changed(record: OnRecord, rows: Sequence[Row]) -> dict[int, Problem]:
    """Rows whose owner is not as the check has seen them, or was not there then."""
    return {
        number: _CHANGED
        for number, thing, value in rows
        if [(one.id, one.version) for one in record.of(value)]
        != ([(thing, value["version"])] if "changes" in value else [])
    }


async def _gone(session: AsyncSession, center: UUID, rows: Sequence[Row]) -> dict[int, Problem]:
    houses = await standing(session, center, {UUID(value["house_id"]) for _, _, value in rows})
    wanted = {UUID(value["resident_id"]) for _, _, value in rows if value["resident_id"]}
    residents = await there(session, center, wanted)
    return {
        number: _GONE
        for number, _, value in rows
        if UUID(value["house_id"]) not in houses
        or (value["resident_id"] and UUID(value["resident_id"]) not in residents)
    }


def _premises(value: Value) -> EnterPremises:
    area = Decimal(value["area"]) if value["area"] else None
    return EnterPremises(UUID(value["house_id"]), value["number"], value["premises_kind"], area)


def _owner(center: UUID, premises: UUID, owner: UUID, value: Value) -> EnterOwner:
    resident = UUID(value["resident_id"]) if value["resident_id"] else None
    share = read_share(share_of(value))
    return EnterOwner(center, premises, value["kind"], resident, value["name"], share, value["basis"], owner)


def _correction(center: UUID, owner: UUID, value: Value) -> Correction:
    becomes = {one["thing"]: one["becomes"] for one in value["changes"] if one["thing"] != "area"}
    if "share" in becomes:
        becomes["share"] = read_share(becomes["share"])
    return Correction(center, owner, value["version"], becomes)
