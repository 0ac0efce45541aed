"""The rows of a list compared with what is entered already, and with the rows above them."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.exchange.kinds.model import Row, Value
from services.registry.exchange.staging.model import TwinBy
from services.registry.exchange.staging.repository import mark_known, mark_repeated

Known = Mapping[int, tuple[UUID, TwinBy]]
"""By row, what is entered already and by what it shows."""


async def mark_twins_by(
    session: AsyncSession,
    center: UUID,
    import_id: UUID,
    rows: Sequence[Row],
    known: Known,
    keys: Callable[[Value], Sequence[Hashable]],
) -> Sequence[Row]:
    """Marks those of the rows whose thing is known, or whose last key stands above; the rows that are left."""
    above: dict[Hashable, int] = {}
    repeated: dict[int, tuple[int, TwinBy]] = {}
    for number, _, value in rows:
        first = number
        for key in () if number in known else keys(value):
            first = above.setdefault(key, number)
        if first != number:
            repeated[number] = (first, "name")
    await mark_known(session, center, import_id, known)
    await mark_repeated(session, center, import_id, repeated)
    return [row for row in rows if row[0] not in known and row[0] not in repeated]
