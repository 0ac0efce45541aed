"""A house of a center's territory, and the flats in it of which somebody is known."""

from typing import Literal
from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from shared.kit.database import Table, TenantRow
from shared.kit.ids import new_id

HouseKind = Literal["apartment", "private"]


class House(TenantRow, Table):
    """A block of flats, or a private house, which counts as one flat."""

    __tablename__ = "houses"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    address: Mapped[str]
    kind: Mapped[HouseKind] = mapped_column(Text)
    flats: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class Premises(TenantRow, Table):
    """One flat; its id is random, so that a fact about it says no number."""

    __tablename__ = "premises"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    house_id: Mapped[UUID]
    number: Mapped[str]
