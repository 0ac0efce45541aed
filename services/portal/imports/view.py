"""A list with the part of its rows that is looked at."""

import asyncio
from dataclasses import dataclass
from uuid import UUID

from services.portal.filling.forms import Form
from services.portal.imports.labels import THINGS
from services.portal.imports.model import Import, Listed, Rows
from services.portal.visits.api import Listed as Page
from services.portal.visits.api import Query
from services.portal.visits.visit import Visit
from services.portal.wording.language import Language

Shown = str
_LISTS_SHOWN = 10


@dataclass(frozen=True)
class View:
    """Everything on the page of one list."""

    list: Import
    shown: Shown
    rows: Rows
    after: int


async def lists_of(visit: Visit, cursor: UUID | None = None) -> Page[Listed]:
    """One part of the lists, newest first, and how many there are."""
    wanted: Query = {"limit": _LISTS_SHOWN, "total": "true", "cursor": cursor}
    return await visit.api.get(Page[Listed], "registry", f"/centers/{visit.center}/imports", wanted)


async def list_of(visit: Visit, import_id: UUID) -> Import:
    """One list."""
    return await visit.api.get(Import, "registry", f"/centers/{visit.center}/imports/{import_id}")


async def view_of(visit: Visit, import_id: UUID, shown: Shown, after: int) -> View:
    """One list; rows with errors first, where there are any."""
    found = await list_of(visit, import_id)
    if not shown:
        shown = "rejected" if found.rejected_rows else ("duplicate" if found.duplicates else "accepted")
    noted = shown if shown in ("changes", "conflict") else None
    wanted: Query = {"state": "accepted" if noted else shown, "noted": noted, "after": after, "limit": 20}
    rows = Rows()
    if found.state in ("ready", "applied"):
        path = f"/centers/{visit.center}/imports/{import_id}/rows"
        rows = await visit.api.get(Rows, "registry", path, wanted)
    return View(found, shown, rows, after)


async def sample_of(visit: Visit, import_id: UUID) -> tuple[Import, list[list[str]]]:
    """One list, and the first cells of each of its columns, to know them by."""
    path = f"/centers/{visit.center}/imports/{import_id}/rows"
    found, rows = await asyncio.gather(
        list_of(visit, import_id), visit.api.get(Rows, "registry", path, {"limit": 3})
    )
    cells = [
        [row.cells[column] for row in rows.items if column < len(row.cells) and row.cells[column].strip()]
        for column in range(len(found.headings))
    ]
    return found, cells


def columns(speech: Language, found: Import, sample: list[list[str]]) -> list[tuple[str, str]]:
    """The columns to choose among: «Телефон: +7 916…»."""
    named = [
        (str(column), f"{heading or speech.say('без названия')}: {', '.join(cells)}"[:70].rstrip(": "))
        for column, (heading, cells) in enumerate(zip(found.headings, sample, strict=True))
    ]
    return [("", speech.say("Нет такой колонки")), *named]


def chosen(found: Import, form: Form) -> dict[str, int]:
    """What was chosen for each thing."""
    mapping = {thing: form.number(thing, most=1000) for thing in THINGS[found.kind]}
    return {thing: column for thing, column in mapping.items() if column is not None}
