"""The infrastructure of a community on one day: six parts, what is there, what is missing, how strong the links are."""

from datetime import date
from typing import Any, Literal, get_args
from uuid import UUID

from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from shared.kit.database import Table, TenantRow
from shared.kit.ids import new_id

Part = Literal["residents", "organisation", "support", "information", "space", "links"]
"""Residents; their organisation, the frame; support organisations; local information; common space; links."""

PARTS: tuple[Part, ...] = get_args(Part)
Strength = Literal["strong", "weak", "absent"]
End = Literal["residents", "organisation", "support", "information", "space", "outside"]
"""What a link leads from and to; `outside` is whoever is not of this community."""


class InfrastructureMap(TenantRow, Table):
    """One drawing; a later one stands beside it, so that the years can be compared."""

    __tablename__ = "infrastructure_maps"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    organisation_id: Mapped[UUID | None]
    name: Mapped[str]
    drawn_on: Mapped[date]
    parts: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)  # Any: JSON
    links: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)  # Any: JSON
    evidence: Mapped[dict[str, int]] = mapped_column(JSONB)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
