"""A list of residents: read, compared with the registry and with itself, and entered."""

import asyncio
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.exchange.cells.model import Cells
from services.registry.exchange.kinds.model import Understood
from services.registry.exchange.of_houses.repository import houses_by_key
from services.registry.exchange.of_people.repository import (
    known_contacts,
    mark_known_people,
    mark_repeated_people,
    refuse_children,
    refuse_sheets,
    repeated_contacts,
)
from services.registry.exchange.of_people.use_cases.enter_people import enter
from services.registry.exchange.of_people.use_cases.understand_person import understand_person
from services.registry.exchange.staging.model import TwinBy
from services.registry.exchange.staging.repository import mark_known, mark_repeated
from services.registry.finding.twins.model import Name, may_be_one

__all__ = ["enter", "mark_twins", "understand"]


async def understand(session: AsyncSession, center: UUID, rows: Sequence[Cells]) -> Sequence[Understood]:
    """What is known of each person; houses are looked for among the center's own."""
    houses = await houses_by_key(session, center)
    return await asyncio.to_thread(lambda: [understand_person(row, houses) for row in rows])


async def mark_twins(session: AsyncSession, center: UUID, import_id: UUID) -> None:
    """A person is known by a contact of theirs, where the names may be one person's, or by name and home. Who has
    another name shares the telephone, as families do."""
    known: dict[int, tuple[UUID, TwinBy]] = {}
    for row, kind, resident, name, theirs in await known_contacts(session, center, import_id):
        if row not in known and may_be_one(name, theirs):
            known[row] = (resident, "mail" if kind == "mail" else "phone")
    await mark_known(session, center, import_id, known)
    await mark_known_people(session, center, import_id)
    above: dict[str, list[tuple[int, Name]]] = {}
    repeated: dict[int, tuple[int, TwinBy]] = {}
    for row, contact, name in await repeated_contacts(session, center, import_id):
        first = next((one for one, other in above.get(contact, ()) if may_be_one(name, other)), None)
        if first is None:
            above.setdefault(contact, []).append((row, name))
        elif row not in repeated and row != first:
            repeated[row] = (first, "mail" if "@" in contact else "phone")
    await mark_repeated(session, center, import_id, repeated)
    await mark_repeated_people(session, center, import_id)
    await refuse_children(session, center, import_id)
    await refuse_sheets(session, center, import_id)
