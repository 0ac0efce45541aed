"""Writing a row down, correcting it and taking it away, in the one way in which every small thing of a center is."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.storage.model import Changes, change
from services.registry.storage.repository import broken_rule
from shared.kit.etags import Versioned, check_version
from shared.kit.problems import DomainError

Refusals = Mapping[str, Callable[[], DomainError]]
"""What is said where a rule of the database, by its name, does not let a row stand."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What is not in `changes` stays as it is; `version` is the one that was seen."""

    center_id: UUID
    id: UUID
    version: int
    changes: Changes


async def write(session: AsyncSession, refusals: Refusals) -> None:
    """Sends what has changed; raises what `refusals` says of the rule that it breaks."""
    try:
        await session.flush()
    except IntegrityError as error:
        refused = refusals.get(broken_rule(error) or "")
        if refused is None:
            raise
        raise refused() from error


async def correct(
    session: AsyncSession,
    row: Versioned,
    correction: Correction,
    never_empty: Collection[str],
    refusals: Refusals,
) -> None:
    """Raises Outdated where somebody else was faster, and what `refusals` says."""
    check_version(row, correction.version)
    change(row, correction.changes, never_empty)
    await write(session, refusals)


async def take_away(
    session: AsyncSession, row: Versioned, version: int, in_use: Callable[[], DomainError]
) -> None:
    """Raises Outdated, and `in_use` where something hangs on the row."""
    check_version(row, version)
    await session.delete(row)
    try:
        await session.flush()
    except IntegrityError as error:
        raise in_use() from error
