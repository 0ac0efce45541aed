"""A yard, a street or a microdistrict of a center, with its outline on the map."""

from typing import Literal
from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from services.registry.places.geometry.model import Geometry
from shared.kit.database import Table, TenantRow
from shared.kit.ids import new_id

TerritoryKind = Literal["yard", "street", "microdistrict"]


class Territory(TenantRow, Table):
    """A named part of the neighborhood; houses belong to it."""

    __tablename__ = "territories"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    kind: Mapped[TerritoryKind] = mapped_column(Text)
    name: Mapped[str]
    geometry: Mapped[Geometry | None] = mapped_column(JSONB(none_as_null=True))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
