"""A list of who helps with what: becomes the center's own entries of the dispatcher's directory."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.exchange.cells.model import Cells, by_spelling
from services.registry.exchange.headings.model import comparable
from services.registry.exchange.imports.model import Import
from services.registry.exchange.imports.repository import note_entered
from services.registry.exchange.kinds.model import Entered, Row, Understood, Value
from services.registry.exchange.of_directory.model import BODIES, LEVELS, SUPPORT
from services.registry.exchange.of_directory.repository import entries_by_name
from services.registry.exchange.staging.repository import mark_names
from services.registry.support.directory.schemas import EntryCreate
from services.registry.support.directory.service import put_entries

_LEVELS, _BODIES, _SUPPORT = by_spelling(LEVELS), by_spelling(BODIES), by_spelling(SUPPORT)
_CELL = {"phones": "phone", "places": "address", "contacts": "contact"}
_OWN = {"shared", "center_id"}


async def understand(session: AsyncSession, center: UUID, rows: Sequence[Cells]) -> Sequence[Understood]:
    """What is known of each of them. Where a list does not say so, it is a city's NGO that informs."""
    return [_checked(row) for row in rows]


async def mark_twins(session: AsyncSession, center: UUID, import_id: UUID) -> None:
    """An entry is known by its name, the city's too."""
    await mark_names(session, center, import_id, await entries_by_name(session, center), "name")


async def enter(session: AsyncSession, made: Import, rows: Sequence[Row]) -> Entered:
    """Enters entries; one of a name that is there by now is left out."""
    there = await entries_by_name(session, made.center_id)
    entered = Entered(
        known={
            number: (there[name], "name")
            for number, _, value in rows
            if (name := comparable(str(value["name"]))) in there
        }
    )
    known = {entry: _columns(value) for _, entry, value in entered.without(rows)}
    await put_entries(session, made.center_id, known, confirmed_by=made.made_by)
    await note_entered(session, made, "directory.entered", list(known))
    return entered


def _checked(row: Cells) -> Understood:
    value = _understand(row)
    if not value["name"] and not row.refused("name"):
        row.wrong("name", "imports.name-missing", "Нет названия. Впишите его или уберите строку")
    if not row.problems:
        try:
            said = EntryCreate.model_validate(value)
            value = said.model_dump(mode="json", exclude=_OWN)
        except ValidationError as error:
            row.note_all(error, _CELL, "name")
    return Understood(value, comparable(str(value["name"])))


def _columns(value: Value) -> Value:
    said = EntryCreate.model_validate(value)
    return said.model_dump(mode="json", exclude=_OWN) | {"confirmed_on": said.confirmed_on}


def _understand(row: Cells) -> Value:
    day = row.day("confirmed_on")
    public = row.said_yes("public")
    return {
        "name": row.text("name"), "also": row.text("also"), "about": row.lines("about"), "note": row.lines("note"),
        "level": row.coded("level", _LEVELS, "imports.level", "Напишите «местный», «городской» или «федеральный»")
        or "city",
        "body": row.coded(
            "body", _BODIES, "imports.body",
            "Напишите «НКО», «государственная», «ведомственная» или «муниципальная»",
        ) or "ngo",
        "support": _support(row),
        "site": row.text("site") or None,
        "mail": next((text for _, text in row.several("mail")), None),
        "phones": [{"number": text} for _, text in row.several("phone")],
        "places": [{"address": text} for text in row.apart("address")],
        "services": [{"name": text, "for_whom": row.text("for_whom")} for text in row.apart("services")],
        "contacts": _contact(row),
        "public": True if public is None else public,
        "confirmed_on": day.isoformat() if day else None,
    }  # fmt: skip


def _support(row: Cells) -> list[str]:
    found: list[str] = []
    for _, word in row.several("support"):
        code = _SUPPORT.get(word.casefold())
        if code is None:
            row.wrong(
                "support",
                "imports.support",
                "Напишите «информационная», «организационная», «финансовая» или «моральная», через запятую",
            )
        else:
            found.append(code)
    return found or ["informational"]


def _contact(row: Cells) -> Sequence[Mapping[str, str]]:
    said = {"name": row.text("contact"), "post": row.text("post")}
    return [said] if any(said.values()) else []
