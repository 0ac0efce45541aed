"""A chance meeting: what somebody said on the street, and what is to become of it."""

from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from services.registry.people.talks.errors import NeedElsewhere
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
    need_id: Mapped[UUID | None]
    talked_at: Mapped[datetime]
    noted_by: Mapped[UUID]
    noted_at: Mapped[datetime] = mapped_column(default=now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}

    def be_about(self, kind: TalkKind) -> None:
        """Changes what it was. Raises NeedElsewhere where it has become a need already."""
        if kind != self.kind and self.need_id is not None:
            raise NeedElsewhere
        self.kind = kind
        self.state = "kept" if kind == "note" else ("placed" if self.need_id else "waiting")

    def become_need(self, need: UUID) -> None:
        """Links the need that was made of it. Raises NeedElsewhere where another was, or where it is no need."""
        if self.kind != "need" or self.need_id not in (None, need):
            raise NeedElsewhere
        self.need_id, self.state = need, "placed"


def when(said: datetime | None, at: datetime) -> datetime:
    """When the talk was: as the telephone says, unless its clock is wrong."""
    if said is None or not at - LONGEST_WAIT <= said <= at + CLOCK_SLIP:
        return at
    return min(said, at)
