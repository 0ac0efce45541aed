"""What a manager is at one center: the post, and where they come from."""

from typing import Literal
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from shared.kit.database import Table, TenantRow

Background = Literal[
    "organiser", "cultural_animator", "moderator", "social_worker", "entrepreneur", "coordinator", "educator"
]  # fmt: skip
"""Организатор, культурный аниматор, модератор социальных изменений, социальный работник, предприниматель,
координатор, воспитатель: what a local community manager brings from elsewhere."""

USUAL_POST = "менеджер местного сообщества"


class Post(TenantRow, Table):
    """One manager's post at one center; the same person may have another post at another center."""

    __tablename__ = "posts"

    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    post: Mapped[str]
    backgrounds: Mapped[list[str]]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
