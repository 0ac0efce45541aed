"""A message on its way to a resident, beyond the site where it stands already."""

from datetime import datetime, timedelta
from typing import Literal, Self
from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from services.notifications.messages.model import Message
from shared.contracts.requests import Way
from shared.kit.database import Table, TenantRow
from shared.kit.ids import new_id

State = Literal["due", "sending", "sent", "to_call", "left_on_site", "unclear"]

BACKOFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720))
"""After each failure the next attempt waits longer; after the last one the message stays on the site."""

POSTPONED = timedelta(seconds=10)
"""How long a message waits where nobody says how to reach the resident; this is no failure of its own."""

LOST_AFTER = timedelta(minutes=10)
"""What is in hand for so long was interrupted; nobody can say whether it went, so that it is not sent twice."""


class Delivery(TenantRow, Table):
    """One message on its way, sent at most once.

    due → sending → sent (by mail) or to_call (the managers' list) or left_on_site; a failure leads back to due,
    the last one to left_on_site; an interrupted sending becomes unclear and stays so.
    """

    __tablename__ = "deliveries"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    message_id: Mapped[UUID]
    resident_id: Mapped[UUID]
    way: Mapped[Way | None] = mapped_column(Text)
    """None: as the registry says when the time comes."""
    state: Mapped[State] = mapped_column(Text, default="due")
    rank: Mapped[int]
    """As of its message: many that may wait keep nothing up that may not."""
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime]
    taken_at: Mapped[datetime | None]

    @classmethod
    def of(cls, message: Message, way: Way | None, not_before: datetime) -> Self:
        """The delivery of `message`."""
        return cls(
            message_id=message.id, resident_id=message.resident_id, way=way, rank=message.rank, due_at=not_before
        )  # fmt: skip

    def take(self, at: datetime) -> None:
        """Takes it in hand: from now on nobody else sends it."""
        self.state, self.taken_at = "sending", at

    def went(self) -> None:
        """Notes that the post took it."""
        self.state = "sent"

    def handed_over(self) -> None:
        """Notes that a manager will call or visit."""
        self.state = "to_call"

    def failed(self, at: datetime) -> bool:
        """Notes that the post did not take it; says whether it was the last attempt."""
        self.attempts += 1
        if self.attempts > len(BACKOFF):
            self.leave_on_site()
            return True
        self.state, self.due_at = "due", at + BACKOFF[self.attempts - 1]
        return False

    def postpone(self, at: datetime) -> None:
        """Puts it back untried."""
        self.state, self.due_at = "due", at + POSTPONED

    def leave_on_site(self) -> None:
        """Gives up: the message can be read on the site alone."""
        self.state = "left_on_site"
