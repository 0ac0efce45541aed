"""Short articles of the knowledge base: versioned, a center's own, or shared with its consent; and who tried them."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from shared.kit.clock import now
from shared.kit.database import Table, TenantRow
from shared.kit.ids import new_id

Topic = Literal["government", "housing", "rules", "mediation", "economy", "safety"]
"""Local government; housing literacy and culture; rules of living together; conflicts and mediation; economy of a
neighborhood and fundraising; safety."""

Outcome = Literal["worked", "partly", "not_yet"]


class Article(TenantRow, Table):
    """What somebody knows well enough to write down, true on a certain day."""

    __tablename__ = "articles"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    topic: Mapped[Topic] = mapped_column(Text)
    title: Mapped[str]
    body: Mapped[str]
    sources: Mapped[list[str]]
    true_on: Mapped[date]
    published: Mapped[bool] = mapped_column(default=False)
    shared: Mapped[bool] = mapped_column(default=False)
    changed_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}

    @property
    def text(self) -> tuple[object, ...]:
        """What a version keeps."""
        return self.topic, self.title, self.body, list(self.sources), self.true_on


class ArticleVersion(TenantRow, Table):
    """An article as it stood after somebody had saved it."""

    __tablename__ = "article_versions"

    article_id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    topic: Mapped[Topic] = mapped_column(Text)
    title: Mapped[str]
    body: Mapped[str]
    sources: Mapped[list[str]]
    true_on: Mapped[date]
    saved_at: Mapped[datetime] = mapped_column(default=now)
    saved_by: Mapped[UUID | None]


class ArticleConsent(TenantRow, Table):
    """The author center's consent that all centers read the article; it can be taken back."""

    __tablename__ = "article_consents"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    article_id: Mapped[UUID]
    given_at: Mapped[datetime] = mapped_column(default=now)
    given_by: Mapped[UUID]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[UUID | None]


class Trial(TenantRow, Table):
    """«Применили у себя»: what came of it in one center, which can correct it later."""

    __tablename__ = "article_trials"

    article_id: Mapped[UUID] = mapped_column(primary_key=True)
    outcome: Mapped[Outcome] = mapped_column(Text)
    result: Mapped[str]
    tried_on: Mapped[date]
    told: Mapped[bool] = mapped_column(default=False)
    changed_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
