"""A list of owners: houses and numbers, areas, and who owns which share; shares are exact as they are written."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.exchange.cells.model import Cells, Problem, by_spelling, problem_of
from services.registry.exchange.imports.model import Import
from services.registry.exchange.kinds.model import Entered, Row, Understood, Value
from services.registry.exchange.of_houses.repository import houses_by_key, standing
from services.registry.exchange.of_owners.model import KINDS, PREMISES
from services.registry.exchange.of_owners.repository import Door, owners_in, premises_in, who
from services.registry.exchange.staging.model import TwinBy, comparable_name
from services.registry.exchange.staging.repository import every_accepted, mark_known, mark_repeated
from services.registry.exchange.whom.model import People, Whom
from services.registry.exchange.whom.repository import there
from services.registry.exchange.whom.service import people_of, said_of, the_one
from services.registry.places.houses.model import House, Premises, address_key
from services.registry.places.owners.model import read_share
from services.registry.places.owners.schemas import OwnerCreate
from services.registry.places.owners.service import EnterOwner, enter_owner
from services.registry.places.premises.schemas import PremisesCreate
from services.registry.places.premises.service import EnterPremises, enter_premises
from shared.kit.ids import new_id

_KINDS, _PREMISES = by_spelling(KINDS), by_spelling(PREMISES)
_CELL = {"number": "flat", "name": "full_name", "resident_id": "full_name", "house_id": "house"}
_GONE = problem_of(
    "imports.no-longer-there", "Дом или жителя убрали, пока список ждал. Загрузите строку снова"
)


async def understand(session: AsyncSession, center: UUID, rows: Sequence[Cells]) -> Sequence[Understood]:
    """Who owns what. An owner is a resident where the telephone is theirs or they live there, else an outsider."""
    houses = await houses_by_key(session, center)
    places = [(_house(row, houses), row.text("flat")) for row in rows]
    meant = [
        said_of(row, house.id if house else None, flat)
        for row, (house, flat) in zip(rows, places, strict=True)
    ]
    people = await people_of(session, center, meant)
    doors = await premises_in(session, center, {house.id for house, _ in places if house})
    return [
        _understand(row, people, whom, house, flat, doors)
        for row, whom, (house, flat) in zip(rows, meant, places, strict=True)
    ]


async def mark_twins(session: AsyncSession, center: UUID, import_id: UUID) -> None:
    """An owner is known by who they are and by the door."""
    rows = await every_accepted(session, center, import_id)
    known = await _known(session, center, rows)
    above: dict[tuple[Door, str], int] = {}
    repeated: dict[int, tuple[int, TwinBy]] = {}
    for number, _, value in rows:
        first = number if number in known else above.setdefault((_door(value), _who(value)), number)
        if first != number:
            repeated[number] = (first, "name")
    await mark_known(session, center, import_id, known)
    await mark_repeated(session, center, import_id, repeated)


async def enter(session: AsyncSession, made: Import, rows: Sequence[Row]) -> Entered:
    """Enters owners, and premises that nobody has entered before; shares over one are a conflict that is shown."""
    entered = Entered(await _known(session, made.center_id, rows), await _gone(session, made.center_id, rows))
    left = entered.without(rows)
    doors = dict(
        await premises_in(session, made.center_id, {UUID(value["house_id"]) for _, _, value in left})
    )
    for _, owner, value in left:
        premises = doors.get(_door(value))
        if premises is None:
            premises = doors[_door(value)] = await enter_premises(session, _premises(value))
        elif premises.area is None and value["area"]:
            premises.area = Decimal(value["area"])
        await enter_owner(session, _owner(made.center_id, premises.id, owner, value))
    return entered


def _understand(
    row: Cells, people: People, whom: Whom, house: House | None, flat: str, doors: Mapping[Door, Premises]
) -> Understood:
    value: Value = {
        "house_id": str(house.id) if house else None, "number": flat,
        "premises_kind": row.coded("premises", _PREMISES, "imports.premises", "Напишите «квартира» или «нежилое»")
        or "flat",
        "area": row.text("area").replace(" ", "").replace(",", ".") or None,
        "share": row.text("share") or "1", "basis": row.text("basis") or None,
    }  # fmt: skip
    value |= _owner_in(row, people, whom)
    if not flat and not row.refused("flat"):
        row.wrong("flat", "imports.flat-missing", "Напишите номер квартиры или помещения")
    if not row.problems:
        _check(row, value)
    if not row.problems and value["area"]:
        _must_be_its_area(row, value, doors.get(_door(value)))
    name = comparable_name(str(value["name"] or ""))
    if value["resident_id"]:
        name = next(one.comparable for one in people.meant(whom) if str(one.id) == value["resident_id"])
    return Understood(value, name, [whom.phone] if whom.phone else [])


def _owner_in(row: Cells, people: People, whom: Whom) -> Value:
    kind = row.coded(
        "kind", _KINDS, "imports.owner-kind", "Напишите «житель», «человек», «организация» или «город»"
    )
    if kind == "resident":
        anywhere = whom if whom.phone or people.meant(whom) else Whom(whom.name)
        one = the_one(row, people, anywhere)
        return {"kind": kind, "resident_id": str(one.id) if one else None, "name": None}
    if kind is None and (found := people.meant(whom)) and len(found) == 1:
        return {"kind": "resident", "resident_id": str(found[0].id), "name": None}
    if not whom.name and kind != "city" and not row.refused("full_name"):
        row.wrong("full_name", "owners.name-missing", "Напишите, как зовут собственника")
    return {"kind": kind or "person", "resident_id": None, "name": whom.name or None}


def _check(row: Cells, value: Value) -> None:
    """By the same rules as the forms."""
    owner = {name: value[name] for name in ("kind", "resident_id", "name", "share", "basis")}
    for model, said in (
        (OwnerCreate, owner | {"premises_id": new_id()}),
        (PremisesCreate, {"house_id": value["house_id"], "number": value["number"], "area": value["area"]}),
    ):
        try:
            model.model_validate(said)
        except ValidationError as error:
            row.note_all(error, _CELL, "full_name")


def _must_be_its_area(row: Cells, value: Value, premises: Premises | None) -> None:
    if premises is not None and premises.area not in (None, Decimal(value["area"])):
        row.wrong(
            "area", "imports.area-differs", "В центре у этого помещения записана другая площадь: {area} м²",
            area=premises.area,
        )  # fmt: skip


def _house(row: Cells, houses: Mapping[str, House | None]) -> House | None:
    address = ", ".join(filter(None, (row.text("street"), row.text("house"))))
    house = houses.get(address_key(address)) if address else None
    if house is None and not row.refused("house"):
        row.no_such_house("house")
    return house


async def _known(
    session: AsyncSession, center: UUID, rows: Sequence[Row]
) -> Mapping[int, tuple[UUID, TwinBy]]:
    """Rows whose owner is entered already, with the premises."""
    doors = await premises_in(session, center, {UUID(value["house_id"]) for _, _, value in rows})
    owners = await owners_in(session, center, {one.id for one in doors.values()})
    return {
        number: (door.id, "name")
        for number, _, value in rows
        if (door := doors.get(_door(value))) is not None and (door.id, _who(value)) in owners
    }


async def _gone(session: AsyncSession, center: UUID, rows: Sequence[Row]) -> Mapping[int, Problem]:
    houses = await standing(session, center, {UUID(value["house_id"]) for _, _, value in rows})
    wanted = {UUID(value["resident_id"]) for _, _, value in rows if value["resident_id"]}
    residents = await there(session, center, wanted)
    return {
        number: _GONE
        for number, _, value in rows
        if UUID(value["house_id"]) not in houses
        or (value["resident_id"] and UUID(value["resident_id"]) not in residents)
    }


def _door(value: Value) -> Door:
    return str(value["house_id"]), str(value["number"]).casefold()


def _who(value: Value) -> str:
    return who(value["resident_id"], value["name"])


def _premises(value: Value) -> EnterPremises:
    area = Decimal(value["area"]) if value["area"] else None
    return EnterPremises(UUID(value["house_id"]), value["number"], value["premises_kind"], area)


def _owner(center: UUID, premises: UUID, owner: UUID, value: Value) -> EnterOwner:
    resident = UUID(value["resident_id"]) if value["resident_id"] else None
    share = read_share(value["share"])
    return EnterOwner(center, premises, value["kind"], resident, value["name"], share, value["basis"], owner)
