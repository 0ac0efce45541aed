"""A match between a need and an offer: found by the service, proposed by the center, agreed by both sides."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.talents.matches.errors import AlreadyAccepted, AlreadyProposed, MatchOver, NotAgreed
from services.talents.matching.model import Fit, Reason
from services.talents.needs.model import Need
from services.talents.offers.model import Offer
from services.talents.residents.model import Resident
from services.talents.times.model import FreeTimes
from shared.contracts.codes import Skill, TimeOfDay
from shared.contracts.talents import Side
from shared.kit.clock import now
from shared.kit.database import Table, TenantRow
from shared.kit.ids import new_id

MatchState = Literal["found", "proposed", "agreed", "completed", "declined"]


class Match(TenantRow, Table):
    """found → proposed → agreed → completed; either side may decline until the help is given."""

    __tablename__ = "matches"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    need_id: Mapped[UUID]
    offer_id: Mapped[UUID]
    asking_id: Mapped[UUID]
    helping_id: Mapped[UUID]
    skill: Mapped[Skill] = mapped_column(Text)
    state: Mapped[MatchState] = mapped_column(Text, default="found")
    common_times: Mapped[list[TimeOfDay]] = mapped_column(FreeTimes)
    times_known: Mapped[bool]
    same_house: Mapped[bool]
    helper_asked_at: Mapped[datetime | None]
    """When the helper was last asked before this match; written when it is proposed."""
    helper_helped: Mapped[int] = mapped_column(default=0)
    found_at: Mapped[datetime] = mapped_column(default=now)
    proposed_at: Mapped[datetime | None]
    asking_accepted_at: Mapped[datetime | None]
    helping_accepted_at: Mapped[datetime | None]
    agreed_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    declined_by: Mapped[Side | None] = mapped_column(Text)
    version: Mapped[int] = mapped_column(default=1)

    need: Mapped[Need] = relationship(lazy="raise", overlaps="offer")
    offer: Mapped[Offer] = relationship(lazy="raise", overlaps="need")
    helper: Mapped[Resident | None] = relationship(
        lazy="raise",
        viewonly=True,
        primaryjoin="and_(Match.center_id == foreign(Resident.center_id), "
        "Match.helping_id == foreign(Resident.id))",
        uselist=False,
    )

    __table_args__ = (
        ForeignKeyConstraint(["center_id", "need_id"], ["needs.center_id", "needs.id"]),
        ForeignKeyConstraint(["center_id", "offer_id"], ["offers.center_id", "offers.id"]),
    )
    __mapper_args__ = {"version_id_col": version}

    @property
    def is_over(self) -> bool:
        return self.state in ("completed", "declined")

    @property
    def is_pending(self) -> bool:
        """Somebody was asked and waits, or has agreed."""
        return self.state in ("proposed", "agreed")

    def side_of(self, resident_id: UUID) -> Side | None:
        """Which side this resident is, None for anybody else."""
        if resident_id == self.asking_id:
            return "asking"
        return "helping" if resident_id == self.helping_id else None

    def accepted_by(self, side: Side) -> bool:
        return (self.asking_accepted_at if side == "asking" else self.helping_accepted_at) is not None

    def propose(self, at: datetime) -> None:
        """The center proposes it to both. Raises AlreadyProposed or MatchOver."""
        self._must_go_on()
        if self.state != "found":
            raise AlreadyProposed
        self.state, self.proposed_at = "proposed", at

    def accept(self, side: Side, at: datetime) -> bool:
        """One side says yes; True where both now have. Raises AlreadyAccepted or MatchOver.

        A side that accepts what was only found asks the other one: that is a proposal too.
        """
        self._must_go_on()
        if self.accepted_by(side):
            raise AlreadyAccepted
        if self.state == "found":
            self.propose(at)
        if side == "asking":
            self.asking_accepted_at = at
        else:
            self.helping_accepted_at = at
        if self.asking_accepted_at is None or self.helping_accepted_at is None:
            return False
        self.state, self.agreed_at = "agreed", at
        return True

    def decline(self, side: Side, at: datetime) -> None:
        """One side says no, also after having agreed. Raises MatchOver."""
        self._must_go_on()
        self.state, self.declined_by, self.closed_at = "declined", side, at

    def complete(self, at: datetime) -> None:
        """The help was given. Raises NotAgreed or MatchOver."""
        self._must_go_on()
        if self.state != "agreed":
            raise NotAgreed
        self.state, self.closed_at = "completed", at

    @property
    def fit(self) -> Fit:
        """How the two suit each other; of what is only found, as it is today (`helper` must be loaded)."""
        asked_at, helped = self.helper_asked_at, self.helper_helped
        if self.state == "found" and self.helper is not None:
            asked_at, helped = self.helper.asked_at, self.helper.helped
        return Fit(self.common_times, self.times_known, self.same_house, asked_at, helped)

    @property
    def reasons(self) -> list[Reason]:
        """Why these two, the weightiest first."""
        return self.fit.reasons(now())

    def _must_go_on(self) -> None:
        if self.is_over:
            raise MatchOver
