"""A message on its way by mail."""

from datetime import datetime, timedelta
from typing import Literal, Self
from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from services.notifications.messages.model import Message
from shared.kit.database import Table, TenantRow
from shared.kit.ids import new_id

State = Literal["due", "sending", "sent", "left_on_site", "unclear"]

BACKOFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720))
"""After each failure the next attempt waits longer; after the last one the message stays on the site."""

POSTPONED = timedelta(seconds=10)
"""How long a letter waits where nobody says to which address it goes; this is no failure of the letter."""

LOST_AFTER = timedelta(minutes=10)
"""A letter in hand for so long was interrupted; nobody can say whether it went, so that it is not sent twice."""


class Letter(TenantRow, Table):
    """One letter for one message, sent at most once.

    due → sending → sent; a failure leads back to due, the last one to left_on_site; an interrupted sending
    becomes unclear and stays so.
    """

    __tablename__ = "letters"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    message_id: Mapped[UUID]
    resident_id: Mapped[UUID]
    state: Mapped[State] = mapped_column(Text, default="due")
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime]
    taken_at: Mapped[datetime | None]

    @classmethod
    def of(cls, message: Message, not_before: datetime) -> Self:
        """The letter that carries `message`."""
        return cls(message_id=message.id, resident_id=message.resident_id, due_at=not_before)

    def take(self, at: datetime) -> None:
        """Takes the letter in hand: from now on nobody else sends it."""
        self.state, self.taken_at = "sending", at

    def went(self) -> None:
        """Notes that the post took it."""
        self.state = "sent"

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
