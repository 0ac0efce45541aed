"""An offer, «я могу помочь»: one skill that a resident is ready to share."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, mapped_column

from services.talents.offers.errors import OfferWithdrawn
from services.talents.times.model import FreeTimes
from shared.contracts.codes import Channel, Skill, TimeOfDay
from shared.kit.clock import now
from shared.kit.database import Table, TenantRow
from shared.kit.ids import new_id

OfferState = Literal["standing", "withdrawn"]


def lot_of(id: UUID) -> int:  # noqa: A002 the id of an offer or a need
    """The lot that an id draws: spreads needs over the many who were never asked."""
    return id.int & 0x7FFF


def _lot(context: DefaultExecutionContext) -> int:
    values: dict[str, UUID] = context.get_current_parameters()  # type: ignore[no-untyped-call]  # SQLAlchemy's own
    return lot_of(values["id"])


class Offer(TenantRow, Table):
    """Stands until its author withdraws it; one offer can help many."""

    __tablename__ = "offers"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    resident_id: Mapped[UUID]
    house_id: Mapped[UUID | None]
    skill: Mapped[Skill] = mapped_column(Text)
    details: Mapped[str] = mapped_column(default="")
    free: Mapped[list[TimeOfDay]] = mapped_column(FreeTimes)
    channel: Mapped[Channel] = mapped_column(Text)
    state: Mapped[OfferState] = mapped_column(Text, default="standing")
    made_at: Mapped[datetime] = mapped_column(default=now)
    asked_at: Mapped[datetime | None]
    """When its author was last asked for help; kept here too, because candidates are read in this order."""
    lot: Mapped[int] = mapped_column(default=_lot)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}

    def must_stand(self) -> None:
        """Raises OfferWithdrawn where it no longer stands."""
        if self.state != "standing":
            raise OfferWithdrawn

    def change(self, skill: Skill | None, details: str | None, free: list[TimeOfDay] | None) -> bool:
        """Takes what is given; says whether others suit it now. Raises OfferWithdrawn."""
        self.must_stand()
        before = self.skill, self.free
        self.skill = skill or self.skill
        self.details = self.details if details is None else details
        self.free = self.free if free is None else free
        return (self.skill, self.free) != before

    def withdraw(self) -> None:
        """Raises OfferWithdrawn where it was withdrawn before."""
        self.must_stand()
        self.state = "withdrawn"
