"""An initiative where it begins: an idea of what could be otherwise, and the neighbors who would have it so."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from services.events.initiatives.errors import IdeaWithdrawn
from shared.contracts.codes import Channel
from shared.kit.clock import now
from shared.kit.database import Table, TenantRow
from shared.kit.ids import new_id

State = Literal["idea", "withdrawn"]


class Idea(TenantRow, Table):
    """One idea. Every resident of the center may read it; whose it is, only its author and the managers know."""

    __tablename__ = "ideas"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    title: Mapped[str]
    words: Mapped[str]
    house_id: Mapped[UUID | None]
    resident_id: Mapped[UUID | None]
    channel: Mapped[Channel] = mapped_column(Text)
    state: Mapped[State] = mapped_column(Text, default="idea")
    offered_at: Mapped[datetime] = mapped_column(default=now)
    withdrawn_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}

    def must_stand(self) -> None:
        """Raises IdeaWithdrawn."""
        if self.state == "withdrawn":
            raise IdeaWithdrawn

    def withdraw(self, at: datetime) -> None:
        """Takes the idea back. Raises IdeaWithdrawn."""
        self.must_stand()
        self.state, self.withdrawn_at = "withdrawn", at


class Support(TenantRow, Table):
    """One neighbor who would have it so; one of each counts."""

    __tablename__ = "idea_supports"

    idea_id: Mapped[UUID] = mapped_column(primary_key=True)
    resident_id: Mapped[UUID] = mapped_column(primary_key=True)
    supported_at: Mapped[datetime] = mapped_column(default=now)
