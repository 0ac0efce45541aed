"""A neighborhood center: the place where active people of a neighborhood meet, and the tenant of every service."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from shared.contracts.codes import HostType
from shared.kit.clock import now
from shared.kit.database import Table
from shared.kit.ids import new_id


class Center(Table):
    """Its name and address are public."""

    __tablename__ = "centers"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    slug: Mapped[str]
    name: Mapped[str]
    host: Mapped[HostType] = mapped_column(Text)
    address: Mapped[str]
    opened_at: Mapped[datetime] = mapped_column(default=now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
