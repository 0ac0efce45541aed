"""A file is taken: read once, kept as rows, and queued for the check; or its columns are asked for first."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.exchange.headings.model import Kind, missing, read_mapping, signature, understood
from services.registry.exchange.imports.errors import file_refused, mapping_refused
from services.registry.exchange.imports.model import Import
from services.registry.exchange.imports.repository import enqueue, remember_mapping, remembered_mapping
from services.registry.exchange.spreadsheets.model import LONGEST_FILE_NAME, Sheet, Unreadable
from services.registry.exchange.spreadsheets.service import read_sheet
from services.registry.exchange.staging.repository import stage
from services.registry.people.names.model import tidy
from services.registry.places.centers.errors import CenterNotFound
from services.registry.storage.writing import Refusals, write
from shared.kit import audit
from shared.kit.clock import now
from shared.kit.ids import new_id

_REFUSED: Refusals = {"imports_center_id_fkey": CenterNotFound}


@dataclass(frozen=True, slots=True)
class TakeFile:
    """`mapping` is None where nobody said what the columns hold."""

    center_id: UUID
    by: UUID
    kind: Kind
    file_name: str
    content: bytes
    mapping: Mapping[str, object] | None


async def take_file(session: AsyncSession, command: TakeFile) -> Import:
    """Raises Invalid for a file that is no list or a mapping that names what is unknown, and CenterNotFound."""
    try:
        sheet = await read_sheet(command.content)
    except Unreadable as refused:
        raise file_refused(refused.code, refused.message) from refused
    made = _import_of(command, sheet)
    await _find_columns(session, made, command)
    session.add(made)
    await write(session, _REFUSED)
    await stage(session, command.center_id, made.id, sheet.lines)
    if made.waits_for_work:
        await enqueue(session, command.center_id, made.id)
    audit.note(session, "import.taken", about=made.id, evidence=f"{made.kind} {made.rows}")
    return made


def _import_of(command: TakeFile, sheet: Sheet) -> Import:
    return Import(
        center_id=command.center_id,
        id=new_id(),
        kind=command.kind,
        state="queued",
        file_name=tidy(command.file_name)[-LONGEST_FILE_NAME:] or "—",
        format=sheet.format,
        encoding=sheet.encoding,
        delimiter=sheet.delimiter,
        sheet=sheet.name,
        headings=[tidy(heading)[:100] for heading in sheet.headings],
        mapping=None,
        code=None,
        rows=len(sheet.lines),
        made_by=command.by,
        version=1,
    )


async def _find_columns(session: AsyncSession, made: Import, command: TakeFile) -> None:
    if command.mapping is not None:
        found = mapping_of(made, command.mapping)
        await keep_mapping(session, made, found)
    else:
        kept = await remembered_mapping(session, command.center_id, made.kind, signature(made.headings))
        found = mapping_of(made, kept) if kept else understood(made.kind, made.headings)
    if missing(made.kind, found):
        made.wait_for_columns(found)
    else:
        made.mapping = found


def mapping_of(made: Import, sent: Mapping[str, object]) -> dict[str, int]:
    """Raises Invalid."""
    try:
        return read_mapping(made.kind, made.headings, sent)
    except ValueError as error:
        raise mapping_refused(str(error)) from error


async def keep_mapping(session: AsyncSession, made: Import, mapping: Mapping[str, int]) -> None:
    """Remembers it for the next list with the same headings; places move, headings stay."""
    by_heading = {thing: made.headings[column] for thing, column in mapping.items() if made.headings[column]}
    await remember_mapping(session, made.center_id, made.kind, signature(made.headings), by_heading, now())
