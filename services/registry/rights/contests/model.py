"""«Я этого не просил»: a resident contests something that staff did in their name, and the center answers."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import BigInteger, Text
from sqlalchemy.orm import Mapped, mapped_column

from services.registry.rights.contests.errors import AlreadySettled
from shared.kit.clock import now
from shared.kit.database import Table, TenantRow
from shared.kit.ids import new_id

Outcome = Literal["mended", "explained", "kept"]
"""It was undone; the person remembers now that they asked; it stays because it was right."""
Where = Literal["registry", "talents", "surveys", "events", "notifications"]


class Contest(TenantRow, Table):
    """One line of one service's audit log, contested by the person whom it is about."""

    __tablename__ = "contests"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    resident_id: Mapped[UUID]
    service: Mapped[Where] = mapped_column(Text)
    line: Mapped[int] = mapped_column(BigInteger)
    action: Mapped[str]
    done_at: Mapped[datetime]
    words: Mapped[str | None]
    contested_at: Mapped[datetime] = mapped_column(default=now)
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[UUID | None]
    outcome: Mapped[Outcome | None] = mapped_column(Text)
    answer: Mapped[str | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}

    def settle(self, outcome: Outcome, answer: str, by: UUID) -> None:
        """The center has looked into it; raises AlreadySettled."""
        if self.settled_at is not None:
            raise AlreadySettled
        self.outcome, self.answer, self.settled_by, self.settled_at = outcome, answer, by, now()
