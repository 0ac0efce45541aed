"""An import: a list kept elsewhere, read once into rows, checked, and applied chunk by chunk."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from services.registry.exchange.headings.model import Kind
from services.registry.exchange.imports.errors import ImportNotReady, ImportUnderWay
from services.registry.exchange.spreadsheets.model import Format
from shared.kit.clock import now
from shared.kit.database import Table, TenantRow
from shared.kit.ids import new_id

State = Literal["queued", "checking", "ready", "applying", "applied", "failed", "cancelled"]

COLUMNS_UNCLEAR = "imports.columns-unclear"
BROKEN = "imports.broken"


class Import(TenantRow, Table):
    """One list on its way in.

    queued → checking → ready → applying → applied. A list whose columns are not understood has failed until somebody
    says what they hold; then it is queued again. What was applied before a cancellation stays, and is counted.
    """

    __tablename__ = "imports"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    kind: Mapped[Kind] = mapped_column(Text)
    state: Mapped[State] = mapped_column(Text)
    file_name: Mapped[str]
    format: Mapped[Format] = mapped_column(Text)
    encoding: Mapped[str | None]
    delimiter: Mapped[str | None]
    sheet: Mapped[str | None]
    headings: Mapped[list[str]]
    mapping: Mapped[dict[str, int] | None] = mapped_column(JSONB)
    code: Mapped[str | None]
    rows: Mapped[int]
    checked: Mapped[int] = mapped_column(default=0)
    accepted: Mapped[int] = mapped_column(default=0)
    rejected: Mapped[int] = mapped_column(default=0)
    duplicates: Mapped[int] = mapped_column(default=0)
    changes: Mapped[int] = mapped_column(default=0)
    """Accepted rows that correct what is entered already."""
    conflicts: Mapped[int] = mapped_column(default=0)
    """Accepted rows of premises whose shares will not make one whole."""
    applied: Mapped[int] = mapped_column(default=0)
    alike: Mapped[int] = mapped_column(default=0)
    """Pairs of people, one of them entered from here, who may be one."""
    made_by: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime] = mapped_column(default=now)
    version: Mapped[int] = mapped_column(default=1)

    @property
    def waits_for_work(self) -> bool:
        """Whether the service's active worker has something to do with it."""
        return self.state in ("queued", "checking", "applying")

    def take_columns(self, mapping: dict[str, int]) -> None:
        """Says what the columns hold, and has everything checked from the start. Raises ImportUnderWay."""
        if self.state in ("applying", "applied", "cancelled"):
            raise ImportUnderWay
        self.mapping, self.code = mapping, None
        self.checked = self.accepted = self.rejected = self.duplicates = 0
        self._become("queued")

    def wait_for_columns(self, guessed: dict[str, int]) -> None:
        """Notes that it is not clear what the columns hold."""
        self.mapping, self.code = guessed, COLUMNS_UNCLEAR
        self._become("failed")

    def begin_applying(self) -> None:
        """Raises ImportNotReady."""
        if self.state != "ready" or self.accepted == 0:
            raise ImportNotReady
        self._become("applying")

    def cancel(self) -> None:
        """Stops it where it is. Raises ImportNotReady where there is nothing to stop."""
        if self.state in ("applied", "cancelled"):
            raise ImportNotReady
        self._become("cancelled")

    def fail(self, code: str) -> None:
        """Gives up."""
        self.code = code
        self._become("failed")

    def become(self, state: State) -> None:
        """Goes on to the next state."""
        self._become(state)

    def _become(self, state: State) -> None:
        self.state, self.changed_at = state, now()
        self.version += 1
