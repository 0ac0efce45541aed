"""A list of organisations: read and checked by the rules of their form, and entered one by one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.communities.organisations.schemas import OrganisationCreate
from services.registry.communities.organisations.service import check
from services.registry.communities.organisations.use_cases.enter_organisation import (
    EnterOrganisation,
    as_said,
    enter_organisation,
)
from services.registry.exchange.cells.model import Cells, Houses, Problem, as_problem, by_spelling
from services.registry.exchange.headings.model import comparable
from services.registry.exchange.hierarchy.model import hierarchy_of, parent_lost
from services.registry.exchange.imports.model import Import
from services.registry.exchange.kinds.model import Entered, Row, Understood, Value
from services.registry.exchange.of_houses.repository import houses_by_key
from services.registry.exchange.of_organisations.model import KINDS, SCALES
from services.registry.exchange.of_organisations.repository import organisations_by_name
from services.registry.exchange.staging.repository import (
    every_accepted,
    mark_names,
    mark_refused,
    set_depths,
)
from shared.kit.problems import Invalid

_KINDS, _SCALES = by_spelling(KINDS), by_spelling(SCALES)
_SINGLE = {"site": "site", "meets_at": "address", "hours": "hours"}
"""What one cell says of, and what kind of a contact it is."""
_MOST_ENTRANCES = 99
_OF_ROWS = {"parent", "parent_cell", "depth"}
_UNKNOWN = "imports.organisation-kind"
_CELL = {"house_ids": "house", "parent_id": "parent", "contacts": "phone"}


@dataclass(frozen=True, slots=True)
class _Known:
    """What the rows of a list refer to."""

    houses: Houses
    organisations: Mapping[str, UUID]


async def understand(session: AsyncSession, center: UUID, rows: Sequence[Cells]) -> Sequence[Understood]:
    """What is known of each organisation; what it is a part of may stand in the center or in another row."""
    known = _Known(await houses_by_key(session, center), await organisations_by_name(session, center))
    found = []
    for row in rows:
        value = _understand(row, known)
        if not row.problems:
            await _check(session, row, center, value)
        found.append(Understood(value, comparable(str(value.get("name", "")))))
    return found


async def mark_twins(session: AsyncSession, center: UUID, import_id: UUID) -> None:
    """An organisation is known by its name. A parent is looked for among the other rows, wherever it stands."""
    await mark_names(session, center, import_id, await organisations_by_name(session, center), "name")
    found = hierarchy_of(await every_accepted(session, center, import_id))
    await mark_refused(session, center, import_id, found.refused)
    await set_depths(session, center, import_id, found.depths)


async def enter(session: AsyncSession, made: Import, rows: Sequence[Row]) -> Entered:
    """Enters them as somebody would at the form; what fits no longer is left out."""
    there = dict(await organisations_by_name(session, made.center_id))
    known = {
        number: there[name] for number, _, value in rows if (name := comparable(str(value["name"]))) in there
    }
    refused: dict[int, Problem] = {}
    for number, organisation, value in rows:
        if number in known:
            continue
        parent = value.get("parent")
        if parent and parent not in there:
            refused[number] = parent_lost(value)
            continue
        above = {"parent_id": str(there[parent])} if parent else {}
        try:
            await enter_organisation(session, _command(made.center_id, value | above, organisation))
            there[comparable(str(value["name"]))] = organisation
        except Invalid as error:
            refused[number] = as_problem(error.wrong[0])
    return Entered({number: (one, "name") for number, one in known.items()}, refused)


def _understand(row: Cells, known: _Known) -> Value:
    value: Value = {
        "name": row.text("name"),
        "kind": row.coded("kind", _KINDS, _UNKNOWN, "Такого вида нет. Напишите, например, «совет дома» или «ТОС»"),
        "scale": row.coded(
            "scale", _SCALES, "imports.scale",
            "Напишите «подъезд», «дом», «двор», «улица», «микрорайон» или «город»",
        ),
        "about": row.lines("about") or None,
        "founded_on": day.isoformat() if (day := row.day("founded_on")) else None,
        "house_ids": _houses(row, known),
        "entrance": row.number("entrance", _MOST_ENTRANCES),
        "parent_id": str(above) if (above := known.organisations.get(comparable(row.text("parent")))) else None,
        "parent": None if above else comparable(row.text("parent")) or None,
        "parent_cell": row.heading("parent"),
        "contacts": _contacts(row),
    }  # fmt: skip
    if not value["name"]:
        row.wrong("name", "imports.name-missing", "Нет названия. Впишите его или уберите строку")
    if value["kind"] is None:
        row.wrong(
            "kind",
            _UNKNOWN,
            "Напишите, что это за организация, например «совет дома» или «ТОС»",
        )
    return value


def _contacts(row: Cells) -> list[Value]:
    several = [(kind, text) for kind in ("phone", "mail") for _, text in row.several(kind)]
    single = [(kind, text) for thing, kind in _SINGLE.items() if (text := row.text(thing))]
    return [{"kind": kind, "value": text} for kind, text in (*several, *single)]


def _houses(row: Cells, known: _Known) -> list[str]:
    found: list[str] = []
    for address in row.apart("house"):
        if house := row.house(address, known.houses):
            found.append(str(house.id))
    return list(dict.fromkeys(found))


async def _check(session: AsyncSession, row: Cells, center: UUID, value: Value) -> None:
    """By the same rules as the form."""
    try:
        command = _command(center, value)
        await check(session, as_said(command), command.house_ids)
    except ValidationError as error:
        row.note_all(error, _CELL, "name")
    except Invalid as error:
        for wrong in error.wrong:
            thing = wrong.pointer.strip("/").partition("/")[0]
            row.note(_CELL.get(thing, thing), wrong)


def _command(center: UUID, value: Value, organisation: UUID | None = None) -> EnterOrganisation:
    """Raises ValidationError."""
    said = OrganisationCreate.model_validate(
        {name: one for name, one in value.items() if name not in _OF_ROWS}
    )
    known = {name: getattr(said, name) for name in OrganisationCreate.model_fields}
    known |= {"contacts": [one.model_dump() for one in said.contacts], "document": None, "decision": None}
    command = EnterOrganisation(center_id=center, **known)
    return replace(command, id=organisation) if organisation else command
