"""A list of owners: houses and numbers, areas, and who owns which share; shares are exact as they are written."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.exchange.cells.model import Cells, by_spelling
from services.registry.exchange.kinds.model import Understood, Value
from services.registry.exchange.of_houses.repository import houses_by_key
from services.registry.exchange.of_owners.model import KINDS, PREMISES, Door, door_of, share_of
from services.registry.exchange.of_owners.repository import premises_in
from services.registry.exchange.of_owners.use_cases.compare_owners import mark_twins
from services.registry.exchange.of_owners.use_cases.enter_owners import enter
from services.registry.exchange.staging.model import comparable_name
from services.registry.exchange.whom.model import People, Whom
from services.registry.exchange.whom.service import people_of, said_of, the_one
from services.registry.places.houses.model import House, Premises
from services.registry.places.owners.schemas import OwnerCreate
from services.registry.places.premises.schemas import PremisesCreate
from shared.kit.ids import new_id

__all__ = ["enter", "mark_twins", "understand"]

_KINDS, _PREMISES = by_spelling(KINDS), by_spelling(PREMISES)
_CELL = {"number": "flat", "name": "full_name", "resident_id": "full_name", "house_id": "house"}


async def understand(session: AsyncSession, center: UUID, rows: Sequence[Cells]) -> Sequence[Understood]:
    """Who owns what. An owner is a resident where the telephone is theirs or they live there, else an outsider."""
    houses = await houses_by_key(session, center)
    places = [(row.house(row.address(), houses), row.text("flat")) for row in rows]
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


def _understand(
    row: Cells, people: People, whom: Whom, house: House | None, flat: str, doors: Mapping[Door, Premises]
) -> Understood:
    value: Value = {
        "house_id": str(house.id) if house else None, "number": flat,
        "premises_kind": row.coded("premises", _PREMISES, "imports.premises", "Напишите «квартира» или «нежилое»")
        or "flat",
        "area": row.text("area").replace(" ", "").replace(",", ".") or None,
        "share": row.text("share") or None, "basis": row.text("basis") or None,
    }  # fmt: skip
    value |= _owner_in(row, people, whom)
    if not flat and not row.refused("flat"):
        row.wrong("flat", "imports.flat-missing", "Напишите номер квартиры или помещения")
    if not row.problems:
        _check(row, value)
    if not row.problems and value["area"]:
        _must_be_its_area(row, value, doors.get(door_of(value)))
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
    owner = {name: value[name] for name in ("kind", "resident_id", "name", "basis")} | {
        "share": share_of(value)
    }
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
