"""The ids of the center's residents, as the registry says them."""

from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from shared.kit.database import Table, TenantRow


class Resident(TenantRow, Table):
    """A resident who may be told things; after an erasure the bare id stays, so that nothing is told to it."""

    __tablename__ = "residents"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    erased: Mapped[bool] = mapped_column(default=False)
