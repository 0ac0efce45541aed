"""A call or a visit that a manager owes a resident because of a message."""

from datetime import datetime
from typing import Self
from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from services.notifications.messages.model import Message
from shared.contracts.requests import Way
from shared.kit.database import Table, TenantRow
from shared.kit.ids import new_id


class Call(TenantRow, Table):
    """`way` is `phone` or `visit`; a message asks for at most one."""

    __tablename__ = "calls"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    message_id: Mapped[UUID]
    resident_id: Mapped[UUID]
    way: Mapped[Way] = mapped_column(Text)
    not_before: Mapped[datetime]
    created_at: Mapped[datetime]
    done_at: Mapped[datetime | None]

    @classmethod
    def of(cls, message: Message, way: Way, not_before: datetime) -> Self:
        """The call that tells `message`."""
        return cls(
            message_id=message.id,
            resident_id=message.resident_id,
            way=way,
            not_before=not_before,
            created_at=message.created_at,
        )

    def done(self, at: datetime) -> None:
        """Notes when it was first made."""
        self.done_at = self.done_at or at
