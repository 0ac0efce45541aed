"""A room of a center: how many it holds, what is in it, who can get in."""

from decimal import Decimal
from typing import Literal
from uuid import UUID

from sqlalchemy import Numeric
from sqlalchemy.orm import Mapped, mapped_column

from shared.kit.database import Table, TenantRow
from shared.kit.ids import new_id

Equipment = Literal[
    "tables", "chairs", "projector", "screen", "sound", "stage", "piano", "kitchen", "computers", "printer",
    "internet", "workshop", "children_corner", "sport",
]  # fmt: skip
Access = Literal[
    "step_free", "wide_doors", "lift", "accessible_toilet", "hearing_loop", "large_signs", "parking", "guide_dog"
]  # fmt: skip
"""What makes a place reachable for people with a stick, a wheelchair, a pram, weak eyes or ears."""


class Room(TenantRow, Table):
    """A room."""

    __tablename__ = "rooms"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str]
    capacity: Mapped[int]
    area: Mapped[Decimal | None] = mapped_column(Numeric(9, 2))
    equipment: Mapped[list[str]]
    access: Mapped[list[str]]
    note: Mapped[str | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
