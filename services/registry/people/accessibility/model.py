"""What somebody needs so as to take part: never a diagnosis, and only while they consent to it."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import ARRAY, Text
from sqlalchemy.orm import Mapped, mapped_column

from shared.kit.clock import now
from shared.kit.database import Table, TenantRow

AccessNeed = Literal[
    "step_free", "wheelchair", "large_print", "read_aloud", "sign_language", "speak_loudly", "escort", "at_home",
    "quiet", "more_time",
]  # fmt: skip
"""What to arrange; words of one's own go into the note."""


class AccessNeeds(TenantRow, Table):
    """The needs of one resident; gone as soon as the consent is withdrawn."""

    __tablename__ = "access_needs"

    resident_id: Mapped[UUID] = mapped_column(primary_key=True)
    needs: Mapped[list[AccessNeed]] = mapped_column(ARRAY(Text))
    note: Mapped[str | None]
    changed_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
