"""A chance meeting: what somebody said on the street, and what is to become of it."""

from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from services.registry.people.talks.errors import PlacedElsewhere
from shared.contracts.codes import TalkKind
from shared.kit.clock import now
from shared.kit.database import Table, TenantRow
from shared.kit.ids import new_id

State = Literal["waiting", "placed", "kept"]

LONGEST_WAIT = timedelta(days=31)
"""So old may a talk be when a telephone without a connection finally sends it."""
CLOCK_SLIP = timedelta(minutes=10)


class Talk(TenantRow, Table):
    """One talk. A note stays with the center's managers; anything else waits for its place, and is placed there."""

    __tablename__ = "talks"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    kind: Mapped[TalkKind] = mapped_column(Text)
    state: Mapped[State] = mapped_column(Text)
    words: Mapped[str]
    house_id: Mapped[UUID | None]
    resident_id: Mapped[UUID | None]
    became_id: Mapped[UUID | None]
    """The need, the appeal or the idea that was made of it: which of them, its kind says."""
    talked_at: Mapped[datetime]
    noted_by: Mapped[UUID]
    noted_at: Mapped[datetime] = mapped_column(default=now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}

    @property
    def need_id(self) -> UUID | None:
        """The need that was made of it, where it was about one."""
        return self.became_id if self.kind == "need" else None

    def be_about(self, kind: TalkKind) -> None:
        """Changes what it was. Raises PlacedElsewhere where something was made of it already."""
        if kind != self.kind and self.became_id is not None:
            raise PlacedElsewhere
        self.kind = kind
        self.state = "kept" if kind == "note" else ("placed" if self.became_id else "waiting")

    def become(self, thing: UUID) -> None:
        """Links what was made of it. Raises PlacedElsewhere where another thing was, or where it is a note."""
        if self.kind == "note" or self.became_id not in (None, thing):
            raise PlacedElsewhere
        self.became_id, self.state = thing, "placed"

    def become_need(self, need: UUID) -> None:
        """The same for a need alone. Raises PlacedElsewhere also where it is about something else."""
        if self.kind != "need":
            raise PlacedElsewhere
        self.become(need)


def when(said: datetime | None, at: datetime) -> datetime:
    """When the talk was: as the telephone says, unless its clock is wrong."""
    if said is None or not at - LONGEST_WAIT <= said <= at + CLOCK_SLIP:
        return at
    return min(said, at)
