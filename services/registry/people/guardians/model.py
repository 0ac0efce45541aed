"""Who answers for a child: parents, guardians and trustees, until the child comes of age."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from shared.kit.clock import now
from shared.kit.database import Table, TenantRow

Bond = Literal["parent", "guardian", "trustee"]
"""Family Code art. 63; a guardian up to 14, a trustee from 14 on (Civil Code art. 32 and 33)."""


class Guardianship(TenantRow, Table):
    """One grown-up answers for one child; either side's erasure ends it."""

    __tablename__ = "guardianships"

    guardian_id: Mapped[UUID] = mapped_column(primary_key=True)
    ward_id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[Bond] = mapped_column(Text)
    ground: Mapped[str | None]
    entered_by: Mapped[UUID | None]
    since: Mapped[datetime] = mapped_column(default=now)
