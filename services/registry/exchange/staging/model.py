"""The rows of a list between being read and being applied; they are people's data, and kept no longer than needed."""

from datetime import timedelta
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import SmallInteger, Text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from shared.kit.database import Table, TenantRow

RowState = Literal["new", "accepted", "rejected", "duplicate", "applied"]
TwinBy = Literal["phone", "mail", "name", "address"]
Note = Literal["changes", "conflict"]
"""What may stand beside what was understood of an accepted row."""

KEPT_FOR = timedelta(days=7)
"""How long rows that were not applied wait to be mended."""


def comparable_name(name: str) -> str:
    """A whole name as `ImportRow.name` keeps it, without capitals and «ё»: as the registry's own are compared."""
    return name.lower().replace("ё", "е")


class ImportRow(TenantRow, Table):
    """One row of the list; once applied, only its number and the id of what it became are left."""

    __tablename__ = "import_rows"

    import_id: Mapped[UUID] = mapped_column(primary_key=True)
    row: Mapped[int] = mapped_column(primary_key=True)
    cells: Mapped[list[str]]
    formulas: Mapped[list[int]] = mapped_column(ARRAY(SmallInteger))
    state: Mapped[RowState] = mapped_column(Text, default="new")
    value: Mapped[dict[str, Any] | None] = mapped_column(JSONB)  # Any: JSON
    problems: Mapped[list[dict[str, Any]] | None] = mapped_column(JSONB)  # Any: JSON
    thing_id: Mapped[UUID | None]
    contacts: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    name: Mapped[str | None]
    twin_row: Mapped[int | None]
    twin_id: Mapped[UUID | None]
    twin_by: Mapped[TwinBy | None] = mapped_column(Text)
