"""A list on its way in, as the pages show it."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from services.portal.visits.api import Read

Kind = Literal["residents", "houses", "organisations", "members", "owners", "partners", "directory"]
State = Literal["queued", "checking", "ready", "applying", "applied", "failed", "cancelled"]


class Listed(Read):
    """A line of the list of lists."""

    id: UUID
    kind: Kind
    state: State
    file_name: str
    rows: int
    accepted: int = 0
    applied: int = 0
    made_at: datetime


class Import(Read):
    """One list."""

    id: UUID
    kind: Kind
    state: State
    file_name: str
    format: str
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    headings: list[str] = []
    mapping: dict[str, int] | None = None
    missing: list[str] = []
    code: str | None = None
    rows: int
    checked: int
    accepted: int
    rejected_rows: int
    duplicates: int
    changes: int = 0
    conflicts: int = 0
    applied: int
    alike: int = 0
    made_at: datetime

    @property
    def is_busy(self) -> bool:
        """Whether it changes by itself."""
        return self.state in ("queued", "checking", "applying")

    @property
    def is_unclear(self) -> bool:
        """Whether somebody has to say what the columns hold."""
        return self.state == "failed" and self.code == "imports.columns-unclear"

    @property
    def share(self) -> float:
        """How much of what is being done is done."""
        if self.state == "applying":
            return self.applied / self.accepted if self.accepted else 0.0
        return self.checked / self.rows if self.rows else 0.0

    def known(self) -> list[tuple[str, str]]:
        """What is known, and the heading of its column."""
        return [
            (thing, self.headings[column])
            for thing, column in sorted((self.mapping or {}).items(), key=lambda known: known[1])
            if column < len(self.headings)
        ]


class Problem(Read):
    """What is wrong in one cell."""

    column: str
    message: str


class Change(Read):
    """What a row corrects."""

    thing: str
    was: str | None = None
    becomes: str


class Row(Read):
    """One row of the list."""

    row: int
    state: str
    cells: list[str] = []
    understood: dict[str, Any] | None = None  # Any: JSON
    problems: list[Problem] = []
    changes: list[Change] = []
    conflict: str | None = None
    twin_row: int | None = None
    twin_id: UUID | None = None
    twin_by: str | None = None

    @property
    def said(self) -> str:
        """The row as one knows it again: its first filled cells."""
        return " · ".join(cell for cell in self.cells if cell.strip())[:120]


class Rows(Read):
    """One part of the rows."""

    items: list[Row] = []
    next: int | None = None
