"""A resident's wish to take part in an organisation, and what was said to it."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from shared.kit.clock import now
from shared.kit.database import Table, TenantRow
from shared.kit.ids import new_id

JoinAnswer = Literal["accepted", "declined"]


class JoinRequest(TenantRow, Table):
    """One wish; it waits until somebody of the organisation or a manager answers, or the resident takes it back."""

    __tablename__ = "join_requests"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    organisation_id: Mapped[UUID]
    resident_id: Mapped[UUID]
    asked_at: Mapped[datetime] = mapped_column(default=now)
    answer: Mapped[JoinAnswer | None] = mapped_column(Text)
    answered_at: Mapped[datetime | None]
