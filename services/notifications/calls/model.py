"""What a manager owes a resident because of a message: a call, a visit, or a word when they meet anyway."""

from datetime import date, datetime
from typing import Self
from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from services.notifications.calls.errors import not_that_day
from services.notifications.messages.model import QUIET, Message
from shared.contracts.requests import Way
from shared.kit.clock import CITY_TIME
from shared.kit.database import Table, TenantRow
from shared.kit.ids import new_id


class Call(TenantRow, Table):
    """`way` is `phone` or `visit`, as the resident prefers; a message asks for at most one.

    Nobody is called or visited on purpose for what is told `at_meeting`.
    """

    __tablename__ = "calls"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    message_id: Mapped[UUID]
    resident_id: Mapped[UUID]
    way: Mapped[Way] = mapped_column(Text)
    not_before: Mapped[datetime]
    created_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    at_meeting: Mapped[bool] = mapped_column(default=False)
    told_way: Mapped[Way | None] = mapped_column(Text)
    told_on: Mapped[date | None]

    @classmethod
    def of(cls, message: Message, way: Way, not_before: datetime) -> Self:
        """The call that tells `message`."""
        return cls(
            message_id=message.id,
            resident_id=message.resident_id,
            way=way,
            not_before=not_before,
            created_at=message.created_at,
            at_meeting=message.code in QUIET,
        )

    def done(self, at: datetime, way: Way | None, on: date | None) -> None:
        """Notes that it was told, how and on which day; raises Invalid for a day that cannot be."""
        day = on or _day(at)
        if not _day(self.created_at) <= day <= _day(at):
            raise not_that_day()
        self.done_at, self.told_way, self.told_on = at, way or self.way, day


def _day(at: datetime) -> date:
    return at.astimezone(CITY_TIME).date()
