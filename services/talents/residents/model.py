"""What the bank of talents knows of a resident: an opaque id, a house, and how often they were asked and helped."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from shared.contracts.codes import Channel
from shared.kit.database import Table, TenantRow


class Resident(TenantRow, Table):
    """The local copy of a resident, kept by the registry's facts.

    After erasure the bare id stays, so that a fact that comes late brings nothing back.
    """

    __tablename__ = "residents"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    house_id: Mapped[UUID | None]
    asked_at: Mapped[datetime | None]
    helped: Mapped[int] = mapped_column(default=0)
    erased: Mapped[bool] = mapped_column(default=False)
    refused: Mapped[bool] = mapped_column(default=False)
    """Has taken back the consent to be matched with neighbors."""


class Center(Table):
    """A center of this node; the clock goes through them one by one."""

    __tablename__ = "centers"

    id: Mapped[UUID] = mapped_column(primary_key=True)


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose word it is, and how it reached the center; `ground` where somebody else enters it."""

    resident_id: UUID
    channel: Channel
    by_manager: bool = False
    ground: str | None = None
