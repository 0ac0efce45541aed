"""A need, «мне нужна помощь»: open until somebody helps, or closed with the reason why nobody did."""

from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from services.talents.needs.errors import NeedAgreedUpon, NeedClosed
from services.talents.times.model import FreeTimes
from shared.contracts.codes import Channel, Skill, TimeOfDay, UnmetReason
from shared.kit.clock import now
from shared.kit.database import Table, TenantRow
from shared.kit.ids import new_id

NeedState = Literal["open", "agreed", "met", "unmet"]

LIVES = timedelta(days=60)
"""After two months without help a need is closed as expired, so that nobody waits for what will not come."""


class Need(TenantRow, Table):
    """While it is open it has a handful of candidates; while it is agreed, one neighbor who said yes."""

    __tablename__ = "needs"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    resident_id: Mapped[UUID]
    house_id: Mapped[UUID | None]
    skill: Mapped[Skill] = mapped_column(Text)
    details: Mapped[str] = mapped_column(default="")
    free: Mapped[list[TimeOfDay]] = mapped_column(FreeTimes)
    channel: Mapped[Channel] = mapped_column(Text)
    state: Mapped[NeedState] = mapped_column(Text, default="open")
    reason: Mapped[UnmetReason | None] = mapped_column(Text)
    candidates: Mapped[int] = mapped_column(default=0)
    """How many found matches suit it in time; a need that has a handful is not looked for again."""
    stated_at: Mapped[datetime] = mapped_column(default=now)
    closed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}

    @property
    def is_closed(self) -> bool:
        return self.state in ("met", "unmet")

    def must_be_open(self) -> None:
        """Raises NeedClosed, or NeedAgreedUpon where a neighbor has already agreed."""
        if self.is_closed:
            raise NeedClosed
        if self.state == "agreed":
            raise NeedAgreedUpon

    def change(self, skill: Skill | None, details: str | None, free: list[TimeOfDay] | None) -> bool:
        """Takes what is given; says whether other helpers suit it now. Raises NeedClosed or NeedAgreedUpon."""
        self.must_be_open()
        before = self.skill, self.free
        self.skill = skill or self.skill
        self.details = self.details if details is None else details
        self.free = self.free if free is None else free
        return (self.skill, self.free) != before

    def agree(self) -> None:
        """A neighbor will help: no more candidates are needed."""
        self.must_be_open()
        self.state, self.candidates = "agreed", 0

    def look_again(self) -> None:
        """The agreed helper fell out; does nothing to a need that is still open."""
        if self.is_closed:
            raise NeedClosed
        self.state = "open"

    def meet(self, at: datetime) -> None:
        """The help was given."""
        if self.is_closed:
            raise NeedClosed
        self.state, self.closed_at = "met", at

    def close(self, reason: UnmetReason, at: datetime) -> None:
        """Closes it without help; raises NeedClosed where it was closed before."""
        if self.is_closed:
            raise NeedClosed
        self.state, self.reason, self.closed_at, self.candidates = "unmet", reason, at, 0
