"""What the bank of talents has said about help: what is needed, and who was proposed to whom."""

from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from shared.contracts.codes import Skill
from shared.kit.database import Table, TenantRow


class Need(TenantRow, Table):
    """What help a need asks for; whose it is stays with the bank of talents."""

    __tablename__ = "needs"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    skill: Mapped[Skill] = mapped_column(Text)


class Match(TenantRow, Table):
    """The two sides of a match."""

    __tablename__ = "matches"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    need_id: Mapped[UUID]
    asking_id: Mapped[UUID]
    helping_id: Mapped[UUID]
