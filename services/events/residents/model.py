"""The ids of the center's residents, as the registry says them; and whose word something is."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from shared.contracts.codes import Channel
from shared.kit.database import Table, TenantRow


class Resident(TenantRow, Table):
    """A resident who may be signed up; after an erasure the bare id stays, so that it takes no new places."""

    __tablename__ = "residents"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    erased: Mapped[bool] = mapped_column(default=False)


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose word it is, nobody's by name where None, and how it reached the center."""

    resident_id: UUID | None
    channel: Channel
    by_manager: bool = False
    ground: str | None = None
