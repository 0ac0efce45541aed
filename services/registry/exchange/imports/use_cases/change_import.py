"""What a manager decides about a list that was taken: its columns, its applying, its end."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.exchange.headings.model import missing
from services.registry.exchange.imports.errors import ImportUnderWay
from services.registry.exchange.imports.model import Import
from services.registry.exchange.imports.repository import dequeue, enqueue, get_import
from services.registry.exchange.imports.use_cases.take_file import keep_mapping, mapping_of
from services.registry.exchange.staging.repository import check_anew, forget_rows
from shared.kit import audit


async def choose_columns(
    session: AsyncSession, center: UUID, import_id: UUID, sent: Mapping[str, object]
) -> Import:
    """Raises ImportNotFound, ImportUnderWay, and Invalid for a column that is not there."""
    made = await get_import(session, center, import_id, lock=True)
    mapping = mapping_of(made, sent)
    made.take_columns(mapping)
    if missing(made.kind, mapping):
        made.wait_for_columns(mapping)
        await dequeue(session, made.id)
        return made
    await keep_mapping(session, made, mapping)
    await check_anew(session, center, made.id)
    await enqueue(session, center, made.id)
    audit.note(session, "import.columns-chosen", about=made.id)
    return made


async def apply_import(session: AsyncSession, center: UUID, import_id: UUID) -> Import:
    """Has the accepted rows entered. Raises ImportNotFound and ImportNotReady."""
    made = await get_import(session, center, import_id, lock=True)
    made.begin_applying()
    await enqueue(session, center, made.id)
    audit.note(session, "import.applied", about=made.id, evidence=f"{made.kind} {made.accepted}")
    return made


async def cancel_import(session: AsyncSession, center: UUID, import_id: UUID) -> Import:
    """Stops it: what was applied stays and is counted, the rest goes. Raises ImportNotFound, ImportNotReady."""
    made = await get_import(session, center, import_id, lock=True)
    made.cancel()
    await dequeue(session, made.id)
    await forget_rows(session, center, made.id)
    audit.note(session, "import.cancelled", about=made.id, evidence=f"{made.kind} {made.applied}")
    return made


async def forget_import(session: AsyncSession, center: UUID, import_id: UUID) -> None:
    """Deletes the list with all its rows; who was entered stays. Raises ImportNotFound and ImportUnderWay."""
    made = await get_import(session, center, import_id, lock=True)
    if made.state == "applying":
        raise ImportUnderWay
    await dequeue(session, made.id)
    await session.delete(made)
    audit.note(session, "import.forgotten", about=made.id)
