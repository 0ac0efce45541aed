"""The ids of the center's residents, and how each of them came to the center."""

from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from shared.contracts.codes import Channel
from shared.kit.database import Table, TenantRow


class Resident(TenantRow, Table):
    """A resident who may be told things; after an erasure the bare id stays, so that nothing is told to it."""

    __tablename__ = "residents"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    joined_by: Mapped[Channel | None] = mapped_column(Text)
    erased: Mapped[bool] = mapped_column(default=False)
