"""What the machine of imports asks of each kind of list; the machine itself knows none of them."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.exchange.cells.model import Cells, Problem
from services.registry.exchange.imports.model import Import
from services.registry.exchange.staging.model import TwinBy

Value = dict[str, Any]  # Any: JSON
Row = tuple[int, UUID, Value]
"""Number, the id that the thing will have, and what was understood of it."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What a row says, and by what it may turn out to be known already."""

    value: Value
    name: str
    contacts: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Entered:
    """What became of accepted rows: all were entered but these."""

    known: Mapping[int, tuple[UUID, TwinBy]] = field(default_factory=dict)
    """Entered by others since the check: who or what it is, and what shows it."""
    refused: Mapping[int, Problem] = field(default_factory=dict)
    """What fits no longer, and why."""
    alike: int = 0
    """Pairs of people of whom one was entered and who may be one person."""

    def without(self, rows: Sequence[Row]) -> Sequence[Row]:
        """The rows that are left."""
        return [row for row in rows if row[0] not in self.known and row[0] not in self.refused]


@dataclass(frozen=True, slots=True)
class ListKind:
    """One kind of list."""

    understand: Callable[[AsyncSession, UUID, Sequence[Cells]], Awaitable[Sequence[Understood]]]
    """Reads rows of the center's list; what is wrong stands in the cells afterwards."""
    mark_twins: Callable[[AsyncSession, UUID, UUID], Awaitable[None]]
    """Marks accepted rows of an import of the center whose thing is entered already or stands in an earlier row."""
    enter: Callable[[AsyncSession, Import, Sequence[Row]], Awaitable[Entered]]
    """Enters rows, with their facts and lines of the log."""
    by_depth: bool = False
    """Whether a row may be a part of another, which is then entered first."""
