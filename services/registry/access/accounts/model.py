"""A staff account: a manager of centers, a partner, a management company's worker, the city, an operator."""

from typing import Literal
from uuid import UUID

from sqlalchemy import ARRAY, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from services.registry.people.names.model import full_name
from shared.kit.database import Table
from shared.kit.ids import new_id

StaffRole = Literal["manager", "partner", "company", "city", "operator"]
Interest = Literal["none", "management_company", "city", "business", "other"]
"""Who else pays the person: a manager paid by the management company is still the residents' ally, openly."""

OF_CENTERS: frozenset[StaffRole] = frozenset({"manager", "partner", "company"})


class Account(Table):
    """One role of one person who works; the same person may have several."""

    __tablename__ = "accounts"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    role: Mapped[StaffRole] = mapped_column(Text)
    family_name: Mapped[str]
    given_name: Mapped[str]
    patronymic: Mapped[str | None]
    contact: Mapped[str]
    centers: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid))
    interest: Mapped[Interest] = mapped_column(Text)
    active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}

    @property
    def name(self) -> str:
        """Family name, given name, patronymic."""
        return full_name(self.family_name, self.given_name, self.patronymic)
