"""Finding out for which center somebody looks."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.storage.repository import enter_center
from services.registry.support.readers.model import Reader
from shared.kit.access import Caller


def reader_of(caller: Caller, named: UUID | None) -> Reader:
    """Whose things the caller looks at; raises NotFound for a center that is not theirs."""
    if named is not None:
        caller.enters(named)
    only = next(iter(caller.centers)) if len(caller.centers) == 1 else None
    return Reader(named or only, caller.role in ("manager", "operator"))


async def look(session: AsyncSession, caller: Caller, named: UUID | None) -> Reader:
    """As `reader_of`, and moves the transaction to where the reader sees their own."""
    reader = reader_of(caller, named)
    if reader.center is not None:
        await enter_center(session, reader.center)
    return reader
