"""Leaders and activists: marked with what for, by whom and when, so that a house knows on whom it can rely."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from shared.kit.clock import now
from shared.kit.database import Table, TenantRow
from shared.kit.ids import new_id

MarkKind = Literal["leader", "activist"]
"""A leader of opinion is listened to, an activist does things."""


class Mark(TenantRow, Table):
    """One mark; ended, it stays as the history of what a person did."""

    __tablename__ = "marks"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    resident_id: Mapped[UUID]
    kind: Mapped[MarkKind] = mapped_column(Text)
    what_for: Mapped[str]
    marked_by: Mapped[UUID]
    marked_at: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
