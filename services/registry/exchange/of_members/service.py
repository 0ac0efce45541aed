"""A list of who is what in which organisation: residents by telephone or by name and home, roles with their terms."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.communities.memberships.errors import AlreadyHeld, ChairTaken
from services.registry.communities.memberships.use_cases.begin_membership import (
    BeginMembership,
    begin_membership,
    check_membership,
)
from services.registry.exchange.cells.model import Cells, Houses, Problem, as_problem, by_spelling, problem_of
from services.registry.exchange.headings.model import comparable
from services.registry.exchange.imports.model import Import
from services.registry.exchange.kinds.model import Entered, Row, Understood, Value
from services.registry.exchange.of_houses.repository import houses_by_key
from services.registry.exchange.of_members.model import ROLES
from services.registry.exchange.of_members.repository import standing_of
from services.registry.exchange.of_organisations.repository import organisations_by_name
from services.registry.exchange.staging.model import comparable_name
from services.registry.exchange.staging.repository import every_accepted, mark_refused
from services.registry.exchange.staging.service import Known, mark_twins_by
from services.registry.exchange.whom.service import people_of, said_of, the_one
from shared.kit.clock import today
from shared.kit.problems import Invalid, Refused

_ROLES = by_spelling(ROLES)
_CELL = {"resident_id": "full_name", "organisation_id": "organisation"}
_CHAIR = problem_of(
    "memberships.chair-taken", "Выше в списке у этой организации уже есть председатель. Оставьте одного"
)


async def understand(session: AsyncSession, center: UUID, rows: Sequence[Cells]) -> Sequence[Understood]:
    """Which resident is meant, and whether the rules of the organisation's form let them in."""
    organisations = await organisations_by_name(session, center)
    houses = await houses_by_key(session, center)
    meant = [said_of(row, _house(row, houses), row.text("flat")) for row in rows]
    people = await people_of(session, center, meant)
    found = []
    for row, whom in zip(rows, meant, strict=True):
        one = the_one(row, people, whom)
        value = _understand(row, organisations) | {"resident_id": str(one.id) if one else None}
        if not row.problems:
            await _check(session, row, center, value)
        name = one.comparable if one else comparable_name(whom.name)
        found.append(Understood(value, name, [whom.phone] if whom.phone else []))
    return found


async def mark_twins(session: AsyncSession, center: UUID, import_id: UUID) -> None:
    """Somebody is known by role in the organisation in the same days; a second chair of one is refused."""
    rows = await every_accepted(session, center, import_id)
    known = await _known(session, center, rows)
    left = await mark_twins_by(session, center, import_id, rows, known, lambda one: [_key(one)])
    chairs: dict[str, int] = {}
    refused = {
        number: _CHAIR
        for number, _, value in left
        if value["role"] == "chair" and chairs.setdefault(value["organisation_id"], number) != number
    }
    await mark_refused(session, center, import_id, refused)


async def enter(session: AsyncSession, made: Import, rows: Sequence[Row]) -> Entered:
    """Enters them as somebody would at the form; what fits no longer is left out."""
    known = dict(await _known(session, made.center_id, rows))
    refused: dict[int, Problem] = {}
    for number, membership, value in rows:
        if number in known:
            continue
        try:
            await begin_membership(session, _command(made.center_id, value, membership))
        except Invalid as error:
            refused[number] = as_problem(error.wrong[0])
        except Refused as error:
            refused[number] = problem_of(error.code, error.title)
    return Entered(known, refused)


async def _known(session: AsyncSession, center: UUID, rows: Sequence[Row]) -> Known:
    """Rows of whom the organisation knows already in these days, with the organisation."""
    organisations = {UUID(value["organisation_id"]) for _, _, value in rows}
    there: dict[tuple[str, str, str], list[tuple[date, date | None]]] = {}
    standing = await standing_of(session, center, organisations)
    for one in standing:
        key = (str(one.organisation_id), str(one.resident_id), one.role)
        there.setdefault(key, []).append((one.since, one.last_day))
    return {
        number: (UUID(value["organisation_id"]), "name")
        for number, _, value in rows
        if any(_meet(value, *days) for days in there.get(_key(value), ()))
    }


def _key(value: Value) -> tuple[str, str, str]:
    return value["organisation_id"], value["resident_id"], value["role"]


def _meet(value: Value, since: date, last: date | None) -> bool:
    begins = date.fromisoformat(value["since"]) if value["since"] else today()
    ends = date.fromisoformat(value["until"]) if value["until"] else None
    return (last is None or begins <= last) and (ends is None or since <= ends)


def _house(row: Cells, houses: Houses) -> UUID | None:
    address = row.address()
    house = row.house(address, houses) if address else None
    return house.id if house else None


def _understand(row: Cells, organisations: Mapping[str, UUID]) -> Value:
    name = row.text("organisation")
    organisation = organisations.get(comparable(name))
    if not name and not row.refused("organisation"):
        row.wrong(
            "organisation", "imports.organisation-missing", "Напишите, в какой организации человек состоит"
        )
    elif name and organisation is None:
        row.wrong(
            "organisation", "imports.organisation-unknown",
            "Такой организации в центре нет. Проверьте название или сначала внесите её",
        )  # fmt: skip
    since, until = row.day("since"), row.day("until")
    return {
        "organisation_id": str(organisation) if organisation else None,
        "role": row.coded(
            "role", _ROLES, "imports.role", "Напишите, например, «участник», «член совета» или «председатель»"
        ) or "member",
        "since": since.isoformat() if since else None,
        "until": until.isoformat() if until else None,
    }  # fmt: skip


async def _check(session: AsyncSession, row: Cells, center: UUID, value: Value) -> None:
    try:
        await check_membership(session, _command(center, value))
    except Invalid as error:
        for wrong in error.wrong:
            thing = wrong.pointer.strip("/")
            row.note(_CELL.get(thing, thing), wrong)
    except AlreadyHeld:
        return
    except ChairTaken as error:
        row.wrong("role", error.code, error.title)
    except Refused as error:
        row.wrong("organisation", error.code, error.title)


def _command(center: UUID, value: Value, membership: UUID | None = None) -> BeginMembership:
    since, until = (date.fromisoformat(value[day]) if value[day] else None for day in ("since", "until"))
    command = BeginMembership(
        center,
        UUID(value["organisation_id"]),
        UUID(value["resident_id"]),
        value["role"],
        since,
        until,
    )
    return command if membership is None else replace(command, id=membership)
