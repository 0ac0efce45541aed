"""A message to one resident: a code and coded parameters, worded only when it is shown or sent."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from services.notifications.wording.model import MessageCode
from shared.kit.database import Table, TenantRow
from shared.kit.ids import new_id

URGENT: frozenset[MessageCode] = frozenset(
    {
        "match_proposed_to_asking", "match_proposed_to_helping",
        "match_agreed_to_asking", "match_agreed_to_helping",
        "help_at_event_to_asking", "help_at_event_to_helping",
        "event_entrusted", "event_moved", "event_cancelled", "registration_promoted",
    }
)  # fmt: skip
"""What loses its use if nobody opens the site in time."""


QUIET: frozenset[MessageCode] = frozenset({"acted_for"})
"""What stands on the site, and goes by mail to whoever wants mail and has proven it; nobody is called or visited for
it, and whoever prefers that is told when they meet a manager anyway."""


class Message(TenantRow, Table):
    """What a resident is told; one cause (the fact that led to it) tells a resident a thing once."""

    __tablename__ = "messages"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    resident_id: Mapped[UUID]
    code: Mapped[MessageCode] = mapped_column(Text)
    params: Mapped[dict[str, Any]]  # Any: JSON; ids and coded values only
    cause_id: Mapped[UUID]
    created_at: Mapped[datetime]
    read_at: Mapped[datetime | None]

    @property
    def rank(self) -> int:
        """What leaves first where much is due: 0 what is urgent, 2 what is quiet and may wait for all the rest."""
        return 0 if self.code in URGENT else 2 if self.code in QUIET else 1

    def read(self, at: datetime) -> None:
        """Notes the first reading."""
        self.read_at = self.read_at or at
